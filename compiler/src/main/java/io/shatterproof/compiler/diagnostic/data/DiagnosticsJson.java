package io.shatterproof.compiler.diagnostic.data;

import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.Note;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Diagnostics in a JSON document of our own, which {@code diagnostics.schema.json} describes.
 *
 * <p>Lines, columns and offsets are those of code points; lines and columns count from 1.
 */
public final class DiagnosticsJson {
  private static final String FORMAT = "p2m-diagnostics";
  private static final String VERSION = "1.0";

  private final Json json = new Json();
  private final Map<SourceFile, CharacterIndex> indices = new HashMap<>();

  private DiagnosticsJson() {}

  /** The document, which ends with a line end. */
  public static String print(List<Diagnostic> diagnostics, String generator) {
    return new DiagnosticsJson().document(diagnostics, generator);
  }

  private String document(List<Diagnostic> diagnostics, String generator) {
    long errors = diagnostics.stream().filter(Diagnostic::isError).count();
    json.object(() -> json.member("format", FORMAT)
        .member("version", VERSION)
        .member("generator", generator)
        .member("errors", errors)
        .member("warnings", diagnostics.size() - errors)
        .array("diagnostics", diagnostics, this::diagnostic));
    return json.text();
  }

  private void diagnostic(Diagnostic diagnostic) {
    json.object(() -> {
      json.member("code", diagnostic.code())
          .member("severity", diagnostic.severity().word())
          .member("message", diagnostic.message());
      place(diagnostic.span());
      json.textsUnlessEmpty("help", diagnostic.help());
      diagnostic.replacement().ifPresent(text -> json.member("replacement", text));
      json.arrayUnlessEmpty("notes", diagnostic.notes(), this::note);
    });
  }

  private void note(Note note) {
    json.object(() -> {
      json.member("fact", note.fact());
      note.where().ifPresent(this::place);
    });
  }

  private void place(Span span) {
    json.object("place", () -> {
      json.member("file", span.file().path());
      position("start", span.file(), span.start());
      position("end", span.file(), span.end());
    });
  }

  private void position(String name, SourceFile file, int offset) {
    CharacterIndex index = indices.computeIfAbsent(file, f -> new CharacterIndex(f.text()));
    json.object(
        name,
        () -> json.member("line", file.line(offset))
            .member("column", file.column(offset))
            .member("offset", index.codePointsBefore(offset)));
  }
}
