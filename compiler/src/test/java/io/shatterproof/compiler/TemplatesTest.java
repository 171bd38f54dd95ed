package io.shatterproof.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.backend.GeneratedFile;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.load.LoadOptions;
import io.shatterproof.compiler.load.Loading;
import io.shatterproof.compiler.load.SourceLoader;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the names in a template mean. */
class TemplatesTest {
  private static final String BOARD = """
      language 1
      platform arm { pes 2  pa 40 bits }
      domain guest on arm { p2m xen_4_8  operated by pe 0  runs on pe 1 }
      """;

  @TempDir
  Path folder;

  private Compilation compile(String template, String user) throws IOException {
    Files.writeString(folder.resolve("t.p2m"), BOARD + template);
    Files.writeString(folder.resolve("u.p2m"), "language 1\nimport \"t.p2m\"\n" + user);
    Loading loading = SourceLoader.load(
        List.of(folder.resolve("u.p2m")), LoadOptions.defaults().withNamesFrom(folder));
    return Compiler.compile(loading.sources(), loading.imports(), "test");
  }

  private static Step.Map onlyMap(Compilation compilation) {
    assertThat(compilation.diagnostics()).noneMatch(Diagnostic::isError);
    ConformanceVector vector = compilation.vectors().vectors().get(0);
    return (Step.Map) vector.phases().get(0).when().get(0);
  }

  private static String scenario(String step) {
    return "scenario \"a\" { when pe 0 { " + step + " } then { no violation } }";
  }

  @Test
  void aColumnOfTheUserIsNoNameInTheTemplate() throws IOException {
    Compilation compilation = compile(
        "const SIZE = 4K\ntemplate t(ipa) { map guest ipa size SIZE to SIZE as ram_rw }\n",
        "scenario \"a\" { where | ipa | extent |\n| 8K | 16K |\n"
            + "when pe 0 { use t(extent)  unmap guest ipa size extent } then { no violation } }");

    assertThat(onlyMap(compilation).ipa()).isEqualTo(0x4000);
  }

  @Test
  void aWordIsWhatItIsForTheUser() throws IOException {
    Compilation compilation =
        compile("""
        template t(PLACE) { map guest PLACE size 4K to PLACE + 4K as ram_rw }
        template outer(OTHER) { use t(OTHER) }
        """, "const PLACE = 16K\nconst OTHER = 32K\n" + scenario("use outer(PLACE)"));

    assertThat(onlyMap(compilation).ipa()).isEqualTo(0x4000);
    assertThat(onlyMap(compilation).pa()).isEqualTo(0x5000);
  }

  @Test
  void aConstantOfTheUserIsNoConstantOfTheTemplate() throws IOException {
    Compilation compilation = compile(
        "const A = 4K\ntemplate t(n) { map guest A + n size 4K to 0 as ram_rw }\n",
        scenario("use t(A)"));

    assertThat(onlyMap(compilation).ipa()).isEqualTo(0x2000);
  }

  @Test
  void aTemplateKnowsWhatStandsAboveIt() throws IOException {
    Compilation compilation = compile(
        "template t() { map guest LATER size 4K to 0 as ram_rw }\nconst LATER = 4K\n",
        scenario("use t()"));

    assertThat(compilation.diagnostics())
        .extracting(Diagnostic::toString)
        .containsExactly("t.p2m:4:26: error[P2M0205]: `LATER` is used before its declaration");
  }

  @Test
  void anEntryOfATemplateHidesNoNameOfTheUser() throws IOException {
    Compilation compilation = compile(
        """
        regime vm on arm { ipa 39 bits  tables in 0x8000_0000 size 64K }
        template t() { page P of vm at 0 is 0 }
        """,
        "const P = 1\nscenario \"a\" { given { use t()  pe 1 at el1 with vm }\n"
            + "then { pe 1 read vm P -> ok P } }");

    assertThat(compilation.diagnostics())
        .extracting(Diagnostic::toString)
        .containsExactly("t.p2m:5:21: error[P2M0204]: the name `P` is taken");
  }

  @Test
  void anArgumentThatIsWrongIsToldWhereItStands() throws IOException {
    Compilation compilation = compile("""
        template t(ipa) { map guest ipa size 4K to 0 as ram_rw }
        template outer(n) { use t(n) }
        """, scenario("use outer(1)  use t(2)"));

    assertThat(compilation.diagnostics())
        .extracting(Diagnostic::toString)
        .containsExactly(
            "u.p2m:3:38: error[P2M0305]: IPA 0x1 is not aligned to 4K",
            "u.p2m:3:48: error[P2M0305]: IPA 0x2 is not aligned to 4K");
  }

