package io.shatterproof.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.spi.Capability;
import io.shatterproof.vector.ConformanceVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompilerTest {
  private static final String FRAME = """
      language 1
      platform arm { pes 3  pa 40 bits  features vmid16 }
      platform spare { pes 1  pa 48 bits }
      domain unused on spare { p2m xen_pre  operated by pe 0 }
      domain second on arm { p2m xen_4_8  operated by pe 0  runs on pe 1 }
      domain first on arm { p2m xen_4_8  operated by pe 2 }
      """;

  @Test
  void mistakesOfAllFilesAreToldInOrder() {
    SourceFile one = new SourceFile("one.p2m", "language 1\nconst A = 1 - 2\nconst B = 0x40M");
    SourceFile two = new SourceFile("two.p2m", "const C = 1");

    Compilation compilation = Compiler.compile(List.of(one, two), "test");

    assertThat(
            compilation.diagnostics().stream().map(Diagnostic::toString).map(CompilerTest::place))
        .containsExactly("one.p2m:2:11", "one.p2m:3:11", "two.p2m:1:1");
  }

  private static String place(String message) {
    return message.substring(0, message.indexOf(": "));
  }

  @Test
  void aMistakeInOneFileLeavesNoVectorOfAnother() throws IOException {
    SourceFile good = new SourceFile(
        "good.p2m", Files.readString(Path.of("src/test/resources/golden/good-everything.p2m")));
    SourceFile bad = new SourceFile("bad.p2m", "language 1\nconst A = 1 - 2");

    assertThat(Compiler.compile(List.of(good), "test").vectors().vectors()).isNotEmpty();
    assertThat(Compiler.compile(List.of(good, bad), "test").vectors().vectors()).isEmpty();
  }

  @Test
  void vectorsNameTheVersionOfTheProject() throws IOException {
    String pom = Files.readString(Path.of("../pom.xml"));
    String version = pom.substring(pom.indexOf("<version>") + 9, pom.indexOf("</version>"));

    assertThat("shatterproof " + version.replace("-SNAPSHOT", "")).isEqualTo(Compiler.GENERATOR);
  }

  @Test
  void onlyTheDomainsOfAScenarioAreSetUpInOrderOfDeclaration() {
    ConformanceVector vector =
        vector("unmap first 0 size 4K  unmap second 0 size 4K", "no violation");

    assertThat(vector.setup().platform().name()).isEqualTo("arm");
    assertThat(vector.setup().domains()).extracting("name").containsExactly("second", "first");
  }

  @Test
  void needsFollowFromWhatEverybodyMustShow() {
    assertThat(capabilities("unmap second 0 size 4K  returns 0", ""))
        .containsExactly(Capability.P2M);
    assertThat(capabilities("unmap second 0 size 4K", "lookup second 0 is hole"))
        .containsExactly(Capability.P2M);
    assertThat(capabilities("unmap second 0 size 4K", "no violation"))
        .containsExactly(Capability.P2M, Capability.EVENTS);
    assertThat(capabilities("unmap second 0 size 4K", "pe 1 read second 0 -> translation fault"))
        .as("performed by the implementation, or computed from its events")
        .containsExactly(Capability.P2M);
    assertThat(capabilities(
            "unmap second 0 size 4K  returns 0", "} then on xen_4_8 { counts { tlbi 0 }"))
        .as("a profile's promise is no need of others")
        .containsExactly(Capability.P2M);
  }

  @Test
  void stepsOfGivenRunWhereTheirDomainIsOperated() {
    String text = FRAME
        + "scenario \"a\" { given { unmap first 0 size 4K } when pe 0 { unmap second 0 size 4K  returns 0 } }";

    ConformanceVector vector = compile(text).vectors().vectors().get(0);

    assertThat(vector.given()).extracting("pe").containsExactly(2);
    assertThat(vector.phases().get(0).when()).extracting("pe").containsExactly(0);
    assertThat(vector.heading().needs().capabilities()).contains(Capability.MULTI_PE);
  }

  private static Iterable<Capability> capabilities(String when, String then) {
    return vector(when, then).heading().needs().capabilities();
  }

  /**
   * The geometry Xen gives a domain.
   *
   * @see "xen bf1bb6b731 xen/arch/arm/p2m.c: setup_virt_paging"
   */
  @ParameterizedTest
  @CsvSource({
    "32, '', 32, 1, 1",
    "36, '', 36, 1, 1",
    "40, '', 40, 1, 2",
    "42, '', 40, 1, 2",
    "44, '', 44, 0, 1",
    "48, '', 48, 0, 1",
    "52, '', 48, 0, 1",
    "48, 'ipa 40 bits', 40, 1, 2",
    "48, 'ipa 41 bits', 41, 0, 1",
    "48, 'ipa 43 bits  start level 1', 43, 1, 16",
    "40, 'ipa 34 bits  start level 2 concatenated 16', 34, 2, 16",
  })
  void geometryIsDerived(int paBits, String given, int ipaBits, int startLevel, int tables) {
    String text = "language 1\n" + platform(paBits)
        + "domain guest on arm { p2m xen_4_8  operated by pe 0  " + given + " }\n"
        + "scenario \"a\" { when pe 0 { unmap guest 0 size 4K  returns 0 } }";

    Compilation compilation = compile(text);

    assertThat(compilation.diagnostics()).isEmpty();
    assertThat(compilation.vectors().vectors().get(0).setup().domains().get(0).geometry())
        .isEqualTo(
            new Stage2Geometry(Granule.SIZE_4K, ipaBits, startLevel, tables, Math.min(48, paBits)));
  }

  /** Where Xen has no geometry of its own: the legal start level with the largest number. */
  @ParameterizedTest
  @CsvSource({
    "16K, 32, '', 32, 2, 1",
    "16K, 40, '', 40, 2, 16",
    "16K, 42, '', 40, 2, 16",
    "16K, 44, '', 44, 1, 1",
    "16K, 48, '', 48, 1, 2",
    "16K, 48, 'ipa 29 bits', 29, 3, 16",
    "16K, 48, 'ipa 29 bits  start level 2', 29, 2, 1",
    "16K, 48, 'ipa 40 bits  start level 1', 40, 1, 1",
    "64K, 32, '', 32, 3, 8",
    "64K, 36, '', 36, 2, 1",
    "64K, 42, '', 40, 2, 1",
    "64K, 44, '', 44, 2, 4",
    "64K, 48, '', 48, 1, 1",
    "64K, 52, '', 52, 1, 1",
    "64K, 48, 'ipa 46 bits', 46, 2, 16",
    "64K, 48, 'ipa 46 bits  start level 1', 46, 1, 1",
    "64K, 48, 'ipa 33 bits  start level 3 concatenated 16', 33, 3, 16",
  })
  void geometryOfOtherGranulesIsDerived(
      String granule, int paBits, String given, int ipaBits, int startLevel, int tables) {
    String text = "language 1\n" + platform(paBits)
        + "domain guest on arm { p2m xen_4_8  operated by pe 0  granule " + granule + "  " + given
        + " }\nscenario \"a\" { when pe 0 { unmap guest 0 size 64K  returns 0 } }";

    Compilation compilation = compile(text);

    assertThat(compilation.diagnostics()).isEmpty();
    assertThat(compilation.vectors().vectors().get(0).setup().domains().get(0).geometry())
        .isEqualTo(new Stage2Geometry(
            Granule.valueOf("SIZE_" + granule), ipaBits, startLevel, tables, paBits));
  }

  private static String platform(int paBits) {
    String features = paBits == 52 ? "  features lpa" : "";
    return "platform arm { pes 1  pa " + paBits + " bits" + features + " }\n";
  }

  private static ConformanceVector vector(String when, String then) {
    String text = FRAME + "scenario \"a\" { when pe 0 { " + when + " } then { " + then + " } }";
    return compile(text).vectors().vectors().get(0);
  }

  private static Compilation compile(String text) {
    return Compiler.compile(List.of(new SourceFile("a.p2m", text)), "test");
  }
}
