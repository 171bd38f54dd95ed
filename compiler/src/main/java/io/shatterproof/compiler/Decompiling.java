package io.shatterproof.compiler;

import io.shatterproof.compiler.backend.text.TextBackend;
import io.shatterproof.compiler.backend.text.TextBackend.Item;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.format.Formatter;
import io.shatterproof.compiler.parse.FileParser;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.vector.ConformanceVector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Prints vectors as scenarios, and compiles what was printed: only then it is known to be right. */
final class Decompiling {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][0-9A-Za-z_]*");
  private static final String FILE = "vectors.p2m";

  private final Map<String, Boolean> names = new HashMap<>();
  private final Map<String, Boolean> labels = new HashMap<>();
  private final TextBackend backend = new TextBackend(
      word -> names.computeIfAbsent(word, Decompiling::isName),
      word -> labels.computeIfAbsent(word, Decompiling::isLabel));

  Decompilation decompile(List<ConformanceVector> vectors) {
    List<Item> items = vectors.stream().map(vector -> new Item(vector, false)).toList();
    Attempt whole = attempt(items);
    if (whole.isExact()) {
      return new Decompilation(whole.text(), List.of());
    }
    List<Item> chosen = new ArrayList<>();
    List<Decompilation.Difference> differences = new ArrayList<>();
    for (Item item : items) {
      Attempt best = best(item);
      chosen.add(best.items().get(0));
      if (!best.isExact()) {
        differences.add(best.difference());
      }
    }
    Attempt all = attempt(chosen);
    return new Decompilation(all.text(), differences);
  }

  /** Without {@code unchecked}, if that is enough. */
  private Attempt best(Item item) {
    Attempt checked = attempt(List.of(item));
    if (checked.isExact()) {
      return checked;
    }
    Attempt unchecked = attempt(List.of(new Item(item.vector(), true)));
    return unchecked.isExact() ? unchecked : checked;
  }

  private Attempt attempt(List<Item> items) {
    TextBackend.Printed printed = backend.print(items);
    SourceFile raw = new SourceFile(FILE, printed.text());
    String text = Formatter.standard().format(raw).text().orElse(printed.text());
    Compilation compilation = Compiler.compile(List.of(new SourceFile(FILE, text)), "vectors");
    return new Attempt(items, text, printed.obstacles(), compilation);
  }

  /** A text, and what it compiles to. */
  private record Attempt(
      List<Item> items, String text, List<List<String>> obstacles, Compilation compilation) {

    boolean isExact() {
      List<ConformanceVector> back = compilation.vectors().vectors();
      if (back.size() != items.size()) {
        return false;
      }
      for (int i = 0; i < back.size(); i++) {
        if (!id(back.get(i)).equals(id(items.get(i).vector()))) {
          return false;
        }
      }
      return true;
    }

    private static String id(ConformanceVector vector) {
      return vector.heading().id();
    }

    /** Why the only item is not exact. */
    Decompilation.Difference difference() {
      ConformanceVector vector = items.get(0).vector();
      List<String> reasons = new ArrayList<>();
      obstacles.get(0).forEach(what -> reasons.add("the language does not say " + what));
      if (reasons.isEmpty()) {
        compilation.diagnostics().stream()
            .filter(Diagnostic::isError)
            .forEach(error -> reasons.add("line " + error.span().line() + " of the text: "
                + error.message() + " (" + error.code() + ")"));
      }
      if (reasons.isEmpty()) {
        Optional<String> first = compilation.vectors().vectors().stream()
            .findFirst()
            .flatMap(back -> VectorDifference.of(vector, back));
        reasons.add(first.orElse("it comes back as another vector"));
      }
      return new Decompilation.Difference(
          vector.heading().id(), vector.heading().title(), reasons);
    }
  }

  private static boolean isName(String word) {
    return WORD.matcher(word).matches() && parses("const " + word + " = 1");
  }

  private static boolean isLabel(String word) {
    return isName(word) && parses("""
            scenario "" {
              when pe 0 { isb %1$s: isb } meanwhile { pe 0 read d 0 from %1$s sees only { wild } }
            }
            """.formatted(word));
  }

  private static boolean parses(String declaration) {
    Diagnostics diagnostics = new Diagnostics();
    FileParser.parse(new SourceFile(FILE, "language 1\n" + declaration), diagnostics);
    return !diagnostics.hasErrors();
  }
}
