package io.shatterproof.compiler;

import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.load.Imports;
import io.shatterproof.compiler.load.SourceLoader;
import io.shatterproof.compiler.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  /** The examples as whole files, in order. */
  static List<String> of(String document) {
    List<String> examples = new ArrayList<>();
    Matcher matcher = EXAMPLE.matcher(document);
    while (matcher.find()) {
      examples.add(framed(matcher.group(1), matcher.group(2)));
    }
    return examples;
  }

  private static String framed(String frame, String example) {
    return switch (frame) {
      case "" -> example;
      case "declarations" -> FRAME + example;
      case "when" ->
        FRAME + "scenario \"a\" { when pe 0 { " + example + " } then { no violation } }";
      case "then" ->
        FRAME + "scenario \"a\" { when pe 0 { " + MAPPING + " } then { " + example + " } }";
      case "then on" ->
        FRAME + "scenario \"a\" { when pe 0 { " + MAPPING + " } then on xen_4_8 { " + example
            + " } }";
      case "regime" -> REGIME_FRAME + example;
      case "regime given" ->
        REGIME_FRAME + "scenario \"a\" { given { " + PES + " " + example
            + " } then { pe 1 read vm 0 -> translation fault } }";
      case "regime then" ->
        REGIME_FRAME + "scenario \"a\" { given { page P of vm at 0x1000 is 0x9000_0000 " + PES
            + " } then { " + example + " } }";
      default -> throw new IllegalArgumentException("no frame " + frame);
    };
  }

  /** What the compiler says of a file, which may import those of the examples. */
  static List<Diagnostic> diagnostics(String text) {
    SourceFile source = new SourceFile("a.p2m", text);
    Imports imports = SourceLoader.importsOf(source, Path.of("../examples/language"));
    return Compiler.compile(List.of(source), imports, "test").diagnostics();
  }
}
