package io.shatterproof.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessRequest;
import io.shatterproof.arch.Choices;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.Tagging;
import io.shatterproof.arch.regime.Stage2Regime;
import io.shatterproof.memory.PhysicalMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One walk that translates again and again: a leaf that it met before is no other than a new one. */
final class RepeatedWalkTest {
  private static final long ROOT = 0x8000_0000L;
  private static final AccessAttributes WB = AccessAttributes.NORMAL_WB;
  private static final AccessAttributes DEVICE =
      AccessAttributes.device(MemoryType.DEVICE_NGNRE, false);
  private static final AccessRequest READ = AccessRequest.of(AccessKind.READ, 1);
  private static final MemoryAttributes DEVICE_BY_STAGE2 =
      new MemoryAttributes(1, Shareability.OUTER);

  private final PhysicalMemory memory = new PhysicalMemory();
  private final Platform platform =
      Platform.plain("plain").withFeatures(Set.of(Feature.TTST, Feature.MTE_PERM));
  private final Stage2Geometry geometry = new Stage2Geometry(Granule.SIZE_4K, 21, 3, 1, 40);
  private final List<String> used = new ArrayList<>();
  private final Stage2Walk walk = walk(Tlb.NONE);
  private final Translation result = new Translation();

  private Stage2Walk walk(Tlb tlb) {
    Stage2Regime regime = Stage2Regime.of(platform, geometry, ROOT);
    return new Stage2Walk(memory, regime, Choices.of(platform), tlb);
  }

  private Outcome read(long ipa, AccessAttributes stage1) {
    walk.translate(ipa, READ, stage1, WalkListener.NONE, result);
    return result.outcome();
  }

  @Test
  void eachTranslationHasItsOwnAttributes() {
    map(0, page(0x9000_0000L, MemoryAttributes.NORMAL_WB));
    map(1, page(0x9000_1000L, DEVICE_BY_STAGE2));

    for (int again = 0; again < 2; again++) {
      assertThat(read(0x0123, WB)).isEqualTo(new Outcome.Translated(0x9000_0123L, 3, WB));
      assertThat(read(0x1123, WB)).isEqualTo(new Outcome.Translated(0x9000_1123L, 3, DEVICE));
    }
  }

  @Test
  void theSameLeafIsWhatStage1MakesOfIt() {
    map(0, page(0x9000_0000L, MemoryAttributes.NORMAL_WB));

    for (int again = 0; again < 2; again++) {
      assertThat(read(0x0123, WB)).isEqualTo(new Outcome.Translated(0x9000_0123L, 3, WB));
      assertThat(read(0x0123, DEVICE)).isEqualTo(new Outcome.Translated(0x9000_0123L, 3, DEVICE));
    }
  }

  @Test
  void aLeafThatDiffersInItsAddressAloneMayBeBeyondTheOutputSize() {
    map(0, page(0x9000_0000L, MemoryAttributes.NORMAL_WB));
    map(1, page(1L << 40, MemoryAttributes.NORMAL_WB));

    assertThat(read(0x0123, WB)).hasToString("ok 0x90000123");
    assertThat(read(0x1123, WB)).hasToString("address size fault level 3");
  }

  @Test
  void aTlbHearsOfALeafEachTimeItIsUsed() {
    map(0, page(0x9000_0000L, MemoryAttributes.NORMAL_WB));
    Stage2Walk withTlb = walk(new ListeningTlb());

    for (int again = 0; again < 2; again++) {
      withTlb.translate(
          0x0123,
          READ,
          WB,
          (level, pa, descriptor) -> used.add("listener " + Long.toHexString(pa)),
          result);
    }

    assertThat(used)
        .containsExactly(
            "listener 80000000",
            "word 80000000",
            "leaf 80000000",
            "listener 80000000",
            "word 80000000",
            "leaf 80000000");
  }

  /** MemAttr 0b0100 with FEAT_MTE_PERM: Write-Back, and no access of tags. */
  @ParameterizedTest
  @CsvSource({
    "READ, false, false",
    "LDG, true, false",
    "STG, true, true",
    "READ_TAG_CHECKED, true, false",
    "WRITE_TAG_CHECKED, true, false",
  })
  void accessesOfTagsAreRefused(AccessKind kind, boolean isRefused, boolean isWrite) {
    map(0, page(0x9000_0000L, new MemoryAttributes(0b0100, Shareability.INNER)));
    AccessAttributes tagged = new AccessAttributes(
        WB.type(),
        WB.inner(),
        WB.outer(),
        WB.shareability(),
        false,
        Tagging.ALLOCATION_TAGGED,
        false);

    walk.translate(0, AccessRequest.of(kind, 1), tagged, WalkListener.NONE, result);

    assertThat(result.isFault()).isEqualTo(isRefused);
    assertThat(result.isTagAccess()).isEqualTo(isRefused);
    if (isRefused) {
      assertThat(result.outcome()).hasToString("permission fault level 3");
      assertThat(result.isWrite()).isEqualTo(isWrite);
    }
    walk.translate(0, AccessRequest.of(kind, 1), WB, WalkListener.NONE, result);
    assertThat(result.isFault()).as("of memory that is not tagged").isFalse();
  }

  private void map(int index, long leaf) {
    memory.write(ROOT + 8L * index, leaf);
  }

  private static long page(long pa, MemoryAttributes attributes) {
    return S2Format.of(Granule.SIZE_4K)
        .leaf(pa, 3, new S2Permissions(true, true, true), attributes);
  }

  /** Holds nothing, and notes what it hears. */
  private final class ListeningTlb implements Tlb {
    @Override
    public boolean startsAtEntry(boolean isStage1, long inputAddress, AccessRequest access) {
      return false;
    }

    @Override
    public int level() {
      throw new AssertionError("nothing is held");
    }

    @Override
    public long descriptor() {
      throw new AssertionError("nothing is held");
    }

    @Override
    public long descriptorAddress() {
      throw new AssertionError("nothing is held");
    }

    @Override
    public long tableLimits() {
      throw new AssertionError("nothing is held");
    }

    @Override
    public void wordRead(int level, long inputAddress, long address) {
      used.add("word " + Long.toHexString(address));
    }

    @Override
    public void tableRead(
        boolean isStage1,
        int level,
        long inputAddress,
        long address,
        long descriptor,
        long limitsAbove) {
      used.add("table " + Long.toHexString(address));
    }

    @Override
    public void leafUsed(
        boolean isStage1,
        int level,
        long inputAddress,
        long address,
        long descriptor,
        long limitsAbove,
        AccessRequest access) {
      used.add("leaf " + Long.toHexString(address));
    }
  }
}
