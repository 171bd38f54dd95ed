package io.shatterproof.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.TlbiOp;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.spi.Capability;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Step;
import io.shatterproof.vector.Stretch;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What programs of TLB maintenance are as vectors; every word here was computed by hand. */
class TlbProgramTest {
  private static final String FRAME = """
      language 1
      platform arm { pes 3  pa 48 bits  features tlbios, tlbirange, ttl, xs, hcx }
      regime vm on arm {
          ipa 39 bits  tables in 0x8000_0000 size 64K
          stage1 tables in 0x5000_0000 at 0xa000_0000 size 64K
      }
      regime flat on arm { granule 16K  ipa 40 bits  tables in 0x9000_0000 size 1M }
      """;
  private static final String GIVEN = """
      page P of vm at 0x1000 is 0x9000_0000 { s2ap ro  memattr nc }
      pe 0 at el2 with vm  pe 1 at el1 with vm
      """;

  /**
   * The register operand of an operation.
   *
   * @see "Arm ARM DDI 0487, 'TLBI IPAS2E1IS', 'TLBI RIPAS2E1IS', 'TLBI VAE1IS'"
   */
  @ParameterizedTest
  @CsvSource({
    "vmalle1is, VMALLE1IS, 0",
    "ipas2e1is 0x4_1234_5000, IPAS2E1IS, 412345",
    "ipas2e1is P + 8, IPAS2E1IS, 1",
    "ipas2le1os P level 3, IPAS2LE1OS, 700000000001",
    "ipas2e1is P level 2 granule 64K, IPAS2E1IS, e00000000001",
    "vae1is 0x1000 asid 5, VAE1IS, 5000000000001",
    "vaae1nxs 0xffff_ffff_ffff_f000, VAAE1NXS, fffffffffff",
    "aside1 asid 0xffff, ASIDE1, ffff000000000000",
    "ripas2e1is P size 8K, RIPAS2E1IS, 400000000001",
    "ripas2e1is 0x20_0000 size 4M level 2, RIPAS2E1IS, 57c000000200",
    "ripas2e1is 0x8000_0000 size 1M granule 16K, RIPAS2E1IS, 8f8000020000",
    "rvae1is 0x1000_0000 size 256K asid 1, RVAE1IS, 14f8000010000",
    "ipas2e1is operand 0x8000_0000_0000_0007, IPAS2E1IS, 8000000000000007",
  })
  void operandsAreWhatTheRegisterHolds(String text, TlbiOp op, String operand) {
    Step.Invalidate step =
        (Step.Invalidate) when(GIVEN, "tlbi " + text.replace("''", "")).get(0);

    assertThat(step.op()).isEqualTo(op);
    assertThat(Long.toHexString(step.operand())).isEqualTo(operand);
  }

  /** S2AP = 0b01, MemAttr = 0b0101, SH = 0b11, AF = 1: 0x757, and 0x77f with MemAttr = 0b1111. */
  @Test
  void whatAStoreDoesNotSayIsAsBefore() {
    List<Step> steps = when(GIVEN, """
        store P := page 0xa000_0000
        store P := invalid
        store P := page 0xb000_0000 { memattr wb }
        swap P := raw 0x3
        store P := page 0xc000_0000 { af 0 } same contents
        """);

    assertThat(steps)
        .extracting(step -> Long.toHexString(((Step.StoreWord) step).value()))
        .containsExactly("a0000757", "0", "b000077f", "3", "c000037f");
    assertThat(steps)
        .extracting(step -> ((Step.StoreWord) step).exchange())
        .containsExactly(false, false, false, true, false);
    assertThat(steps)
        .extracting(step -> ((Step.StoreWord) step).sameContents())
        .containsExactly(false, false, false, false, true);
    assertThat(steps).extracting(step -> ((Step.StoreWord) step).note()).containsOnly("page P");
  }

  @Test
  void aTableThatNothingLeadsToHasAPageOfItsOwn() {
    String given = """
        block B of vm at 0x4000_0000 level 2 is 0x4000_0000
        table T of vm at 0x4000_0000 level 2 unlinked
        page Q of T at 0x4000_1000 is 0xb000_0000
        pe 0 at el2 with vm
        """;

    List<Step> steps = when(given, "store B := table T  dc cvac Q  free T");

    Step.StoreWord link = (Step.StoreWord) steps.get(0);
    Step.CleanLine clean = (Step.CleanLine) steps.get(1);
    Step.FreeTable free = (Step.FreeTable) steps.get(2);
    long page = free.pa();
    assertThat(page & 0xfff).isZero();
    assertThat(link.value()).isEqualTo(page | 0b11);
    assertThat(clean.pa()).isEqualTo(page + 8);
    assertThat(free.sizeBytes()).isEqualTo(4096);
    assertThat(stored(vector(given, "dsb sy", "")))
        .as("nothing leads to it yet")
        .filteredOn(word -> (word.value() & ~0xfffL) == page && (word.value() & 0b11) == 0b11)
        .isEmpty();
  }

