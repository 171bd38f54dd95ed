package io.shatterproof.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Stage2Geometry;
import java.lang.management.ManagementFactory;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * How much the tables of a large guest cost. What is measured is all that was ever allocated, which is
 * more than what is kept; so nothing depends on when garbage is collected.
 */
final class FootprintTest {
  private static final Stage2Geometry GEOMETRY = new Stage2Geometry(Granule.SIZE_4K, 39, 1, 1, 40);
  private static final S2Format FORMAT = S2Format.of(Granule.SIZE_4K);
  private static final S2Permissions ALL = new S2Permissions(true, true, true);
  private static final long ROOT = 0xd000_0000L;
  private static final long FIRST_PA = 0x80_0000_0000L;
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  private PhysicalMemory memory = new PhysicalMemory();

  @Test
  void blocksOf2mFor512GibTake4Mib() {
    assertThat(allocatedBy(() -> map(512 * GIB, 2, FootprintTest::inPool)))
        .isBetween(2 * MIB, 4 * MIB);
    assertThat(leaf(511 * GIB, 2)).isEqualTo(expected(511 * GIB, 2));
  }

  @Test
  void pagesOf4kFor64GibTake150Mib() {
    assertThat(allocatedBy(() -> map(64 * GIB, 3, FootprintTest::inPool)))
        .isBetween(128 * MIB, 150 * MIB);
    assertThat(leaf(63 * GIB + 0x5000, 3)).isEqualTo(expected(63 * GIB + 0x5000, 3));
  }

  @Test
  void theyTakeNoMoreWhereTablesAreScattered() {
    assertThat(allocatedBy(() -> map(64 * GIB, 3, FootprintTest::scattered)))
        .isBetween(128 * MIB, 150 * MIB);
    assertThat(leaf(63 * GIB + 0x5000, 3)).isEqualTo(expected(63 * GIB + 0x5000, 3));
  }

  /** Tables come one after the other. */
  private static long inPool(long number) {
    return ROOT + (number << 12);
  }

  /** Tables lie anywhere in a terabyte, each in another place. */
  private static long scattered(long number) {
    return ROOT + ((number * 0x9e37_79b1L & 0xfff_ffffL) << 12);
  }

  private static long allocatedBy(Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private void map(long sizeBytes, int leafLevel, LongUnaryOperator tables) {
    memory = new PhysicalMemory();
    long number = 0;
    long step = Granule.SIZE_4K.entrySizeBytes(leafLevel);
    for (long ipa = 0; ipa < sizeBytes; ipa += step) {
      long tablePa = ROOT;
      for (int level = 1; level < leafLevel; level++) {
        long pa = GEOMETRY.descriptorPa(tablePa, ipa, level);
        if (memory.read(pa) == 0) {
          memory.write(pa, FORMAT.table(tables.applyAsLong(++number)));
        }
        tablePa = FORMAT.nextTablePa(memory.read(pa));
      }
      memory.write(GEOMETRY.descriptorPa(tablePa, ipa, leafLevel), expected(ipa, leafLevel));
    }
  }

  private static long expected(long ipa, int level) {
    return FORMAT.leaf(FIRST_PA + ipa, level, ALL, MemoryAttributes.NORMAL_WB);
  }

  private long leaf(long ipa, int leafLevel) {
    long tablePa = ROOT;
    for (int level = 1; level < leafLevel; level++) {
      tablePa = FORMAT.nextTablePa(memory.read(GEOMETRY.descriptorPa(tablePa, ipa, level)));
    }
    return memory.read(GEOMETRY.descriptorPa(tablePa, ipa, leafLevel));
  }
}
