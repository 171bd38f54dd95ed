package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.event.CleanKind;
import io.shatterproof.event.Event;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.P2mType;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The memory that is cleaned behind a range: of RAM alone, block by block, each to its end.
 *
 * @see "xen bf1bb6b731 xen/arch/arm/p2m.c: p2m_cache_flush"
 */
final class CacheMaintenanceTest {
  private final Bench bench = Bench.on(Profile.XEN_4_8_FIXED);

  @BeforeEach
  void mapABlockAndPages() {
    bench.map(0x200, 0x200, 0x9_0000);
    bench.map(0x400, 1, 0xa_0000);
    bench.map(0x401, 1, 0xc_0000, P2mType.MMIO_DEV);
    bench.map(0x403, 1, 0xb_0000, P2mType.RAM_RO);
    bench.map(0x600, 1, 0xb_8000);
  }

  private static List<String> clean(Bench of, long gfn, long pages) {
    of.mark();
    assertThat(of.session.clean(0, 0, gfn << 12, pages << 12)).isZero();
    of.feed();
    return of.events().stream()
        .filter(Event.Clean.class::isInstance)
        .map(Event.Clean.class::cast)
        .map(clean -> clean.what() == CleanKind.INSTRUCTION
            ? "instruction"
            : "%s %x %x"
                .formatted(clean.what().word(), clean.pa() >>> 12, clean.sizeBytes() >>> 12))
        .toList();
  }

  @Test
  void holesAndDevicesAreLeftOut() {
    assertThat(clean(bench, 0x205, 0x1ff))
        .containsExactly("data 90005 1fb", "data a0000 1", "data b0000 1", "instruction");
  }

  @Test
  void aBlockIsCleanedToItsEnd() {
    assertThat(clean(bench, 0x205, 3)).containsExactly("data 90005 1fb", "instruction");
  }

  @Test
  void nothingIsLookedForOutsideOfWhatIsMapped() {
    assertThat(clean(bench, 0, 0x1000))
        .containsExactly(
            "data 90000 200", "data a0000 1", "data b0000 1", "data b8000 1", "instruction");
    assertThat(clean(bench, 0x402, 1)).containsExactly("instruction");
  }

  @Test
  void theFirstReleaseKeepsWhatTheInstructionCachesHold() {
    Bench first = Bench.on(Profile.XEN_4_8);
    first.map(0x200, 1, 0xa_0000);
    first.map(0x300, 1, 0xa_1000);

    assertThat(clean(first, 0x200, 1)).containsExactly("data a0000 1");
  }

  /** Before the rework: page by page; see "xen ecee7bfc18 xen/arch/arm/p2m.c: apply_one_level". */
  @Test
  void beforeTheReworkEachPageIsCleanedByItself() {
    Bench before = Bench.on(Profile.XEN_PRE);
    before.map(0x200, 0x200, 0x9_0000);
    before.map(0x400, 1, 0xa_0000);
    before.map(0x401, 1, 0xc_0000, P2mType.MMIO_DEV);
    before.map(0x403, 1, 0xb_0000, P2mType.RAM_RO);
    before.map(0x600, 1, 0xb_8000);

    assertThat(clean(before, 0x3fe, 6))
        .containsExactly("data 901fe 1", "data 901ff 1", "data a0000 1", "data b0000 1");
    assertThat(clean(before, 0x404, 0x1fc)).isEmpty();
  }

  @Test
  void beforeTheReworkEveryMappingIsGivenUp() {
    Bench before = Bench.on(Profile.XEN_PRE);
    before.map(0x200, 0x200, 0x9_0000);
    before.map(0x400, 3, 0xa_0000);
    before.map(0x600, 1, 0xb_8000);
    before.machine.retire(0);
    before.mark();

    assertThat(before.session.relinquish(0, 0, 1)).isZero();
    before.feed();

    assertThat(before.events().stream()
            .filter(event -> event instanceof Event.Store store && store.live()))
        .hasSize(5);
    for (long gfn : new long[] {0x200, 0x3ff, 0x400, 0x402, 0x600}) {
      assertThat(before.session.lookup(0, gfn << 12)).isInstanceOf(P2mEntry.Hole.class);
    }
  }
}
