package io.shatterproof.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.Choices;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.memory.PhysicalMemory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A load of which each half is in a page of its own, while hardware sets access flags. */
final class PageCrossingTest {
  private static final long LOWER = 0x8000_0000L;
  private static final long UPPER = LOWER + 8;
  private static final long PAGE = 0x9876_57ffL; // read-write, Write-Back, inner, AF
  private static final long AF = 1L << 10;

  private final PhysicalMemory memory = new PhysicalMemory();
  private final Platform platform = Platform.plain("plain")
      .withFeatures(Set.of(Feature.HAFDBS, Feature.TTST))
      .withChoices(Map.of("page_crossing", "upper"));

  /** T0SZ 43: 21 bits, from level 3, which TTST lets SL0 0b11 name; HA. DC: Normal memory. */
  private final RegisterFile registers = RegisterFile.NONE
      .with(SystemRegister.VTCR_EL2, 0x8020_35ebL)
      .with(SystemRegister.VTTBR_EL2, LOWER)
      .with(SystemRegister.HCR_EL2, 0x8000_1001L);

  private String load() {
    GuestAccess access = new GuestAccess(AccessKind.READ, 0xffc, 1, 8, Optional.empty());
    return new Mmu(platform, memory)
        .perform(registers, access, Choices.of(platform))
        .outcome()
        .toString();
  }

  @Test
  void bothPagesAreAccessed() {
    memory.write(LOWER, PAGE & ~AF);
    memory.write(UPPER, PAGE & ~AF);

    assertThat(load()).isEqualTo("ok 0x98765ffc");
    assertThat(memory.read(LOWER)).isEqualTo(PAGE);
    assertThat(memory.read(UPPER)).isEqualTo(PAGE);
  }

  @Test
  void whereTheLowerPageFaultsTheUpperOneIsLeftAsItIs() {
    memory.write(LOWER, 0);
    memory.write(UPPER, PAGE & ~AF);

    assertThat(load()).isEqualTo("translation fault level 3");
    assertThat(memory.read(UPPER)).isEqualTo(PAGE & ~AF);
  }

  @Test
  void whereTheUpperPageFaultsTheLowerOneIsAccessed() {
    memory.write(LOWER, PAGE & ~AF);
    memory.write(UPPER, 0);

    assertThat(load()).isEqualTo("translation fault level 3");
    assertThat(memory.read(LOWER)).isEqualTo(PAGE);
  }
}
