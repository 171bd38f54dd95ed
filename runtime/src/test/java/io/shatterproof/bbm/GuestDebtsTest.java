package io.shatterproof.bbm;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.ViolationName;
import org.junit.jupiter.api.Test;

/** What is stored while another word's entry is still held, told to the checker step by step. */
final class GuestDebtsTest {
  private static final long BLOCK_IPA = 0x40a0_0000L;
  private static final long IPA = BLOCK_IPA + 0x7000;
  private static final long A = leaf(3, 0x9000_0000L);
  private static final long TABLE = S2Format.of(Granule.SIZE_4K).table(0x8000_2000L);

  private final ViolationLog log = new ViolationLog();
  private final BbmChecker checker = new BbmChecker(log, pa -> 0);
  private final GuestDebts guest = checker.attach(
      1,
      new GuestContext(new Stage2Geometry(Granule.SIZE_4K, 40, 1, 2, 40), PeSet.of(1, 2), false));
  private long events;

  /** The page was broken, then its table unlinked, and only the latter was invalidated. */
  private void breakPageThenTableAndInvalidateAt(long ipa) {
    store(3, IPA, A, 0);
    store(2, BLOCK_IPA, TABLE, 0);
    dsb();
    tlbi(TlbiOp.IPAS2E1IS, ipa >>> 12);
    dsb();
    tlbi(TlbiOp.VMALLE1IS, 0);
    dsb();
  }

  @Test
  void aRemovedPageIsHeldAlthoughItsTableIsNot() {
    breakPageThenTableAndInvalidateAt(BLOCK_IPA + 0x8000);

    store(2, BLOCK_IPA, 0, leaf(2, 0xa000_0000L));

    assertThat(log.list()).extracting(Violation::name).containsExactly(ViolationName.NO_TLBI);
    assertThat(log.list().get(0).message()).contains("page 0x90000000 rwx");
  }

  @Test
  void aRemovedPageThatWasInvalidatedIsNot() {
    breakPageThenTableAndInvalidateAt(IPA);

    store(2, BLOCK_IPA, 0, leaf(2, 0xa000_0000L));

    assertThat(log.list()).isEmpty();
    assertThat(checker.owesNothing()).isTrue();
  }

  private void store(int level, long ipa, long old, long made) {
    checker.liveStore(events++, 0, guest, level, ipa, old, made);
  }

  private void dsb() {
    checker.dsb(events++, 0, DsbOption.ISH);
  }

  private void tlbi(TlbiOp op, long operand) {
    checker.tlbi(events++, 0, op, operand, 1);
  }

  private static long leaf(int level, long pa) {
    return S2Format.of(Granule.SIZE_4K)
        .leaf(pa, level, new S2Permissions(true, true, true), MemoryAttributes.NORMAL_WB);
  }
}
