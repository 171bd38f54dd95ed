package io.shatterproof.compiler.diagnostic.data;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.Note;
import io.shatterproof.compiler.diagnostic.Severity;
import io.shatterproof.compiler.explanation.Explanation;
import io.shatterproof.compiler.explanation.Explanations;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Diagnostics as a SARIF log.
 *
 * @see "OASIS Static Analysis Results Interchange Format (SARIF) Version 2.1.0"
 */
public final class SarifLog {
  private static final String VERSION = "2.1.0";
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private final Json json = new Json();
  private final Map<SourceFile, CharacterIndex> indices = new HashMap<>();
  private final Explanations explanations = Explanations.load();
  private final List<Code> rules;

  private SarifLog(List<Diagnostic> diagnostics) {
    this.rules = diagnostics.stream()
        .flatMap(diagnostic -> Code.parse(diagnostic.code()).stream())
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * The log, which ends with a line end.
   *
   * @param version of this program
   */
  public static String print(List<Diagnostic> diagnostics, String version) {
    return new SarifLog(diagnostics).document(diagnostics, version);
  }

  private String document(List<Diagnostic> diagnostics, String version) {
    json.object(() -> json.member("$schema", SCHEMA)
        .member("version", VERSION)
        .array("runs", List.of(diagnostics), run -> run(run, version)));
    return json.text();
  }

  private void run(List<Diagnostic> diagnostics, String version) {
    json.object(() -> {
      json.object(
          "tool",
          () -> json.object(
              "driver",
              () -> json.member("name", "shatterproof")
                  .member("version", version)
                  .array("rules", rules, this::rule)));
      json.member("columnKind", "unicodeCodePoints");
      json.array("results", diagnostics, this::result);
    });
  }

  private void rule(Code code) {
    Optional<Explanation> explanation = explanations.of(code);
    json.object(() -> {
      json.member("id", code.number());
      explanation.ifPresent(known -> {
        text("shortDescription", known.title());
        text("fullDescription", known.summary());
        json.object(
            "help", () -> json.member("text", known.text()).member("markdown", known.markdown()));
      });
      json.object(
          "defaultConfiguration", () -> json.member("level", code.severity().word()));
    });
  }

  private void result(Diagnostic diagnostic) {
    json.object(() -> {
      json.member("ruleId", diagnostic.code());
      Code.parse(diagnostic.code())
          .ifPresent(code -> json.member("ruleIndex", rules.indexOf(code)));
      json.member("level", level(diagnostic.severity()));
      text("message", message(diagnostic));
      json.array("locations", List.of(diagnostic.span()), span -> json.object(() -> place(span)));
      related(diagnostic);
      diagnostic.replacement().ifPresent(word -> fix(diagnostic, word));
    });
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
    };
  }

  /** What is wrong, the cures, and facts of no place: what has a place is a related location. */
  private static String message(Diagnostic diagnostic) {
    Stream<String> help = diagnostic.help().stream().map(line -> "help: " + line);
    Stream<String> facts = diagnostic.notes().stream()
        .filter(note -> note.where().isEmpty())
        .map(note -> "note: " + note.fact());
    return Stream.concat(Stream.of(diagnostic.message()), Stream.concat(help, facts))
        .collect(Collectors.joining("\n"));
  }

  private void related(Diagnostic diagnostic) {
    List<Note> placed = new ArrayList<>(diagnostic.notes());
    placed.removeIf(note -> note.where().isEmpty());
    json.arrayUnlessEmpty(
        "relatedLocations",
        placed,
        note -> json.object(() -> {
          json.member("id", placed.indexOf(note) + 1L);
          place(note.where().orElseThrow());
          text("message", note.fact());
        }));
  }

  private void fix(Diagnostic diagnostic, String word) {
    Span span = diagnostic.span();
    json.array(
        "fixes",
        List.of(word),
        replacement -> json.object(() -> {
          text("description", "write `" + replacement + "`");
          json.array(
              "artifactChanges",
              List.of(span),
              changed -> json.object(() -> {
                artifact(changed);
                json.array(
                    "replacements",
                    List.of(changed),
                    deleted -> json.object(() -> {
                      region("deletedRegion", deleted);
                      text("insertedContent", replacement);
                    }));
              }));
        }));
  }

  private void place(Span span) {
    json.object("physicalLocation", () -> {
      artifact(span);
      region("region", span);
    });
  }

  private void artifact(Span span) {
    json.object(
        "artifactLocation", () -> json.member("uri", FileUri.of(span.file().path())));
  }

  private void region(String name, Span span) {
    SourceFile file = span.file();
    CharacterIndex index = indices.computeIfAbsent(file, f -> new CharacterIndex(f.text()));
    int start = index.codePointsBefore(span.start());
    json.object(
        name,
        () -> json.member("startLine", span.line())
            .member("startColumn", span.column())
            .member("endLine", file.line(span.end()))
            .member("endColumn", file.column(span.end()))
            .member("charOffset", start)
            .member("charLength", index.codePointsBefore(span.end()) - start));
  }

  private void text(String name, String text) {
    json.object(name, () -> json.member("text", text));
  }
}