  @Test
  void twoDomainsOfOneNameMeetInNoScenario() throws IOException {
    Files.writeString(
        folder.resolve("v.p2m"),
        "language 1\nimport \"t.p2m\"\ntemplate t() { unmap guest 0 size 4K }\n");

    Compilation compilation = compile("", "platform other { pes 2  pa 40 bits }\n");
    assertThat(compilation.diagnostics()).noneMatch(Diagnostic::isError);
    Files.writeString(folder.resolve("u.p2m"), """
        language 1
        import "v.p2m"
        platform arm { pes 2  pa 40 bits }
        domain guest on arm { p2m xen_4_8  operated by pe 0  runs on pe 1 }
        scenario "a" { when pe 0 { use t()  unmap guest 0 size 4K } then { no violation } }
        """);
    Loading loading = SourceLoader.load(
        List.of(folder.resolve("u.p2m")), LoadOptions.defaults().withNamesFrom(folder));

    assertThat(Compiler.compile(loading.sources(), loading.imports(), "test").diagnostics())
        .extracting(Diagnostic::toString)
        .contains("u.p2m:5:10: error[P2M0204]: two domains of this scenario have the name `guest`");
  }

  @Test
  void templatesInsideOfEachOtherEndInAMessage() throws IOException {
    StringBuilder templates = new StringBuilder("template t0() { unmap guest 0 size 4K }\n");
    for (int i = 1; i <= 120; i++) {
      templates.append("template t" + i + "() { use t" + (i - 1) + "() }\n");
    }

    assertThat(compile(templates.toString(), scenario("use t120()")).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("P2M0544");
    assertThat(compile(templates.toString(), scenario("use t99()")).hasErrors()).isFalse();
  }

  @Test
  void templatesOfPartsInsideOfEachOtherEndInAMessage() throws IOException {
    StringBuilder templates =
        new StringBuilder("template t0() { given { unmap guest 0 size 4K } }\n");
    for (int i = 1; i <= 120; i++) {
      templates.append("template t" + i + "() { use t" + (i - 1) + "() }\n");
    }

    assertThat(compile(templates.toString(), "scenario \"a\" { use t120() }").diagnostics())
        .extracting(Diagnostic::code)
        .contains("P2M0544");
  }

  @Test
  void manyUsesInManyRowsEndInAMessage() throws IOException {
    String template = "template t() { unmap guest 0 size 4K }\n";
    String rows = "scenario \"{n}\" { where n in { 1 to %d } when pe 0 { "
        + "use t() ".repeat(101)
        + "unmap guest (0x1000 * n) size 4K } then { no violation } }";

    assertThat(compile(template, rows.formatted(1_000)).diagnostics())
        .extracting(Diagnostic::code)
        .contains("P2M0544");
    assertThat(compile(template, rows.formatted(100)).hasErrors()).isFalse();
  }

  @Test
  void aGeneratedTestNamesTheFileOfTheTemplate() throws IOException {
    Compilation compilation = compile(
        "template t(n) { lock guest { map guest n size 4K to 0 as ram_rw } }\n",
        scenario("use t(0)  unmap guest 0 size 4K"));

    List<GeneratedFile> files = Compiler.toJunit(compilation.vectors(), "p2m");

    assertThat(files.get(0).text())
        .contains("run.at(\"t.p2m\", 4, 17)", "section.at(4, 30)", "run.at(3, 38)");
  }

  @Test
  void domainsOfOtherFilesAreNumberedWhateverTheirPathsAre() throws IOException {
    Compilation compilation = compile(
        "domain aaa on arm { p2m xen_4_8  operated by pe 0 }\n",
        "domain a on arm { p2m xen_4_8  operated by pe 0 }\n"
            + scenario("unmap a 0 size 4K  unmap aaa 0 size 4K  unmap guest 0 size 4K"));

    assertThat(compilation.vectors().vectors().get(0).setup().domains())
        .extracting("name")
        .containsExactly("guest", "aaa", "a");
  }

  @Test
  void aTextInATemplateHasAnyLength() throws IOException {
    Compilation compilation = compile(
        "template t(n) { pe 1 read guest n -> one of { ok 0 why \"" + "a".repeat(100_000)
            + "\", translation fault why \"b\" } }\n",
        "scenario \"a\" { when pe 0 { unmap guest 0 size 4K } then { use t(0) } }");

    assertThat(compilation.hasErrors()).isFalse();
  }

  @Test
  void anAddressBesideAnEntryIsThatThroughSeveralTemplates() throws IOException {
    Compilation compilation = compile(
        """
        regime vm on arm { ipa 39 bits  tables in 0x8000_0000 size 64K }
        template inner(place) { read place }
        template outer(place, less) { use inner(place + 16 - less) }
        """,
        "scenario \"a\" { given { page P of vm at 0x1000 is 0x9000_0000 { s2ap rw }"
            + "  pe 1 at el1 with vm } when pe 1 { use outer(P, 8) use outer(P + 8, 32) }"
            + " then { pe 1 read P -> ok 0x9000_0000 } }");

    assertThat(compilation.diagnostics()).isEmpty();
    ConformanceVector vector = compilation.vectors().vectors().get(0);
    assertThat(vector.phases().get(0).when())
        .extracting(step -> ((Step.Perform) step).access().address())
        .containsExactly(0x1008L, 0xff8L);
  }

  @Test
  void aNumberIsNoDomain() throws IOException {
    Compilation compilation =
        compile("template t(d) { unmap d 0 size 4K }\n", scenario("use t(7)"));

    assertThat(compilation.diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly("parameter `d` holds a number where a domain is needed");
  }
}