  private static List<Step.StoreWord> stored(ConformanceVector vector) {
    return vector.given().stream()
        .filter(Step.StoreWord.class::isInstance)
        .map(Step.StoreWord.class::cast)
        .toList();
  }

  @Test
  void aWriteToMairFollowsFromWhatIsStoredLater() {
    ConformanceVector vector = vector(
        GIVEN + " stage1 page V of vm at 0x3000 is 0x1000 { attr nc }",
        "store V := page 0x2000 { attr device_ngnre }",
        "");

    assertThat(vector.given())
        .filteredOn(step ->
            step instanceof Step.WriteRegister write && write.register().word().equals("mair_el1"))
        .extracting(step -> ((Step.WriteRegister) step).value())
        .containsOnly(0x0444L);
    Step.StoreWord store = (Step.StoreWord) vector.phases().get(0).when().get(0);
    assertThat((store.value() >>> 2) & 0b111).as("AttrIndx").isEqualTo(1);
  }

  @Test
  void onlyWhatNeedsATlbAsksForOne() {
    String accesses = "pe 1 read P -> ok 0x9000_0000";
    assertThat(capabilities(vector(GIVEN, "pe 1 msr mair_el1 = 0", accesses)))
        .containsExactly(Capability.REGIME);
    for (String step :
        List.of("isb", "dsb ish", "dc civac P", "pe 2 enters vm", "read: pe 1 read P")) {
      assertThat(capabilities(vector(GIVEN, step, accesses)))
          .as(step)
          .containsExactly(Capability.REGIME, Capability.TLB);
    }
    assertThat(capabilities(vector(GIVEN, "pe 1 msr mair_el1 = 0", "no violation")))
        .containsExactly(Capability.REGIME, Capability.TLB);
  }

  private static Stream<Capability> capabilities(ConformanceVector vector) {
    return vector.heading().needs().capabilities().stream();
  }

  @Test
  void whereAPeRunsIsToldInProgramsOfTlbsOnly() {
    assertThat(runsAt(vector(GIVEN, "dsb ish", "no violation"))).containsExactly("0 el2", "1 el1");
    assertThat(runsAt(vector(GIVEN, "pe 1 msr mair_el1 = 0", "pe 1 read P -> ok 0x9000_0000")))
        .isEmpty();
  }

  private static List<String> runsAt(ConformanceVector vector) {
    return vector.given().stream()
        .filter(Step.RunAt.class::isInstance)
        .map(step -> ((Step.RunAt) step).pe() + " el" + ((Step.RunAt) step).el())
        .toList();
  }

  @Test
  void stretchesAreThoseOfTheWords() {
    ConformanceVector vector = compile(FRAME + """
        scenario "a" {
            given { %s }
            when pe 0 { a: store P := invalid  b: dsb ish  c: isb }
            meanwhile {
                pe 1 read P sees only { conflict }
                    before a         sees only { conflict }
                    to a             sees exactly { conflict }
                    from a           sees only { conflict }
                    from a to c      sees only { conflict }
                    after b          sees only { conflict }
                    after a to c     never conflict after wild
            }
            then { violation no_tlbi at c held by pe 2, 1 }
        }
        """.formatted(GIVEN));

    assertThat(vector.phases().get(0).meanwhile())
        .extracting(TlbProgramTest::stretch)
        .containsExactly(
            Stretch.ALL,
            new Stretch(Optional.empty(), false, Optional.of("a")),
            new Stretch(Optional.empty(), false, Optional.of("a")),
            new Stretch(Optional.of("a"), false, Optional.empty()),
            new Stretch(Optional.of("a"), false, Optional.of("c")),
            new Stretch(Optional.of("b"), true, Optional.empty()),
            new Stretch(Optional.of("a"), true, Optional.of("c")));
    Expectation.ViolationIs violation =
        (Expectation.ViolationIs) vector.phases().get(0).then().get(0);
    assertThat(violation.label()).contains("c");
    assertThat(violation.heldBy()).containsExactly(1, 2);
    assertThat(vector.heading().checks()).isEqualTo(8);
  }

  private static Stretch stretch(Expectation expectation) {
    return expectation instanceof Expectation.AccessSees sees
        ? sees.stretch()
        : ((Expectation.NeverAfter) expectation).stretch();
  }

  private static List<Step> when(String given, String steps) {
    return vector(given, steps, "no violation").phases().get(0).when();
  }

  private static ConformanceVector vector(String given, String when, String then) {
    return compile(FRAME + "scenario \"a\" { given { " + given + " } when pe 0 { " + when
        + " } then { " + (then.isEmpty() ? "no violation" : then) + " } }");
  }

  private static ConformanceVector compile(String text) {
    Compilation compilation = Compiler.compile(List.of(new SourceFile("a.p2m", text)), "test");
    assertThat(compilation.diagnostics()).as(text).noneMatch(Diagnostic::isError);
    return compilation.vectors().vectors().get(0);
  }
}
