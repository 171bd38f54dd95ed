package io.shatterproof.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.load.Imports;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.vector.ConformanceVector;
import java.util.List;
import org.junit.jupiter.api.Test;

class ByLikenessTest {
  private final ByLikeness distinction = new ByLikeness();

  /** A scenario that is told from others by an address. */
  private static ConformanceVector vector(int address) {
    String text = """
        language 1
        platform arm { pes 2  pa 40 bits }
        domain guest on arm { p2m xen_4_8  operated by pe 0 }
        scenario "one" { when pe 0 { unmap guest 0x%x000 size 4K } then { no violation } }
        """.formatted(address);
    return Compiler.compile(List.of(new SourceFile("a.p2m", text)), Imports.none(), "test")
        .vectors()
        .vectors()
        .get(0);
  }

  @Test
  void theFirstOfEachMeaningIsToldToTheOthers() {
    assertThat(distinction.firstOf(distinction.prepare(vector(1)), "first")).isEmpty();
    assertThat(distinction.firstOf(distinction.prepare(vector(2)), "other")).isEmpty();
    assertThat(distinction.firstOf(distinction.prepare(vector(1)), "second")).contains("first");
    assertThat(distinction.firstOf(distinction.prepare(vector(1)), "third")).contains("first");
  }

  @Test
  void whatIsOnlyAlikeIsNotTheSame() {
    assertThat(distinction.firstOf(new ByLikeness.Likened(vector(1), 7), "one")).isEmpty();
    assertThat(distinction.firstOf(new ByLikeness.Likened(vector(2), 7), "two")).isEmpty();
    assertThat(distinction.firstOf(new ByLikeness.Likened(vector(3), 7), "three"))
        .isEmpty();
    assertThat(distinction.firstOf(new ByLikeness.Likened(vector(2), 7), "four"))
        .contains("two");
    assertThat(distinction.firstOf(new ByLikeness.Likened(vector(1), 7), "five"))
        .contains("one");
  }
}
