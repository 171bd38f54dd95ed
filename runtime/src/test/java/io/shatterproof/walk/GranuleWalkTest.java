package io.shatterproof.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.memory.PhysicalMemory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Walks in tables of every granule and from every start level. */
final class GranuleWalkTest {
  private static final long ROOT = 0x8000_0000L;
  private static final long FRAME = 0x12_3456_0000L;
  private static final S2Permissions ALL = new S2Permissions(true, true, true);

  private final PhysicalMemory memory = new PhysicalMemory();

  /** The last column was worked out by hand: where the descriptors of the last IPA are. */
  @ParameterizedTest
  @CsvSource({
    "SIZE_4K, 48, 0, 1, 0:0x80000ff8 1:0x91000ff8 2:0x92000ff8 3:0x93000ff8",
    "SIZE_4K, 39, 1, 1, 1:0x80000ff8 2:0x92000ff8 3:0x93000ff8",
    "SIZE_4K, 43, 1, 16, 1:0x8000fff8 2:0x92000ff8 3:0x93000ff8",
    "SIZE_4K, 30, 2, 1, 2:0x80000ff8 3:0x93000ff8",
    "SIZE_4K, 34, 2, 16, 2:0x8000fff8 3:0x93000ff8",
    "SIZE_4K, 21, 3, 1, 3:0x80000ff8",
    "SIZE_4K, 25, 3, 16, 3:0x8000fff8",
    "SIZE_16K, 47, 1, 1, 1:0x80003ff8 2:0x92003ff8 3:0x93003ff8",
    "SIZE_16K, 48, 1, 2, 1:0x80007ff8 2:0x92003ff8 3:0x93003ff8",
    "SIZE_16K, 36, 2, 1, 2:0x80003ff8 3:0x93003ff8",
    "SIZE_16K, 40, 2, 16, 2:0x8003fff8 3:0x93003ff8",
    "SIZE_16K, 25, 3, 1, 3:0x80003ff8",
    "SIZE_16K, 29, 3, 16, 3:0x8003fff8",
    "SIZE_64K, 48, 1, 1, 1:0x800001f8 2:0x9200fff8 3:0x9300fff8",
    "SIZE_64K, 43, 1, 1, 1:0x80000008 2:0x9200fff8 3:0x9300fff8",
    "SIZE_64K, 42, 2, 1, 2:0x8000fff8 3:0x9300fff8",
    "SIZE_64K, 46, 2, 16, 2:0x800ffff8 3:0x9300fff8",
    "SIZE_64K, 29, 3, 1, 3:0x8000fff8",
    "SIZE_64K, 33, 3, 16, 3:0x800ffff8",
  })
  void theLastPageIsFoundThroughTheLastDescriptorOfEachTable(
      Granule granule, int ipaBits, int startLevel, int tables, String path) {
    S2Format format = S2Format.of(granule);
    for (String step : path.split(" ", -1)) {
      int level = step.charAt(0) - '0';
      long next = 0x9000_0000L + (level + 1) * 0x100_0000L;
      memory.write(Long.decode(step.substring(2)), level < 3 ? format.table(next) : page(format));
    }
    Stage2Geometry geometry = new Stage2Geometry(granule, ipaBits, startLevel, tables, 48);
    long ipa = (1L << ipaBits) - 1;
    List<String> read = new ArrayList<>();

    Outcome outcome = TestWalks.walk(
        memory,
        geometry,
        ROOT,
        ipa,
        AccessKind.READ,
        (level, pa, descriptor) -> read.add(level + ":0x" + Long.toHexString(pa)));

    long pa = FRAME + granule.sizeBytes() - 1;
    assertThat(outcome).isEqualTo(new Outcome.Translated(pa, 3, AccessAttributes.NORMAL_WB));
    assertThat(read).containsExactly(path.split(" ", -1));
    assertThat(walk(geometry, ipa + 1)).isEqualTo(fault(FaultKind.TRANSLATION, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "SIZE_4K, 1, 0x1ffff8000, 7, ok 0x1bbfff8000",
    "SIZE_16K, 2, 0x3ff8000, 1, ok 0x1b81ff8000",
    "SIZE_64K, 2, 0x5fff8000, 2, ok 0x1b9fff8000"
  })
  void aBlockTranslatesWithTheOffsetInside(
      Granule granule, int level, String ipa, int index, String expected) {
    Stage2Geometry geometry = new Stage2Geometry(granule, 36, level, 1, 48);
    memory.write(
        ROOT + 8L * index,
        S2Format.of(granule).leaf(0x1b_8000_0000L, level, ALL, MemoryAttributes.NORMAL_WB));

    assertThat(walk(geometry, Long.decode(ipa))).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource({"SIZE_4K, 48, 0", "SIZE_16K, 47, 1", "SIZE_64K, 48, 1"})
  void aBlockWhereItsLevelCannotHoldOneIsATranslationFault(
      Granule granule, int ipaBits, int level) {
    S2Format format = S2Format.of(granule);
    Stage2Geometry geometry = new Stage2Geometry(granule, ipaBits, level, 1, 48);
    memory.write(ROOT, format.leaf(0, 2, ALL, MemoryAttributes.NORMAL_WB));

    assertThat(walk(geometry, 0)).isEqualTo(fault(FaultKind.TRANSLATION, level));
  }

  @Test
  void bitsOfATableBelowTheGranuleAreNoAddress() {
    S2Format format = S2Format.of(Granule.SIZE_64K);
    Stage2Geometry geometry = new Stage2Geometry(Granule.SIZE_64K, 42, 2, 1, 48);
    memory.write(ROOT, format.table(0x9000_0000L) | 0xf000L);
    memory.write(0x9000_0000L, page(format) | 0xf000L);

    assertThat(walk(geometry, 0x1234)).hasToString("ok 0x1234561234");
  }

  @Test
  void aTableOfWhichMemoryHasOnlyAPartIsAnExternalAbortInTheRest() {
    S2Format format = S2Format.of(Granule.SIZE_64K);
    Stage2Geometry geometry = new Stage2Geometry(Granule.SIZE_64K, 29, 3, 1, 48);
    memory.write(ROOT, page(format));

    assertThat(walk(geometry, 0x1234)).hasToString("ok 0x1234561234");
    assertThat(walk(geometry, 512L << 16)).isEqualTo(fault(FaultKind.EXTERNAL, 3));
  }

  private Outcome walk(Stage2Geometry geometry, long ipa) {
    return TestWalks.walk(memory, geometry, ROOT, ipa, AccessKind.READ, WalkListener.NONE);
  }

  private static long page(S2Format format) {
    return format.leaf(FRAME, 3, ALL, MemoryAttributes.NORMAL_WB);
  }

  private static Outcome fault(FaultKind kind, int level) {
    return new Outcome.Faulted(kind, level);
  }
}
