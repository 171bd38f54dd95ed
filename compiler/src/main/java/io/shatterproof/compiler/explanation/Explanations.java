package io.shatterproof.compiler.explanation;

import io.shatterproof.compiler.diagnostic.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every explanation: {@code docs/diagnostics.md}, which travels with the compiler. */
public final class Explanations {
  private static final String RESOURCE = "diagnostics.md";
  private static final Pattern TITLE = Pattern.compile("## (P2M\\d{4}): (.*)");

  private final Map<Code, Explanation> byCode = new EnumMap<>(Code.class);

  private Explanations(String document) {
    String group = "";
    Matcher title = TITLE.matcher("");
    Optional<Code> code = Optional.empty();
    StringBuilder body = new StringBuilder();
    for (String line : document.lines().toList()) {
      boolean isHeading = line.startsWith("# ") || line.startsWith("## ");
      if (isHeading) {
        keep(code, group, title, body);
        code = Optional.empty();
        body.setLength(0);
        group = line.startsWith("# ") ? line.substring(2) : group;
        title = TITLE.matcher(line);
        code = title.matches() ? Code.parse(title.group(1)) : Optional.empty();
      } else {
        body.append(line).append('\n');
      }
    }
    keep(code, group, title, body);
  }

  private void keep(Optional<Code> code, String group, Matcher title, StringBuilder body) {
    code.ifPresent(known -> byCode.put(
        known, new Explanation(known, group, title.group(2), body.toString().strip() + "\n")));
  }

  /** Reads the document. */
  public static Explanations load() {
    try (InputStream in = Explanations.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not on the class path");
      }
      return new Explanations(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In order of the document. */
  public List<Explanation> all() {
    return new ArrayList<>(byCode.values());
  }

  /** That of a mistake; empty only for one that the document lacks. */
  public Optional<Explanation> of(Code code) {
    return Optional.ofNullable(byCode.get(code));
  }
}
