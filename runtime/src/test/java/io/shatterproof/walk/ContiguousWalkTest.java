package io.shatterproof.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.memory.PhysicalMemory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Leaves whose Contiguous bit is set; each expected address was worked out by hand. */
final class ContiguousWalkTest {
  private static final long ROOT = 0x8000_0000L;
  private static final long CONTIGUOUS = 1L << 52;
  private static final S2Permissions ALL = new S2Permissions(true, true, true);

  private final PhysicalMemory memory = new PhysicalMemory();

  @ParameterizedTest(name = "{0}, level {1}: {2} at {3}")
  @CsvSource({
    "SIZE_4K, 3, 0x7123, 0x90007000, 0x90007123",
    "SIZE_4K, 3, 0x7123, 0x90003000, 0x90007123",
    "SIZE_4K, 3, 0x17123, 0x90003000, 0x90007123",
    "SIZE_4K, 2, 0x0e00123, 0x90200000, 0x90e00123",
    "SIZE_16K, 3, 0x5c123, 0x900a0000, 0x9005c123",
    "SIZE_64K, 3, 0x171234, 0x90050000, 0x90171234",
  })
  void theBitsInsideTheRangeAreThoseOfTheIpa(
      Granule granule, int level, String ipaText, String descriptorPa, String expected) {
    long ipa = Long.decode(ipaText);
    long leaf = S2Format.of(granule)
        .leaf(Long.decode(descriptorPa), level, ALL, MemoryAttributes.NORMAL_WB);
    memory.write(ROOT + 8 * (ipa >>> granule.levelShift(level)), leaf | CONTIGUOUS);

    assertThat(read(granule, level, ipa)).isEqualTo("ok " + expected);
    memory.write(ROOT + 8 * (ipa >>> granule.levelShift(level)), leaf);
    long inside = ipa & (granule.entrySizeBytes(level) - 1);
    assertThat(read(granule, level, ipa))
        .as("without the bit")
        .isEqualTo("ok 0x" + Long.toHexString(Long.decode(descriptorPa) | inside));
  }

  private String read(Granule granule, int level, long ipa) {
    Stage2Geometry geometry =
        new Stage2Geometry(granule, granule.levelShift(level) + granule.stride(), level, 1, 48);
    return TestWalks.walk(memory, geometry, ROOT, ipa, AccessKind.READ, WalkListener.NONE)
        .toString();
  }
}
