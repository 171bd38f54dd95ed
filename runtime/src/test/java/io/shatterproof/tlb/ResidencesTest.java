package io.shatterproof.tlb;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.SystemRegister;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which PE is in which guest when, and whose entries it may hold once all that is forgotten. */
final class ResidencesTest {
  private static final Residences.Invalidated NOTHING = (pe, vmid, since) -> false;

  private final TlbContext host = Guests.context(Guests.stage2(9));
  private final TlbContext one = Guests.context(Guests.stage2(1));
  private final TlbContext two = Guests.context(Guests.stage2(2));
  private final Residences residences = new Residences(3);

  private void enter(long event, int pe, TlbContext guest) {
    reside(event, pe, guest, guest, guest);
  }

  private void leave(long event, int pe) {
    reside(event, pe, null, host, host);
  }

  private void reside(
      long event, int pe, @Nullable TlbContext guest, TlbContext inForce, TlbContext written) {
    residences.add(new Residences.Residence(pe, event, guest, inForce, written));
  }

  private @Nullable TlbContext guest(int pe, long boundary) {
    Residences.Residence residence = residences.at(pe, boundary);
    return residence == null ? null : residence.inGuest();
  }

  @Test
  void aPeIsWhereItWentLast() {
    enter(2, 1, one);
    leave(5, 1);
    enter(7, 1, two);

    assertThat(residences.at(1, 1)).isNull();
    assertThat(guest(1, 2)).isEqualTo(one);
    assertThat(guest(1, 4)).isEqualTo(one);
    assertThat(guest(1, 5)).isNull();
    assertThat(guest(1, 6)).isNull();
    assertThat(guest(1, 7)).isEqualTo(two);
    assertThat(residences.at(0, 9)).as("nobody said").isNull();
  }

  @Test
  void whoEntersAndLeavesAtOnceWasThere() {
    enter(3, 1, one);
    enter(3, 1, two);
    enter(3, 1, one);
    leave(3, 1);
    enter(3, 2, two);

    assertThat(residences.guestsAt(1, 3)).containsExactly(one, two);
    assertThat(residences.guestsAt(1, 2)).isEmpty();
    assertThat(residences.guestsAt(2, 3)).as("it is still there").isEmpty();
  }

  @Test
  void contextsAreThoseThatRegistersMeantOrWereToMean() {
    TlbContext three = Guests.context(Guests.stage2(3));
    reside(1, 1, null, host, two);
    reside(2, 1, one, host, host);
    reside(3, 1, null, three, host);
    enter(3, 2, two);

    assertThat(residences.contexts(1)).containsExactly(host, two, one, three);
    assertThat(residences.contexts(2)).containsExactly(two);
    assertThat(residences.contexts(0)).isEmpty();
  }

  @Test
  void whoWasInAGuestWasThere() {
    leave(1, 1);
    enter(1, 2, one);

    assertThat(residences.wasInGuest(0)).isFalse();
    assertThat(residences.wasInGuest(1)).isFalse();
    assertThat(residences.wasInGuest(2)).isTrue();

    leave(2, 2);
    assertThat(residences.wasInGuest(2)).as("what it loaded stays").isTrue();
  }

  @Test
  void whoIsInAGuestKeepsItsResidenceAlone() {
    enter(1, 1, one);
    leave(2, 1);
    enter(3, 1, two);
    leave(3, 2);

    residences.forget((pe, vmid, since) -> true);

    assertThat(residences.earlier(1)).isEmpty();
    assertThat(residences.contexts(1)).containsExactly(two);
    assertThat(guest(1, 3)).isEqualTo(two);
    assertThat(residences.at(1, 2)).as("forgotten").isNull();
    assertThat(residences.contexts(2)).containsExactly(host);
    assertThat(residences.wasInGuest(2)).isFalse();
  }

  @Test
  void whatWasLoadedInAGuestBeforeIsKept() {
    enter(1, 1, one);
    leave(2, 1);

    residences.forget(NOTHING);

    assertThat(residences.earlier(1)).containsExactly(one);
    assertThat(residences.earlier(2)).isEmpty();
    assertThat(residences.wasInGuest(1)).isTrue();
    assertThat(residences.contexts(1)).containsExactly(one, host);

    residences.forget(NOTHING);
    assertThat(residences.earlier(1)).as("once").containsExactly(one);
  }

  @Test
  void aGuestThatWasEnteredTwiceIsKeptOnce() {
    enter(1, 1, one);
    leave(2, 1);
    enter(3, 1, one);
    leave(4, 1);

    residences.forget(NOTHING);

    assertThat(residences.earlier(1)).containsExactly(one);
  }

  @Test
  void aGuestThatIsNotLeftIsNoneOfBefore() {
    enter(1, 1, one);

    residences.forget(NOTHING);

    assertThat(residences.earlier(1)).isEmpty();
    assertThat(residences.wasInGuest(1)).isTrue();
  }

  @Test
  void itIsAskedWhatWasInvalidatedSinceItLeft() {
    List<String> asked = new ArrayList<>();
    enter(1, 1, one);
    leave(4, 2);
    leave(6, 1);
    enter(8, 2, two);
    enter(9, 2, one);

    residences.forget((pe, vmid, since) -> {
      asked.add("PE " + pe + ", VMID " + vmid + ", since " + since);
      return false;
    });

    assertThat(asked).containsExactly("PE 1, VMID 1, since 6", "PE 2, VMID 2, since 9");
  }

  @Test
  void whatIsInvalidatedLaterIsKeptNoMore() {
    List<Long> asked = new ArrayList<>();
    enter(1, 1, one);
    enter(2, 1, two);
    leave(3, 1);
    residences.forget(NOTHING);
    assertThat(residences.earlier(1)).containsExactly(one, two);

    residences.forget((pe, vmid, since) -> {
      asked.add(since);
      return vmid == 1;
    });

    assertThat(residences.earlier(1)).containsExactly(two);
    assertThat(asked).as("whenever it was").containsExactly(Times.BEFORE, Times.BEFORE);
  }

  @Test
  void translationsAreInCommonWhereAGuestSaysSo() {
    TlbContext common = Guests.context(
        Guests.stage2(1).with(SystemRegister.VTTBR_EL2, 1L << 48 | Guests.ROOT | 1), Feature.TTCNP);
    enter(1, 0, one);
    enter(1, 1, common);
    leave(2, 1);
    reside(3, 2, null, common, common);

    assertThat(residences.hasShared(0)).isFalse();
    assertThat(residences.hasShared(1)).isTrue();
    assertThat(residences.hasShared(2)).as("at EL2").isFalse();
  }

  @Test
  void stage1IsOnInTheGuestOrWhereItsRegistersSaySo() {
    TlbContext both = Guests.context(Guests.both(1, 7, 0x4000_0000L, Guests.TCR));
    enter(1, 0, one);
    enter(1, 1, both);
    leave(2, 1);
    reside(3, 2, null, both, one);
    assertThat(residences.hasStage1(0)).isFalse();
    reside(4, 0, both, one, one);

    assertThat(residences.hasStage1(0)).isTrue();
    assertThat(residences.hasStage1(1)).isTrue();
    assertThat(residences.hasStage1(2)).as("an access by AT").isTrue();
  }
}
