package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.arch.S2Permissions;
import io.shatterproof.event.Event;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.p2m.PageOrder;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a look-up tells; sizes of holes are those of release 4.8. */
final class LookupTest {

  @ParameterizedTest
  @CsvSource({"0, 18", "1, 0", "0x1ff, 0", "0x200, 9", "0x3ffff, 9", "0x40000, 18"})
  void anEmptyTreeIsSearchedOnlyForItsFirstFrame(String gfn, int order) {
    Bench bench = Bench.on(Profile.XEN_4_8);

    assertThat(lookup(bench, Long.decode(gfn))).isEqualTo(hole(order));
  }

  @ParameterizedTest
  @CsvSource({"0x200, 9", "0x201, 0", "0x400, 9", "0x40000, 18"})
  void behindTheHighestMappingTheHoleDependsOnTheHighestMapping(String gfn, int order) {
    Bench bench = Bench.on(Profile.XEN_4_8);
    bench.map(0, 0x200, 0x9_0000);

    assertThat(lookup(bench, Long.decode(gfn))).isEqualTo(hole(order));
  }

  @Test
  void aHoleOfALevel0StartTableIsAsLargeAsItsEntry() {
    Bench bench = Bench.of(Profile.XEN_4_8, Bench.config(Profile.XEN_4_8, 48, 0, 1, false));
    bench.map(0, 0x200, 0x9_0000);

    assertThat(lookup(bench, 1L << 27)).isEqualTo(hole(27));
  }

  @Test
  void anEmptyTableLeavesHolesOfOnePage() {
    Bench bench = Bench.on(Profile.XEN_4_8);
    bench.map(0x400, 1, 0x9_0000);
    bench.unmap(0x400, 1);

    assertThat(lookup(bench, 0x400)).isEqualTo(hole(0));
  }

  @Test
  void aFrameInsideABlockIsAnsweredWithItsOwnMachineFrame() {
    Bench bench = Bench.on(Profile.XEN_4_8);
    bench.map(0x4_0000, 0x4_0000, 0x8_0000, P2mType.RAM_RO);

    P2mEntry entry = bench.session.lookup(0, 0x40a0_7123L);

    assertThat(entry)
        .isEqualTo(new P2mEntry.Mapped(
            0x80a0_7123L,
            new S2Permissions(true, false, true),
            Optional.of(P2mType.RAM_RO),
            Optional.of(P2mAccess.RWX),
            Optional.of(new PageOrder(18))));
  }

  @Test
  void beforeTheReworkNoAccessIsTold() {
    Bench bench = Bench.on(Profile.XEN_PRE);
    bench.map(0x400, 1, 0x9_0000);

    assertThat(((P2mEntry.Mapped) lookup(bench, 0x400)).access()).isEmpty();
    assertThat(lookup(bench, 1L << 28)).isEqualTo(new P2mEntry.Hole(Optional.empty()));
  }

  @Test
  void theFrameJustBehindTheInputSizeStopsTheHypervisor() {
    Bench bench = Bench.on(Profile.XEN_4_8);
    long end = 1L << 28;
    bench.map(end - 1, 1, 0x9_0000);
    bench.mark();

    assertThatThrownBy(() -> lookup(bench, end)).isInstanceOf(HypervisorStoppedException.class);
    assertThat(lookup(bench, end + 1)).isEqualTo(hole(0));
    bench.unmap(0x400, 1);
    assertThat(bench.events()).anyMatch(Event.Fatal.class::isInstance);
  }

  @Test
  void theSecondConcatenatedTableIsNotTheFirst() {
    Bench bench = Bench.on(Profile.XEN_4_8);
    bench.map((1L << 27) + 5, 1, 0x9_0000);

    assertThat(lookup(bench, 5)).isInstanceOf(P2mEntry.Hole.class);
    assertThat(lookup(bench, (1L << 27) + 5)).isInstanceOf(P2mEntry.Mapped.class);
  }

  @Test
  void framesBeyondASingleStartTableWrapAround() {
    Bench bench = Bench.of(Profile.XEN_4_8, Bench.config(Profile.XEN_4_8, 48, 0, 1, false));
    bench.map((1L << 36) + 5, 1, 0x9_0000);

    assertThat(lookup(bench, 5)).isInstanceOf(P2mEntry.Mapped.class);
    assertThat(bench.machine.inconsistencies()).isEmpty();
  }

  private static P2mEntry lookup(Bench bench, long gfn) {
    return bench.session.lookup(0, gfn << 12);
  }

  private static P2mEntry hole(int order) {
    return new P2mEntry.Hole(Optional.of(new PageOrder(order)));
  }
}
