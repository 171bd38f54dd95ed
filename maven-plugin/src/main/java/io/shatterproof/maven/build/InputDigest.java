package io.shatterproof.maven.build;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.WarningPolicy;
import io.shatterproof.compiler.load.ImportClosure;
import io.shatterproof.compiler.load.Loading;
import io.shatterproof.compiler.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** SHA-256 of everything that decides what is generated. */
final class InputDigest {
  private final MessageDigest digest;

  private InputDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * The digest of sources, of what they import, and of all that was configured, as 64 digits.
   *
   * @param configuration generator and parameters
   */
  static String of(Loading loading, WarningPolicy warnings, List<String> configuration) {
    InputDigest input = new InputDigest();
    configuration.forEach(input::add);
    input.add(String.valueOf(warnings.raisesAll()));
    input.add(numbers(warnings.raised()));
    input.add(numbers(warnings.silenced()));
    input.add(loading.sources());
    List<String> told = new ArrayList<>(); // also that a file of a library is hidden from now on
    input.add(ImportClosure.of(
        loading.sources(), loading.imports(), mistake -> told.add(mistake.toString())));
    told.forEach(input::add);
    return input.hex();
  }

  private static String numbers(Set<Code> codes) {
    return codes.stream().map(Code::number).sorted().collect(Collectors.joining(","));
  }

  private void add(List<SourceFile> sources) {
    add(Integer.toString(sources.size()));
    for (SourceFile source : sources) {
      add(source.path());
      add(source.text());
    }
  }

  /** The digest of texts in order. */
  static String of(List<String> texts) {
    InputDigest input = new InputDigest();
    texts.forEach(input::add);
    return input.hex();
  }

  /** With its length before it, so that no two lists of texts are alike. */
  private void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }

  private String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
