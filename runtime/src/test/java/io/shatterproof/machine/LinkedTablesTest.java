package io.shatterproof.machine;

import static io.shatterproof.machine.BareBench.G1;
import static io.shatterproof.machine.BareBench.M2;
import static io.shatterproof.machine.BareBench.OTHER_T2;
import static io.shatterproof.machine.BareBench.OTHER_T3;
import static io.shatterproof.machine.BareBench.ROOT;
import static io.shatterproof.machine.BareBench.T2;
import static io.shatterproof.machine.BareBench.T3;
import static io.shatterproof.machine.BareBench.ipa;
import static io.shatterproof.machine.BareBench.table;
import static io.shatterproof.machine.BareBench.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.ViolationName;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tables that are linked while one page of those before them may still be held: each is compared with
 * what it says of that page.
 */
final class LinkedTablesTest {
  private static final long IPA = G1 + 5 * M2 + 0x7000;
  private static final long NEIGHBOUR = IPA + 0x1000;
  private static final long A = 0x9000_07ffL;

  /** The tables are held no more, the page is: an invalidation of its neighbour did that. */
  private static BareBench unlink(BareBench bench, long entryPa) {
    bench.store(entryPa, 0).dsb(DsbOption.ISH);
    bench.tlbi(TlbiOp.IPAS2E1IS, ipa(NEIGHBOUR)).dsb(DsbOption.ISH);
    bench.tlbi(TlbiOp.VMALLE1IS, 0).dsb(DsbOption.ISH);
    assertThat(bench.violations()).isEmpty();
    return bench;
  }

  @ParameterizedTest
  @CsvSource({
    "0x40a07000, 0x900007ff, ''",
    "0x40a07000, 0xa00007ff, WRONG_IPA",
    "0x40a07000, 0xa00003ff, ''",
    "0x40a07000, 0, ''",
    "0x40a06000, 0xa00007ff, ''",
    "0x40a08000, 0xa00007ff, ''",
  })
  void atTheirLevel(String ofIpa, String leaf, String name) {
    BareBench bench = new BareBench();
    bench.arrange(word(T3, 3, NEIGHBOUR), 0x9800_07ffL);
    bench.arrange(word(OTHER_T3, 3, Long.decode(ofIpa)), Long.decode(leaf));
    bench.beginWithPage(IPA, A);
    unlink(bench, word(T2, 2, IPA));

    bench.store(word(T2, 2, IPA), table(OTHER_T3));

    assertNames(bench, name);
  }

  @ParameterizedTest
  @CsvSource({
    "0x40a07000, 0x80003003, 0x900007ff, ''",
    "0x40a07000, 0x80003003, 0xa00007ff, WRONG_IPA",
    "0x40a07000, 0x80003003, 0, ''",
    "0x40a07000, 0, 0xa00007ff, ''",
    "0x40a07000, 0xa00007fd, 0, WRONG_IPA",
    "0x40807000, 0xa00007fd, 0, ''",
  })
  void aboveIt(String ofIpa, String entry, String leaf, String name) {
    BareBench bench = new BareBench();
    bench.arrange(word(T3, 3, NEIGHBOUR), 0x9800_07ffL);
    bench.arrange(word(OTHER_T2, 2, Long.decode(ofIpa)), Long.decode(entry));
    bench.arrange(word(OTHER_T3, 3, IPA), Long.decode(leaf));
    bench.beginWithPage(IPA, A);
    unlink(bench, word(ROOT, 1, IPA));

    bench.store(word(ROOT, 1, IPA), table(OTHER_T2));

    assertNames(bench, name);
  }

  private static void assertNames(BareBench bench, String name) {
    List<ViolationName> names = name.isEmpty() ? List.of() : List.of(ViolationName.valueOf(name));
    assertThat(bench.violations()).isEqualTo(names);
  }
}
