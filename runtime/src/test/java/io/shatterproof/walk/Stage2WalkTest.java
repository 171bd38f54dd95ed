package io.shatterproof.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.memory.PhysicalMemory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each fault beside the walk that differs in one bit, and which of two faults is reported. */
final class Stage2WalkTest {
  private static final long ROOT = 0x8000_0000L;
  private static final long TABLE_2 = 0x8000_2000L;
  private static final long TABLE_3 = 0x8000_3000L;
  private static final long IPA = 0x40a0_7123L; // indexes 1, 5 and 7 at levels 1, 2 and 3
  private static final S2Permissions ALL = new S2Permissions(true, true, true);
  private static final long ACCESS_FLAG = 1L << 10;
  private static final long S2AP_READ = 1L << 6;
  private static final long BIT_40 = 1L << 40;

  private final PhysicalMemory memory = new PhysicalMemory();
  private final Stage2Geometry geometry = new Stage2Geometry(Granule.SIZE_4K, 40, 1, 2, 40);

  @Test
  void aPageTranslatesAtLevel3() {
    map(page(0x9_0000_0000L));

    assertThat(read(IPA))
        .isEqualTo(new Outcome.Translated(0x9_0000_0123L, 3, AccessAttributes.NORMAL_WB));
  }

  @Test
  void aBlockTranslatesAtItsLevelWithTheOffsetInside() {
    memory.write(ROOT + 8, block(0x8_0000_0000L, 1));

    assertThat(read(IPA))
        .isEqualTo(new Outcome.Translated(0x8_00a0_7123L, 1, AccessAttributes.NORMAL_WB));
  }

  @Test
  void bitsOfABlockBelowItsSizeAreNoAddress() {
    memory.write(ROOT + 8, block(0x8_0000_0000L, 1) | 1L << 20);

    assertThat(read(IPA)).hasToString("ok 0x800a07123");
  }

  @Test
  void theAttributesOfTheLeafAreTold() {
    MemoryAttributes device = new MemoryAttributes(1, Shareability.OUTER);
    map(S2Format.of(Granule.SIZE_4K).leaf(0x9_0000_0000L, 3, ALL, device));

    assertThat(((Outcome.Translated) read(IPA)).attributes())
        .isEqualTo(AccessAttributes.device(MemoryType.DEVICE_NGNRE, false));
  }

  @Test
  void theSecondConcatenatedTableServesTheUpperHalf() {
    memory.zeroPage(ROOT);
    memory.write(ROOT + 0x1000, block(0x8_0000_0000L, 1));

    assertThat(read(1L << 39)).hasToString("ok 0x800000000");
    assertThat(read(0)).isEqualTo(fault(FaultKind.TRANSLATION, 1));
  }

  @Test
  void anAddressBeyondTheInputSizeFaultsAtLevel0() {
    memory.write(ROOT, block(0x8_0000_0000L, 1));

    assertThat(read(BIT_40)).isEqualTo(fault(FaultKind.TRANSLATION, 0));
    assertThat(read(0)).isInstanceOf(Outcome.Translated.class);
  }

  @Test
  void aStartTableBeyondTheOutputSizeFaultsAtLevel0() {
    Outcome beyond = walk(ROOT | BIT_40, IPA, AccessKind.READ);

    assertThat(beyond).isEqualTo(fault(FaultKind.ADDRESS_SIZE, 0));
    assertThat(walk(ROOT | BIT_40, BIT_40, AccessKind.READ))
        .as("input size first")
        .isEqualTo(fault(FaultKind.TRANSLATION, 0));
  }

  @Test
  void anInvalidDescriptorFaultsAtItsLevel() {
    map(page(0x9_0000_0000L) & ~1L);
    assertThat(read(IPA)).isEqualTo(fault(FaultKind.TRANSLATION, 3));

    memory.write(TABLE_2 + 8 * 5, 0);
    assertThat(read(IPA)).isEqualTo(fault(FaultKind.TRANSLATION, 2));

    memory.write(ROOT + 8, 0);
    memory.write(ROOT + 16, S2Format.of(Granule.SIZE_4K).table(TABLE_2));
    assertThat(read(IPA)).isEqualTo(fault(FaultKind.TRANSLATION, 1));
  }

  @Test
  void aReservedEncodingAtLevel3IsATranslationFault() {
    map(page(0x9_0000_0000L) & ~2L);

    assertThat(read(IPA)).isEqualTo(fault(FaultKind.TRANSLATION, 3));
  }

  @Test
  void aBlockAtLevel0IsATranslationFault() {
    Stage2Geometry level0 = new Stage2Geometry(Granule.SIZE_4K, 48, 0, 1, 48);
    memory.write(ROOT, block(0, 1));

    Outcome outcome = TestWalks.walk(memory, level0, ROOT, 0, AccessKind.READ, WalkListener.NONE);

    assertThat(outcome).isEqualTo(fault(FaultKind.TRANSLATION, 0));
  }

