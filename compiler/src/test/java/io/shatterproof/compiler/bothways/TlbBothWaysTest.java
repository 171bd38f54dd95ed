package io.shatterproof.compiler.bothways;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.backend.GeneratedFile;
import io.shatterproof.compiler.backend.junit.CompiledTests;
import io.shatterproof.harness.junit.Recorded;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.VectorSet;
import io.shatterproof.vector.json.ReadLimits;
import io.shatterproof.vector.json.VectorReader;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TLB maintenance and observers: generated tests are the same vectors as in JSON, and tell the same. */
class TlbBothWaysTest {

  @Test
  void everythingIsTheSameVectorBothWays() throws Exception {
    ConformanceVector vector = TlbPrograms.everything();

    assertThat(generated(vector)).isEqualTo(vector);
    assertThat(printed(HandWritten.set(vector)).vectors()).containsExactly(vector);
  }

  @Test
  void randomProgramsAreTheSameVectorsBothWays() throws Exception {
    long seed = Long.getLong("shatterproof.seed", System.nanoTime());
    VectorSet set = TlbPrograms.random(seed, 40);

    for (ConformanceVector vector : set.vectors()) {
      assertThat(generated(vector)).as("-Dshatterproof.seed=" + seed).isEqualTo(vector);
    }
    assertThat(printed(set).vectors()).containsExactlyInAnyOrderElementsOf(set.vectors());
  }

  @Test
  void programHoldsOnTheReferenceBothWays() throws Exception {
    VectorSet set = HandWritten.set(TlbPrograms.right());

    SortedMap<Run, Told> generated =
        Generated.run(set, UnaryOperator.identity()).told();

    assertThat(generated).isEqualTo(Replay.run(set));
    assertThat(generated.values()).containsExactly(new Told("successful", ""));
  }

  @Test
  void everySpoiledObserverTellsTheSameBothWays() throws Exception {
    VectorSet set = SpoiledVectors.of(HandWritten.set(TlbPrograms.right()));

    SortedMap<Run, Told> generated =
        Generated.run(set, UnaryOperator.identity()).told();

    assertThat(generated).isEqualTo(Replay.run(set));
    assertThat(generated.values().stream().map(Told::status)).contains("failed", "successful");
  }

  @Test
  void randomProgramsTellTheSameBothWays() throws Exception {
    long seed = Long.getLong("shatterproof.seed", System.nanoTime());
    VectorSet set = TlbPrograms.random(seed, 60);

    SortedMap<Run, Told> generated =
        Generated.run(set, UnaryOperator.identity()).told();

    assertThat(generated).as("-Dshatterproof.seed=" + seed).isEqualTo(Replay.run(set));
  }

  /** Each line is one mistake that a backend could make. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      .label("brk", 21, 5)                     | ``
      .label("brk", 21, 5)                     | .label("brk")
      .label("make")                           | .label("made")
      DsbOption.ISH)                           | DsbOption.ISHST)
      .tlbi(TlbiOp.VMALLE1IS)                  | .isb()
      0x4_0000L, "B")                          | 0x4_0001L, "B")
      During.before("brk")                     | During.from("brk")
      During.from("brk").to("make")            | During.from("brk")
      During.after("make")                     | During.from("make")
      Claims.exactly(                          | Claims.only(
      Claims.never(Claims.ok(0x1_0000_0000L))  | Claims.never(Claims.wild())
      run.meanwhile();                         | ``
      .pe(0)                                   | .pe(2)
      .runAt(1)                                | .runAt(2)
      """)
  void mistakeOfTheBackendIsAnotherVector(String from, String to) throws Exception {
    ConformanceVector vector = TlbPrograms.right();

    assertThat(mutated(vector, from, to)).isNotEqualTo(vector);
  }

  /** Each statement as a person would call it. */
  @Test
  void generatedTestReadsLikeTheScenario() {
    VectorSet set = HandWritten.set(TlbPrograms.right(), TlbPrograms.everything());

    String text = Compiler.toJunit(set, "scenarios").get(0).text().replaceAll("\\s+", " ");

    assertThat(text)
        .contains(
            "run.at(20, 5).label(\"brk\", 21, 5).pe(0).store(0x8000_0008L, 0x0L, \"block B\");",
            "run.at(22, 5).pe(0).dsb(DsbOption.ISH);",
            ".pe(0).tlbi(TlbiOp.IPAS2E1IS, 0x4_0000L, \"B\");",
            ".pe(0).tlbi(TlbiOp.VMALLE1IS);",
            ".label(\"make\").pe(0).store(",
            ".sees(1, Accesses.of(AccessKind.READ, 0x4000_0000L),"
                + " During.from(\"brk\").to(\"make\"),"
                + " Claims.exactly( Claims.ok(0x1_0000_0000L),"
                + " Claims.fault(FaultKind.TRANSLATION, 1)));",
            ".sees(1, Accesses.of(AccessKind.READ, 0x4000_0000L),"
                + " Claims.never(Claims.ok(0x1_0000_0000L)).after(Claims.ok(0x1_4000_0000L)));",
            "run.meanwhile(\"xen_4_8\");",
            ".interleaved( section -> { section.at(50, 5).pe(0).swap(0x8000_0008L, 0x0L, \"B\");"
                + " section.at(51, 5).label(\"a\").pe(0).isb();",
            "section.at(53, 5).label(\"b\", 54, 5).pe(2).swapSameContents(0x8000_0010L, 0x0L,"
                + " \"\\\"C\\\"\");",
            ".pe(2).cleanLine(0x8000_0010L, \"C\");",
            ".pe(0).freeTable(0x8000_1000L, 0x1000L, \"T\");",
            ".pe(1).runAt(2);",
            ".violation(Claims.found(ViolationName.NO_BREAK).at(\"b\").heldBy(0, 1, 2).times(0L));",
            ".violation(ViolationName.NO_BREAK, 1L);");
  }

  private static VectorSet printed(VectorSet set) throws Exception {
    return VectorReader.readAll(
        new ByteArrayInputStream(Compiler.toJson(set)), "test.p2mv", ReadLimits.DEFAULT);
  }

  private static ConformanceVector generated(ConformanceVector vector) throws Exception {
    return mutated(vector, "", "");
  }

  /** What the generated test does, with a mistake in its source. */
  private static ConformanceVector mutated(ConformanceVector vector, String from, String to)
      throws Exception {
    List<GeneratedFile> files = new ArrayList<>();
    for (GeneratedFile file : Compiler.toJunit(HandWritten.set(vector), "scenarios")) {
      assertThat(file.text()).contains(from);
      String text = from.isEmpty() ? file.text() : file.text().replace(from, to);
      files.add(new GeneratedFile(file.path(), text));
    }
    return Recorded.of(CompiledTests.of(files).testClasses().get(0), vector);
  }
}
