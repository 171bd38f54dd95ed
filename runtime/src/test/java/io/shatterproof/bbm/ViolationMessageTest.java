package io.shatterproof.bbm;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.S2Format;
import io.shatterproof.event.ViolationName;
import org.junit.jupiter.api.Test;

/** What a violation says, as its reader sees it. */
final class ViolationMessageTest {
  private static final long IPA = 0x40a0_7000L;
  private static final long PAGE = 0x9000_07ffL;
  private static final long TABLE = 0x8000_2003L;

  private static Violation ofStore(ViolationName name, PeSet heldBy, int level, long old) {
    S2Format format = S2Format.of(Granule.SIZE_4K);
    return Violation.ofStore(name, heldBy, format, IPA, level, old, 0xa000_07ffL, 9);
  }

  @Test
  void ofAFrameThatIsReleased() {
    Violation violation = ofStore(ViolationName.EARLY_RELEASE, PeSet.of(1), 3, PAGE);

    assertThat(violation.about(0x9000_0000L).message())
        .isEqualTo("early_release: a reference on frame 0x90000000 is dropped while page 0x90000000"
            + " rwx (0x900007ff) at level 3 of 0x40a07000 was not invalidated; may be held by PE"
            + " {1}");
  }

  @Test
  void ofATableThatIsReleased() {
    Violation violation = ofStore(ViolationName.EARLY_RELEASE, PeSet.of(1, 2), 2, TABLE);

    assertThat(violation.about(0x8000_2000L).opened(4, 3).message())
        .isEqualTo("early_release: table page 0x80002000 is freed while table 0x80002000"
            + " (0x80002003) at level 2 of 0x40a07000 was not invalidated; may be held by PE {1, 2},"
            + " as may 2 more like it; opened by event 4, broken by event 9");
  }

  @Test
  void ofATableThatIsReached() {
    assertThat(Violation.ofPage(ViolationName.EARLY_RELEASE, 0x8000_2000L, 9).message())
        .isEqualTo("early_release: table page 0x80002000 is freed while a start table reaches it");
  }

  @Test
  void ofATableThatIsStillWalkedTo() {
    Violation held = ofStore(ViolationName.USE_AFTER_FREE, PeSet.of(), 2, TABLE);
    Violation linked = ofStore(ViolationName.USE_AFTER_FREE, PeSet.of(1), 2, 0);

    assertThat(held.about(0x8000_2000L).message())
        .isEqualTo("use_after_free: table page 0x80002000 is freed while table 0x80002000"
            + " (0x80002003) at level 2 of 0x40a07000 was not invalidated; no PE is in the guest");
    assertThat(linked.about(0x8000_2000L).message())
        .isEqualTo(
            "use_after_free: table page 0x80002000 is freed while the tables that PE {1} runs"
                + " on lead there");
  }

  @Test
  void ofAVmidThatOthersUsed() {
    Violation violation = ofStore(ViolationName.VMID_REUSE, PeSet.of(1), 3, PAGE);

    assertThat(violation.message())
        .isEqualTo("vmid_reuse: level 3 of 0x40a07000 became page 0xa0000000 rwx (0xa00007ff) while"
            + " page 0x90000000 rwx (0x900007ff) of level 3 is held, of other tables of the VMID,"
            + " was not invalidated; may be held by PE {1}");
    assertThat(violation.about(0x8000_4000L).message())
        .isEqualTo("vmid_reuse: start table 0x80004000 is used while page 0x90000000 rwx"
            + " (0x900007ff) at level 3 of 0x40a07000, of other tables of the VMID, was not"
            + " invalidated; may be held by PE {1}");
  }
}
