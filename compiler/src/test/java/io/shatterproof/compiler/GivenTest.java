package io.shatterproof.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of {@code given} is of no use, and what is. */
class GivenTest {
  private static List<String> codes(String given) {
    String text = """
        language 1
        platform arm { pes 2  pa 40 bits }
        domain guest on arm { p2m xen_4_8  operated by pe 0  runs on pe 1 }
        scenario "a" {
            given { %s }
            when pe 0 { unmap guest 0x4000_0000 size 1G }
            then { lookup guest 0x4000_0000 is hole }
        }
        """.formatted(given);
    return Compiler.compile(List.of(new SourceFile("given.p2m", text)), "test")
        .diagnostics()
        .stream()
        .map(Diagnostic::code)
        .toList();
  }

  @Test
  void whatIsPopulatedCanBeUnmapped() {
    assertThat(
            codes("populate guest 0x4000_0000 size 2M as ram_rw  unmap guest 0x4000_0000 size 4K"))
        .isEmpty();
  }

  @Test
  void whatIsPopulatedCanBeMappedOver() {
    assertThat(codes("populate guest 0x4000_0000 size 4K as ram_rw"
            + "  map guest 0x4000_0000 size 4K to 0 as ram_rw"))
        .containsExactly("P2M0909");
  }

  @Test
  void whatWasUnmappedIsFreeAgain() {
    assertThat(codes("map guest 0x4000_0000 size 8K to 0 as ram_rw"
            + "  unmap guest 0x4000_1000 size 4K"
            + "  map guest 0x4000_1000 size 8K to 0 as ram_rw"))
        .isEmpty();
  }

  @Test
  void whatWasUnmappedIsNotThereTwice() {
    assertThat(codes("map guest 0x4000_0000 size 12K to 0 as ram_rw"
            + "  unmap guest 0x4000_1000 size 4K  unmap guest 0x4000_1000 size 4K"))
        .containsExactly("P2M0910");
  }

  @Test
  void bothSidesOfWhatWasUnmappedAreStillThere() {
    assertThat(codes("map guest 0x4000_0000 size 12K to 0 as ram_rw"
            + "  unmap guest 0x4000_1000 size 4K"
            + "  unmap guest 0x4000_0000 size 4K  unmap guest 0x4000_2000 size 4K"))
        .isEmpty();
  }
}
