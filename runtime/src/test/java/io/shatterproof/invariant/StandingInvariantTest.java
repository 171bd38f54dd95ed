package io.shatterproof.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.event.ViolationName;
import io.shatterproof.machine.Machine;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.spi.DomainReport;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class StandingInvariantTest {
  private static final long ROOT = 0x8000_0000L;
  private static final long BLOCK = 0x0000_0000_4000_07fdL;
  private static final long OTHER_BLOCK = 0x0000_0000_8000_07fdL;

  @Test
  void eachHasANameOfItsOwn() {
    assertThat(StandingInvariant.all()).extracting(StandingInvariant::name).doesNotHaveDuplicates();
  }

  @Test
  void bbmFindsALiveReplacementWithoutABreak() {
    StandingInvariant bbm = bbm();
    Machine machine = machine();

    machine.store(0, ROOT, 1, 1, 0x4000_0000L, 0, BLOCK, true);
    assertThat(bbm.check(machine)).isEmpty();

    machine.store(0, ROOT, 1, 1, 0x4000_0000L, BLOCK, OTHER_BLOCK, true);
    assertThat(bbm.check(machine))
        .singleElement()
        .satisfies(violation -> assertThat(violation.name()).isEqualTo(ViolationName.NO_BREAK));
  }

  @Test
  void everyNameThatIsFoundBelongsToOneInvariant() {
    Machine machine = machine();
    machine.takeReferences(0x4000_0000L, 0x1000);
    machine.settleReferences(true);
    machine.store(0, ROOT, 1, 1, 0x4000_0000L, 0, BLOCK, true);
    machine.store(0, ROOT, 1, 1, 0x4000_0000L, BLOCK, OTHER_BLOCK, true);
    machine.locked(0, 0);
    machine.unlocked(0, 0);
    machine.referenceDropped(0, 0x4000_0000L);
    machine.referenceDropped(0, 0x7000L);
    machine.tableAllocated(0, 0x9000_0000L);
    machine.tableFreed(0, 0x9000_1000L, false);
    machine.tableFreed(0, 0x9000_1000L, true);

    assertThat(StandingInvariant.all())
        .filteredOn(invariant -> !invariant.check(machine).isEmpty())
        .extracting(StandingInvariant::name)
        .containsExactly(
            "bbm",
            "early_release",
            "flush_pending",
            "leak",
            "double_free",
            "reference_count",
            "xen_no_live_replace");
    assertThat(StandingInvariant.all())
        .allSatisfy(invariant -> assertThat(invariant.check(machine)).hasSizeLessThan(2));
  }

  @Test
  void onlyTheReworkedXenPromisesNoLiveReplacement() {
    StandingInvariant invariant = named("xen_no_live_replace");

    assertThat(invariant.appliesTo("xen_4_8")).isTrue();
    assertThat(invariant.appliesTo("xen_4_8_fixed")).isTrue();
    assertThat(invariant.appliesTo("xen_pre")).isFalse();
    assertThat(invariant.appliesTo("")).isFalse();
    assertThat(bbm().appliesTo("xen_pre")).isTrue();
  }

  private static StandingInvariant bbm() {
    return named("bbm");
  }

  private static StandingInvariant named(String name) {
    return StandingInvariant.all().stream()
        .filter(invariant -> invariant.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Machine machine() {
    Machine machine = new Machine(Platform.plain("p"));
    DomainConfig config = new DomainConfig(
        "guest",
        "",
        new Stage2Geometry(Granule.SIZE_4K, 39, 1, 1, 48),
        0,
        List.of(1),
        false,
        OptionalInt.empty(),
        P2mAccess.RWX);
    machine.attachDomain(0, config, new DomainReport(1L << 48 | ROOT, 0));
    return machine;
  }
}
