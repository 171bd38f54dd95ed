package io.shatterproof.compiler;

import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.Note;
import io.shatterproof.compiler.load.Imports;
import io.shatterproof.compiler.load.SourceLoader;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The examples of a document: blocks marked {@code p2m}, whole files or pieces of one. The word
 * behind the mark says where a piece stands.
 */
final class DocumentExamples {
  private static final Pattern EXAMPLE =
      Pattern.compile("^```p2m ?([a-z ]*)$\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  private static final String FRAME = """
      language 1
      platform arm { pes 2  pa 40 bits }
      domain guest on arm { p2m xen_4_8  operated by pe 0  runs on pe 1 }
      """;
  private static final String REGIME_FRAME = """
      language 1
      platform arm { pes 2  pa 40 bits }
      regime vm on arm { ipa 39 bits  tables in 0x8000_0000 size 64K }
      """;
  private static final String PES = "pe 0 at el2 with vm  pe 1 at el1 with vm";
  private static final String MAPPING = "map guest 0x4000_0000 size 1G to 0x8_0000_0000 as ram_rw";

  private DocumentExamples() {}

  /**
   * An example.
   *
   * @param isBad whether it is marked as one that has a mistake
   * @param file the whole file that it is, or is a piece of
   * @param offset where it begins in the file
   */
  record Example(boolean isBad, String text, String file, int offset) {

    static Example of(String mark, String text) {
      boolean isBad = mark.equals("bad") || mark.endsWith(" bad");
      String frame = isBad ? mark.substring(0, mark.length() - "bad".length()).strip() : mark;
      String before = before(frame);
      return new Example(isBad, text, before + text + after(frame), before.length());
    }

    /**
     * What the compiler says of it, as if it were a file of its own; what stands in the rest of the
     * file is said to be in the frame.
     */
    String messages(String code) {
      SourceFile own = new SourceFile("a.p2m", text);
      StringBuilder messages = new StringBuilder();
      for (Diagnostic diagnostic : diagnostics(file)) {
        if (diagnostic.code().equals(code)) {
          messages.append(moved(diagnostic, own).render());
        }
      }
      return messages.toString();
    }

    private Diagnostic moved(Diagnostic diagnostic, SourceFile own) {
      return new Diagnostic(
          diagnostic.code(),
          diagnostic.severity(),
          moved(diagnostic.span(), own).orElseGet(() -> new Span(own, 0, 0)),
          diagnostic.message(),
          diagnostic.help(),
          diagnostic.replacement(),
          diagnostic.notes().stream().map(note -> moved(note, own)).toList());
    }

    private Note moved(Note note, SourceFile own) {
      Optional<Span> there = note.where().flatMap(span -> moved(span, own));
      return note.where().isPresent() && there.isEmpty()
          ? Note.of(note.fact().replaceFirst(" at$", " in the frame"))
          : new Note(note.fact(), there);
    }

    private Optional<Span> moved(Span span, SourceFile own) {
      int start = span.start() - offset;
      int end = Math.min(span.end() - offset, text.length());
      return start < 0 || start > text.length()
          ? Optional.empty()
          : Optional.of(new Span(own, start, Math.max(start, end)));
    }
  }

  /** The examples as whole files, in order. */
  static List<String> of(String document) {
    return examples(document).stream().map(Example::file).toList();
  }

  /** The examples, in order. */
  static List<Example> examples(String document) {
    List<Example> examples = new ArrayList<>();
    Matcher matcher = EXAMPLE.matcher(document);
    while (matcher.find()) {
      examples.add(Example.of(matcher.group(1), matcher.group(2)));
    }
    return examples;
  }

  private static String before(String frame) {
    return switch (frame) {
      case "" -> "";
      case "declarations" -> FRAME;
      case "when" -> FRAME + "scenario \"a\" { when pe 0 {\n";
      case "then" -> FRAME + "scenario \"a\" { when pe 0 { " + MAPPING + " } then {\n";
      case "then on" ->
        FRAME + "scenario \"a\" { when pe 0 { " + MAPPING + " } then on xen_4_8 {\n";
      case "regime" -> REGIME_FRAME;
      case "regime given" -> REGIME_FRAME + "scenario \"a\" { given { " + PES + "\n";
      case "regime then" ->
        REGIME_FRAME + "scenario \"a\" { given { page P of vm at 0x1000 is 0x9000_0000 " + PES
            + " } then {\n";
      default -> throw new IllegalArgumentException("no frame " + frame);
    };
  }

  private static String after(String frame) {
    return switch (frame) {
      case "when" -> " } then { no violation } }";
      case "then", "then on", "regime then" -> " } }";
      case "regime given" -> " } then { pe 1 read vm 0 -> translation fault } }";
      default -> "";
    };
  }

  /** What the compiler says of a file, which may import those of the examples. */
  static List<Diagnostic> diagnostics(String text) {
    SourceFile source = new SourceFile("a.p2m", text);
    Imports imports = SourceLoader.importsOf(source, Path.of("../examples/language"));
    return Compiler.compile(List.of(source), imports, "test").diagnostics();
  }
}
