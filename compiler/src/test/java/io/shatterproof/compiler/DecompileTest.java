package io.shatterproof.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.load.LoadOptions;
import io.shatterproof.compiler.load.Loading;
import io.shatterproof.compiler.load.SourceLoader;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.json.CanonicalJson;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every vector there is comes back from its text. */
class DecompileTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path EXAMPLES = Path.of("..", "examples");

  @TestFactory
  List<DynamicTest> everyVectorOfTheExamplesComesBack() throws IOException {
    return tests(EXAMPLES, EXAMPLES);
  }

  @TestFactory
  List<DynamicTest> everyVectorOfTheGoldenFilesComesBack() throws IOException {
    return tests(GOLDEN, GOLDEN);
  }

  private static List<DynamicTest> tests(Path folder, Path names) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".p2m"))
          .sorted()
          .map(file -> DynamicTest.dynamicTest(
              folder.relativize(file).toString(), () -> comesBack(file, names)))
          .toList();
    }
  }

  private static void comesBack(Path file, Path names) {
    Loading loading = SourceLoader.load(List.of(file), LoadOptions.defaults().withNamesFrom(names));
    List<ConformanceVector> vectors =
        Compiler.compile(loading.sources(), loading.imports(), "back").vectors().vectors();

    Decompilation decompilation = Compiler.decompile(vectors);

    assertThat(decompilation.differences()).isEmpty();
  }

  @Test
  void whatIsNoNameGetsOne() {
    ConformanceVector vector = only("""
        language 1
        platform board { pes 2  pa 40 bits }
        domain guest on board { p2m xen_4_8  operated by pe 0  runs on pe 1 }
        scenario "a" {
          when pe 0 { x: map guest 0x40_0000 size 4K to 0x8_0000_0000 as ram_rw }
          meanwhile { pe 1 read guest 0x40_0000 after x sees only { ok 0x8_0000_0000 } }
          then { lookup guest 0x40_0000 is 0x8_0000_0000 }
        }
        """);
    String title = "{b} \\ \"c\" \n\0 \u202e";
    String line = VectorLine.print(vector)
        .replace(json("board"), json("platform"))
        .replace(json("guest"), json("a guest, \"quoted\"\n"))
        .replace(json("x"), json("when"))
        .replace("\"title\":" + json("a"), "\"title\":" + json(title));
    ConformanceVector hostile = read(line);

    Decompilation decompilation = Compiler.decompile(List.of(hostile));

    assertThat(decompilation.differences()).isEmpty();
    assertThat(decompilation.text())
        .contains("domain domain0 on board {", "step: map domain0", "after step")
        .contains("scenario \"{{b}} \\\\ \\\"c\\\" \\u{a}\\u{0} \\u{202e}\"");
    assertThat(only(decompilation.text()).heading().title()).isEqualTo(title);
  }

  @Test
  void blankTitleGetsWords() {
    ConformanceVector vector = only("""
        language 1
        platform board { pes 2  pa 40 bits }
        domain guest on board { p2m xen_4_8  operated by pe 0 }
        scenario "a" { when pe 0 { unmap guest 0x40_0000 size 4K } then { no violation } }
        """);
    ConformanceVector blank = reread(
        VectorLine.print(vector).replace("\"title\":" + json("a"), "\"title\":" + json(" \u200b")));

    Decompilation decompilation = Compiler.decompile(List.of(blank));

    assertThat(decompilation.differences()).isEmpty();
    assertThat(only(decompilation.text()).heading().title()).isEqualTo("untitled");
  }

  /** What nobody trusts declares nothing, and sends nothing to a terminal. */
  @Test
  void profileOrChoiceThatIsNoWordIsLeftOut() {
    ConformanceVector vector = only("""
        language 1
        platform board { pes 2  pa 40 bits }
        domain guest on board { p2m xen_4_8  operated by pe 0 }
        scenario "a" { when pe 0 { unmap guest 0x40_0000 size 4K } then { no violation } }
        """);
    String hostile = "xen\n}\nscenario \"b\" { \033[2J";
    ConformanceVector changed = reread(VectorLine.print(vector)
        .replace("\"xen_4_8\"", json(hostile))
        .replace(
            "\"iommu\":\"none\"", "\"iommu\":\"none\",\"choices\":{" + json(hostile) + ":\"1\"}"));

    Decompilation decompilation = Compiler.decompile(List.of(changed));

    assertThat(decompilation.text())
        .contains("p2m xen_pre".replace(" ", "          "))
        .doesNotContain("\033", "scenario \"b\"", "choose");
    assertThat(decompilation.differences()).singleElement().satisfies(difference -> {
      assertThat(difference.reasons())
          .hasSize(2)
          .anySatisfy(
              why -> assertThat(why).startsWith("the language does not say the profile \"xen"))
          .anySatisfy(
              why -> assertThat(why).startsWith("the language does not say the choice \"xen"));
    });
  }

  private static String json(String text) {
    return new String(new CanonicalJson().text(text).toBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void whatTheLanguageDoesNotSayIsTold() {
    ConformanceVector vector = only("""
        language 1
        platform board { pes 2  pa 40 bits }
        domain guest on board { p2m xen_4_8  operated by pe 0 }
        scenario "a" {
          when pe 0 { map guest 0x40_0000 size 4K to 0x8_0000_0000 perm rw mem normal_wb }
          then { lookup guest 0x40_0000 is 0x8_0000_0000 }
        }
        """);
    String line = VectorLine.print(vector).replace("\"memattr\":15", "\"memattr\":5");

    Decompilation decompilation = Compiler.decompile(List.of(reread(line)));

    assertThat(decompilation.isExact()).isFalse();
    assertThat(decompilation.differences()).singleElement().satisfies(difference -> {
      assertThat(difference.reasons())
          .containsExactly("the language does not say a mapping with MemAttr 0x5, SH inner");
    });
    assertThat(decompilation.text()).contains("perm rw mem normal_wb");
  }

  /** Equal declarations are shared; others get names of their own. */
  @Test
  void severalVectorsAreOneFile() {
    String text = """
        language 1
        platform board { pes 2  pa %s bits }
        domain guest on board { p2m xen_4_8  operated by pe 0  ipa 40 bits }
        scenario "a" { when pe 0 { unmap guest 0x40_0000 size %s } then { no violation } }
        """;
    List<ConformanceVector> vectors = List.of(
        only(text.formatted("40", "4K")),
        only(text.formatted("40", "8K")),
        only(text.formatted("44", "4K")));

    Decompilation decompilation = Compiler.decompile(vectors);

    assertThat(decompilation.differences()).isEmpty();
    assertThat(decompilation.text().lines().filter(line -> line.startsWith("platform ")))
        .containsExactly("platform board {", "platform board_2 {");
    assertThat(decompilation.text()).contains("scenario \"a\" {", "scenario \"a (");
  }

  private static ConformanceVector only(String text) {
    Compilation compilation = Compiler.compile(List.of(new SourceFile("a.p2m", text)), "a");
    assertThat(compilation.hasErrors()).as(compilation.diagnostics().toString()).isFalse();
    return compilation.vectors().vectors().get(0);
  }

  private static ConformanceVector read(String line) {
    try {
      return VectorLine.read(line, "hostile", 1);
    } catch (VectorFormatException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  /** Of a line with another meaning, which the message about its id tells. */
  private static ConformanceVector reread(String line) {
    try {
      return VectorLine.read(line, "changed", 1);
    } catch (VectorFormatException e) {
      String id = e.reason().replaceFirst("the content has the id ([0-9a-f]{16}).*", "$1");
      return read(line.replaceFirst("\"id\":\"[0-9a-f]{16}\"", "\"id\":\"" + id + "\""));
    }
  }
}
