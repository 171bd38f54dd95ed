package io.shatterproof.maven.build;

import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.format.Formatting;
import io.shatterproof.compiler.output.OutputFile;
import io.shatterproof.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A scenario file in the form that everybody writes.
 *
 * @param file on disk
 * @param source what it says now
 * @param text what it should say; empty if it has a mistake in its syntax
 * @param diagnostics these mistakes
 */
record Formatted(
    Path file, SourceFile source, Optional<String> text, List<Diagnostic> diagnostics) {
  Formatted {
    diagnostics = List.copyOf(diagnostics);
  }

  static Formatted of(SourceFile source, SourceRequest request) {
    Formatting formatting = Compiler.format(source);
    return new Formatted(
        request.baseFolder().resolve(source.path()),
        source,
        formatting.text(),
        formatting.diagnostics());
  }

  /** Where it differs from that form, if it does. */
  Optional<UnformattedFile> difference() throws IOException {
    if (text.isEmpty() || OutputFile.has(file, bytes(text.get()))) {
      return Optional.empty();
    }
    List<String> before = source.text().lines().toList();
    List<String> after = text.get().lines().toList();
    int line = 0;
    while (line < before.size()
        && line < after.size()
        && before.get(line).equals(after.get(line))) {
      line++;
    }
    boolean isMarked = source.text().equals(text.get()); // a byte order mark is no part of the text
    int told = isMarked ? 1 : Math.max(1, Math.min(line + 1, before.size()));
    return Optional.of(new UnformattedFile(source.path(), told));
  }

  /** Brings the file into that form; returns whether it was not. */
  boolean write() throws IOException {
    return text.isPresent() && OutputFile.replace(file, bytes(text.get()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