  @Test
  void aNextTableBeyondTheOutputSizeFaultsAtTheLevelOfItsDescriptor() {
    map(page(0x9_0000_0000L));
    memory.write(TABLE_2 + 8 * 5, S2Format.of(Granule.SIZE_4K).table(TABLE_3 | BIT_40));

    assertThat(read(IPA)).isEqualTo(fault(FaultKind.ADDRESS_SIZE, 2));
  }

  @Test
  void anOutputAddressBeyondTheOutputSizeFaultsBeforeTheAccessFlag() {
    map(page(0x9_0000_0000L | BIT_40));
    assertThat(read(IPA)).isEqualTo(fault(FaultKind.ADDRESS_SIZE, 3));

    map(page(0x9_0000_0000L | BIT_40) & ~ACCESS_FLAG);
    assertThat(read(IPA)).isEqualTo(fault(FaultKind.ADDRESS_SIZE, 3));
  }

  @Test
  void aClearAccessFlagFaultsBeforePermissions() {
    map(page(0x9_0000_0000L) & ~ACCESS_FLAG);
    assertThat(read(IPA)).isEqualTo(fault(FaultKind.ACCESS_FLAG, 3));

    map(page(0x9_0000_0000L) & ~ACCESS_FLAG & ~S2AP_READ);
    assertThat(read(IPA)).isEqualTo(fault(FaultKind.ACCESS_FLAG, 3));

    map(page(0x9_0000_0000L) & ~S2AP_READ);
    assertThat(read(IPA)).isEqualTo(fault(FaultKind.PERMISSION, 3));
  }

  @Test
  void eachKindOfAccessNeedsItsOwnPermission() {
    List<AccessKind> plain = List.of(AccessKind.READ, AccessKind.WRITE, AccessKind.FETCH);
    for (AccessKind missing : plain) {
      S2Permissions permissions = new S2Permissions(
          missing != AccessKind.READ, missing != AccessKind.WRITE, missing != AccessKind.FETCH);
      map(S2Format.of(Granule.SIZE_4K)
          .leaf(0x9_0000_0000L, 3, permissions, MemoryAttributes.NORMAL_WB));

      for (AccessKind kind : plain) {
        Outcome outcome = walk(ROOT, IPA, kind);
        if (kind == missing) {
          assertThat(outcome).as(kind.word()).isEqualTo(fault(FaultKind.PERMISSION, 3));
        } else {
          assertThat(outcome).as(kind.word()).isInstanceOf(Outcome.Translated.class);
        }
      }
    }
  }

  @Test
  void aDescriptorThatNoMemoryAnswersForIsAnExternalAbort() {
    memory.write(ROOT + 8, S2Format.of(Granule.SIZE_4K).table(TABLE_2));

    assertThat(read(IPA)).isEqualTo(fault(FaultKind.EXTERNAL, 2));

    memory.zeroPage(TABLE_2);
    assertThat(read(IPA)).isEqualTo(fault(FaultKind.TRANSLATION, 2));
  }

  @Test
  void theListenerSeesEachDescriptorFromTheStartTableDown() {
    map(page(0x9_0000_0000L));
    List<String> seen = new ArrayList<>();

    TestWalks.walk(
        memory,
        geometry,
        ROOT,
        IPA,
        AccessKind.READ,
        (level, pa, descriptor) -> seen.add(level + " at 0x" + Long.toHexString(pa)));

    assertThat(seen).containsExactly("1 at 0x80000008", "2 at 0x80002028", "3 at 0x80003038");
  }

  private void map(long leaf) {
    memory.write(ROOT + 8, S2Format.of(Granule.SIZE_4K).table(TABLE_2));
    memory.write(TABLE_2 + 8 * 5, S2Format.of(Granule.SIZE_4K).table(TABLE_3));
    memory.write(TABLE_3 + 8 * 7, leaf);
  }

  private Outcome read(long ipa) {
    return walk(ROOT, ipa, AccessKind.READ);
  }

  private Outcome walk(long root, long ipa, AccessKind kind) {
    return TestWalks.walk(memory, geometry, root, ipa, kind, WalkListener.NONE);
  }

  private static long page(long pa) {
    return S2Format.of(Granule.SIZE_4K).leaf(pa, 3, ALL, MemoryAttributes.NORMAL_WB);
  }

  private static long block(long pa, int level) {
    return S2Format.of(Granule.SIZE_4K).leaf(pa, level, ALL, MemoryAttributes.NORMAL_WB);
  }

  private static Outcome fault(FaultKind kind, int level) {
    return new Outcome.Faulted(kind, level);
  }
}
