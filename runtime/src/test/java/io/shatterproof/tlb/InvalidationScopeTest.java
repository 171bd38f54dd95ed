package io.shatterproof.tlb;

import static io.shatterproof.tlb.ScopeEntries.ASID;
import static io.shatterproof.tlb.ScopeEntries.IPA;
import static io.shatterproof.tlb.ScopeEntries.UPPER_VA;
import static io.shatterproof.tlb.ScopeEntries.VA;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.TlbiOp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which entries each operation is about, and what is said of one that misses an entry. */
final class InvalidationScopeTest {
  private static final List<NamedEntry> ENTRIES = ScopeEntries.of(1);
  private static final List<NamedEntry> OF_OTHER_VMID = ScopeEntries.of(2);
  private static final int SECOND_ASID = 8;
  private static final long M2 = 1L << 21;
  private static final long G1 = 1L << 30;

  private static Invalidation issued(TlbiOp op, long operand, int vmid, boolean lpa2, boolean ds) {
    return new Invalidation(5, 0, op, operand, vmid, lpa2, ds);
  }

  private static long page(long address) {
    return address >>> 12;
  }

  private static long hint(long ttl) {
    return ttl << 44;
  }

  private static long asid(long asid) {
    return asid << 48;
  }

  private static long va(long va) {
    return va << 8 >>> 20;
  }

  /** Operands of an operation by address: around what entries cover, with every hint. */
  private static List<Long> addresses(boolean isVa) {
    long[] of = isVa
        ? new long[] {
          IPA,
          IPA + 0x1000,
          VA,
          VA - 0x1000,
          VA + 0x4000,
          VA + (1L << 25),
          UPPER_VA,
          UPPER_VA + 0xf000,
          UPPER_VA + 0x1_0000,
          UPPER_VA - (1L << 29),
          UPPER_VA & (1L << 39) - 1
        }
        : new long[] {IPA, IPA - 0x1000, IPA + 0x1000, IPA + M2, IPA - G1, VA};
    List<Long> operands = new ArrayList<>();
    for (long address : of) {
      for (long ttl = 0; ttl < 16; ttl++) {
        long operand = hint(ttl) | (isVa ? va(address) : page(address));
        operands.add(operand);
        if (isVa) {
          operands.add(operand | asid(ASID));
          operands.add(operand | asid(SECOND_ASID));
        }
      }
    }
    return operands;
  }

  /** Operands of an operation by range: at the ends of what entries cover, with every hint. */
  private static List<Long> ranges(boolean isVa, boolean ds) {
    long[] of = isVa ? new long[] {IPA, VA, UPPER_VA} : new long[] {IPA, VA};
    List<Long> operands = new ArrayList<>();
    for (long address : of) {
      for (long granule = 0; granule < 4; granule++) {
        int granuleShift = granule == 0 ? 12 : (int) (10 + 2 * granule);
        int shift = ds && !isVa ? 16 : granuleShift;
        for (int scale = 0; scale < 3; scale++) {
          for (long number : new long[] {0, 3}) {
            long sizeBytes = (number + 1) << (5 * scale + 1 + granuleShift);
            for (long from : new long[] {0, -sizeBytes, -sizeBytes + (1L << shift), 1L << shift}) {
              long base = (address + from) >> shift & (1L << 37) - 1;
              long operand = base | number << 39 | (long) scale << 44 | granule << 46;
              for (long level = 0; level < 4; level++) {
                operands.add(operand | level << 37);
                operands.add(operand | level << 37 | asid(ASID));
              }
            }
          }
        }
      }
    }
    return operands;
  }

  private static List<Long> operands(TlbiOp op, boolean ds) {
    return switch (op.operand()) {
      case NONE -> List.of(0L);
      case ASID -> List.of(asid(ASID), asid(SECOND_ASID));
      case VA -> addresses(true);
      case IPA -> addresses(false);
      case VA_RANGE -> ranges(true, ds);
      case IPA_RANGE -> ranges(false, ds);
    };
  }

  @Test
  void everyOperationRemovesWhatItsNameAndItsOperandSay() {
    int removed = 0;
    int kept = 0;
    for (TlbiOp op : TlbiOp.values()) {
      for (boolean lpa2 : new boolean[] {false, true}) {
        for (long operand : operands(op, lpa2)) {
          Invalidation invalidation = issued(op, operand, 1, lpa2, lpa2);
          ScopeByName scope = new ScopeByName(op, operand, 1, lpa2, lpa2);
          for (NamedEntry one : ENTRIES) {
            boolean isRemoved = scope.removes(one);
            removed += isRemoved ? 1 : 0;
            kept += isRemoved ? 0 : 1;
            if (InvalidationScope.removes(invalidation, one.entry()) != isRemoved) {
              assertThat(!isRemoved)
                  .as("%s 0x%x%s: %s", op, operand, lpa2 ? " with FEAT_LPA2 and DS" : "", one)
                  .isEqualTo(isRemoved);
            }
          }
        }
      }
    }
    assertThat(removed).isGreaterThan(10_000);
    assertThat(kept).isGreaterThan(10_000);
  }

  @Test
  void onlyThatOfEveryVmidRemovesWhatIsOfAnother() {
    for (TlbiOp op : TlbiOp.values()) {
      boolean isOfAll = op.name().startsWith("ALLE1");
      for (long operand : operands(op, false)) {
        Invalidation invalidation = issued(op, operand, 1, false, false);
        for (NamedEntry one : OF_OTHER_VMID) {
          boolean isRemoved = isOfAll && !(op.excludesXs() && one.hasXs());
          if (InvalidationScope.removes(invalidation, one.entry()) != isRemoved) {
            assertThat(!isRemoved).as("%s 0x%x: %s", op, operand, one).isEqualTo(isRemoved);
          }
        }
      }
    }
  }

  @Test
  void anIommuForgetsARangeOfItsVmid() {
    NamedEntry block = ScopeEntries.named(ENTRIES, "leaf of level 2");
    long first = block.first();

    assertThat(flushRemoves(1, first - 0x1000, 0x1000, block)).isFalse();
    assertThat(flushRemoves(1, first - 0x1000, 0x1001, block)).isTrue();
    assertThat(flushRemoves(1, first, 0, block))
        .as("a range has a byte at least")
        .isTrue();
    assertThat(flushRemoves(1, first - G1, 2 * G1, block)).isTrue();
    assertThat(flushRemoves(1, first + M2 - 1, 1, block)).isTrue();
    assertThat(flushRemoves(1, first + M2, 0x1000, block)).isFalse();
    assertThat(flushRemoves(2, first, 0x1000, block)).isFalse();
  }

  private static boolean flushRemoves(int vmid, long ipa, long sizeBytes, NamedEntry entry) {
    return InvalidationScope.removes(
        Invalidation.ofIommu(3, 3, vmid, ipa, sizeBytes), entry.entry());
  }

  // How near an invalidation came.

  private enum State {
    ISSUED,
    COMPLETE,
    SYNCHRONIZED
  }

  private static Coverage coverage(
      String name, TlbiOp op, long operand, int vmid, State state, int pe) {
    Invalidation invalidation = issued(op, operand, vmid, false, false);
    if (state != State.ISSUED) {
      invalidation.complete(6);
    }
    if (state == State.SYNCHRONIZED) {
      invalidation.synchronize(7);
    }
    return InvalidationScope.coverage(
        invalidation, ScopeEntries.named(ENTRIES, name).entry(), pe);
  }

  @ParameterizedTest(name = "{1} for VMID {2}, {3}, asked of PE {4}: {0} is {5}")
  @CsvSource({
    // what it is about at all
    "leaf of level 3, VMALLE1IS, 1, COMPLETE, 1, NOTHING",
    "leaf of level 3, ASIDE1IS, 1, COMPLETE, 1, NOTHING",
    "leaf of level 3, VAAE1IS, 1, COMPLETE, 1, NOTHING",
    "leaf of level 3, ALLE2IS, 1, COMPLETE, 1, NOTHING",
    "flat of level 3, ALLE2IS, 1, COMPLETE, 1, NOTHING",
    "leaf of level 3, VMALLS12E1IS, 1, COMPLETE, 1, WHOLE",
    "flat of level 3, VMALLE1IS, 1, COMPLETE, 1, WHOLE",
    "leaf of level 3, ALLE1IS, 1, COMPLETE, 1, WHOLE",
    "leaf with XS, VMALLS12E1ISNXS, 1, COMPLETE, 1, NOTHING",
    "leaf of level 3, VMALLS12E1ISNXS, 1, COMPLETE, 1, WHOLE",
    "leaf with XS, VMALLS12E1IS, 1, COMPLETE, 1, WHOLE",
    // VMIDs
    "leaf of level 3, VMALLS12E1IS, 2, COMPLETE, 1, OTHER_VMID",
    "flat of level 3, VMALLE1IS, 2, ISSUED, 1, OTHER_VMID",
    "leaf of level 3, ALLE1IS, 2, COMPLETE, 1, WHOLE",
    "leaf of level 3, VMALLS12E1IS, -1, COMPLETE, 1, NOT_SYNCHRONIZED",
    "leaf of level 3, VMALLS12E1IS, -1, ISSUED, 1, NOT_COMPLETE",
    "leaf of level 3, ALLE1IS, -1, COMPLETE, 1, WHOLE",
    // PEs
    "leaf of level 3, VMALLS12E1, 1, SYNCHRONIZED, 1, ONE_PE",
    "leaf of level 3, VMALLS12E1, 1, SYNCHRONIZED, 0, WHOLE",
    "leaf of level 3, VMALLS12E1, 2, SYNCHRONIZED, 1, OTHER_VMID",
    "leaf of level 3, VMALLS12E1, -1, SYNCHRONIZED, 1, ONE_PE",
    // completion
    "leaf of level 3, VMALLS12E1IS, 1, ISSUED, 1, NOT_COMPLETE",
    "leaf of level 3, VMALLS12E1IS, 1, ISSUED, 0, NOT_COMPLETE",
    "leaf of level 3, VMALLS12E1IS, 1, COMPLETE, 0, NOT_SYNCHRONIZED",
    "leaf of level 3, VMALLS12E1IS, 1, SYNCHRONIZED, 0, WHOLE",
  })
  void ofTheWholeVmid(String entry, TlbiOp op, int vmid, State state, int pe, Coverage expected) {
    assertThat(coverage(entry, op, 0, vmid, state, pe)).isEqualTo(expected);
  }

  private static Coverage coverage(String name, TlbiOp op, long operand) {
    return coverage(name, op, operand, 1, State.COMPLETE, 1);
  }

  @ParameterizedTest(name = "{1} with hint {2}, {3} from the page: {0} is {4}")
  @CsvSource({
    "leaf of level 3, IPAS2E1IS, 0, 0, WHOLE",
    "leaf of level 3, IPAS2LE1IS, 0, 0, WHOLE",
    "leaf of level 3, IPAS2E1IS, 0, 0x1000, OTHER_ADDRESS",
    "leaf of level 2, IPAS2E1IS, 0, 0x1000, WHOLE",
    "leaf of level 2, IPAS2E1IS, 0, 0x200000, OTHER_ADDRESS",
    "leaf of level 3, IPAS2E1IS, 7, 0, WHOLE",
    "leaf of level 3, IPAS2E1IS, 6, 0, OTHER_LEVEL",
    "leaf of level 3, IPAS2E1IS, 5, 0, OTHER_LEVEL",
    "leaf of level 3, IPAS2E1IS, 4, 0, WHOLE", // no hint
    "leaf of level 3, IPAS2E1IS, 3, 0, WHOLE", // no hint
    "leaf of level 3, IPAS2E1IS, 15, 0, OTHER_GRANULE",
    "leaf of level 3, IPAS2E1IS, 11, 0, OTHER_GRANULE",
    "leaf of level 3, IPAS2E1IS, 14, 0, OTHER_LEVEL",
    "leaf of level 3, IPAS2E1IS, 15, 0x1000, OTHER_ADDRESS",
    "leaf of level 2, IPAS2E1IS, 6, 0, WHOLE",
    "leaf of level 2, IPAS2E1IS, 7, 0, OTHER_LEVEL",
    "leaf of level 2, IPAS2E1IS, 14, 0, OTHER_GRANULE",
    "table of level 1, IPAS2E1IS, 0, 0x1000, WHOLE",
    "table of level 1, IPAS2LE1IS, 0, 0, OTHER_LEVEL",
    "table of level 1, IPAS2E1IS, 5, 0, OTHER_LEVEL",
    "table of level 1, IPAS2E1IS, 6, 0, WHOLE",
    "table of level 2, IPAS2E1IS, 6, 0, OTHER_LEVEL",
    "table of level 2, IPAS2E1IS, 7, 0, WHOLE",
    "table of level 2, IPAS2LE1IS, 7, 0, OTHER_LEVEL",
    "table of level 2, IPAS2E1IS, 15, 0, OTHER_GRANULE",
    "table of level 2, IPAS2E1IS, 14, 0, OTHER_LEVEL",
    "table of level 2, IPAS2LE1IS, 15, 0, OTHER_LEVEL",
    // what is combined with the leaf stays, and the leaf would go
    "flat of level 3, IPAS2E1IS, 0, 0, STAGE2_ALONE",
    "flat of level 3, IPAS2E1IS, 0, 0x1000, OTHER_ADDRESS",
    "flat of level 3, IPAS2E1IS, 6, 0, OTHER_LEVEL",
    "flat of level 3, IPAS2E1IS, 7, 0, STAGE2_ALONE",
    "combined of level 2 below, IPAS2E1IS, 7, 0, STAGE2_ALONE",
    "combined of level 2 below, IPAS2E1IS, 6, 0, OTHER_LEVEL",
    "combined of level 3 below, IPAS2E1IS, 0, 0x1000, OTHER_ADDRESS",
    "combined of level 3 below, IPAS2E1IS, 11, 0, OTHER_GRANULE", // that of stage 1
    "combined with XS of level 3 below, IPAS2E1IS, 6, 0x1000, STAGE2_ALONE", // a block of stage 2
    "place of a table below, IPAS2LE1IS, 7, 0, STAGE2_ALONE",
    "place of a table above, IPAS2E1IS, 6, 0, OTHER_LEVEL",
  })
  void byIpa(String entry, TlbiOp op, long ttl, String distance, Coverage expected) {
    long operand = hint(ttl) | page(IPA + Long.decode(distance));

    assertThat(coverage(entry, op, operand)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "granule {1}, hint {2}, {3} units of 2 from {4}: {0} is {5}")
  @CsvSource({
    "leaf of level 3, 1, 0, 1, -0x1000, WHOLE",
    "leaf of level 3, 1, 0, 1, 0x1000, OTHER_ADDRESS",
    "leaf of level 3, 1, 0, 1, -0x2000, OTHER_ADDRESS",
    "leaf of level 3, 1, 0, 2, -0x2000, WHOLE",
    "leaf of level 3, 1, 3, 1, 0, WHOLE",
    "leaf of level 3, 1, 2, 1, 0, OTHER_LEVEL",
    "leaf of level 3, 0, 0, 1, 0, OTHER_ADDRESS", // without any effect
    "table of level 2, 1, 2, 1, 0, OTHER_LEVEL",
    "table of level 2, 1, 3, 1, 0, WHOLE",
    "flat of level 3, 1, 0, 1, 0, STAGE2_ALONE",
  })
  void byRangeOfIpas(
      String entry, long granule, long level, long units, String distance, Coverage expected) {
    long operand =
        granule << 46 | (units - 1) << 39 | level << 37 | page(IPA + Long.decode(distance));

    assertThat(coverage(entry, TlbiOp.RIPAS2E1IS, operand)).isEqualTo(expected);
  }

  @Test
  void aRangeOfAnotherGranuleIsOneIfItWouldBeThere() {
    long aligned = IPA & -0x1_0000;
    long of64k = 3L << 46 | aligned >>> 16;
    long elsewhere = 3L << 46 | (aligned + 0x2_0000) >>> 16;

    assertThat(coverage("leaf of level 3", TlbiOp.RIPAS2E1IS, of64k))
        .isEqualTo(Coverage.OTHER_GRANULE);
    assertThat(coverage("flat of level 3", TlbiOp.RIPAS2E1IS, of64k))
        .isEqualTo(Coverage.OTHER_GRANULE);
    assertThat(coverage("leaf of level 3", TlbiOp.RIPAS2E1IS, elsewhere))
        .isEqualTo(Coverage.OTHER_ADDRESS);
  }

  @Test
  void aRangeOfAWideBaseIsInUnitsOf64K() {
    long aligned = IPA & -0x1_0000;
    long operand = 1L << 46 | 7L << 39 | aligned >>> 16; // 16 pages
    TlbEntry leaf = ScopeEntries.named(ENTRIES, "leaf of level 3").entry();
    Invalidation wide = issued(TlbiOp.RIPAS2E1IS, operand, 1, true, true);
    Invalidation narrow = issued(TlbiOp.RIPAS2E1IS, operand, 1, true, false);
    wide.complete(6);
    narrow.complete(6);

    assertThat(InvalidationScope.coverage(wide, leaf, 1)).isEqualTo(Coverage.WHOLE);
    assertThat(InvalidationScope.coverage(narrow, leaf, 1)).isEqualTo(Coverage.OTHER_ADDRESS);
  }

  @Test
  void withFeatLpa2Level0CanBeNamed() {
    TlbEntry leaf = ScopeEntries.named(ENTRIES, "leaf of level 3").entry();
    Invalidation hinted = issued(TlbiOp.IPAS2E1IS, hint(4) | page(IPA), 1, true, false);
    hinted.complete(6);

    assertThat(InvalidationScope.coverage(hinted, leaf, 1)).isEqualTo(Coverage.OTHER_LEVEL);
  }

  /** Granule of 16K below, whose hint of pages is 11, and of 64K above, whose hint is 15. */
  @ParameterizedTest(name = "{1} with ASID {2}, hint {3}, {4} from the page: {0} is {5}")
  @CsvSource({
    "combined of level 3 below, VAE1IS, 7, 0, 0, WHOLE",
    "combined of level 3 below, VAE1IS, 8, 0, 0, NOTHING",
    "combined of level 3 below, VAAE1IS, 8, 0, 0, WHOLE",
    "combined of level 3 below, VAE1IS, 7, 0, 0x3000, WHOLE",
    "combined of level 3 below, VAE1IS, 7, 0, 0x4000, OTHER_ADDRESS",
    "combined global of level 3 below, VAE1IS, 8, 0, 0, WHOLE",
    "combined of level 3 below, VAE1IS, 7, 11, 0, WHOLE",
    "combined of level 3 below, VAE1IS, 7, 10, 0, OTHER_LEVEL",
    "combined of level 3 below, VAE1IS, 7, 7, 0, OTHER_GRANULE",
    "combined of level 2 below, VALE1IS, 7, 0, 0x4000, WHOLE",
    "combined of level 2 below, VAE1IS, 7, 10, 0, WHOLE",
    "combined of level 2 below, VAE1IS, 7, 11, 0, OTHER_LEVEL",
    "combined of level 3 above, VAE1IS, 7, 15, 0, WHOLE",
    "combined of level 3 above, VAE1IS, 7, 0, 0x10000, OTHER_ADDRESS",
    "stage 1 table below, VAE1IS, 7, 0, 0x4000, WHOLE",
    "stage 1 table below, VAE1IS, 8, 0, 0, NOTHING",
    "stage 1 table below, VALE1IS, 7, 0, 0, OTHER_LEVEL",
    "stage 1 table below, VAE1IS, 7, 10, 0, OTHER_LEVEL",
    "stage 1 table below, VAE1IS, 7, 11, 0, WHOLE",
    "place of a table below, VAE1IS, 7, 11, 0, WHOLE",
    "place of a table below, VAALE1IS, 7, 0, 0, OTHER_LEVEL",
    "place of a table above, VAE1IS, 7, 14, 0, OTHER_LEVEL",
    // with stage 1 off there are neither ASIDs nor levels of it
    "flat of level 3, VAE1IS, 8, 0, 0, WHOLE",
    "flat of level 3, VAE1IS, 8, 0, 0x1000, OTHER_ADDRESS",
    "flat of level 3, VAE1IS, 8, 7, 0, OTHER_LEVEL",
    "flat of level 2, VAE1IS, 0, 0, 0x1000, WHOLE",
  })
  void byVa(String entry, TlbiOp op, long asid, long ttl, String distance, Coverage expected) {
    long base = entry.contains("flat") ? IPA : entry.contains("above") ? UPPER_VA : VA;
    long operand = asid(asid) | hint(ttl) | va(base + Long.decode(distance));

    assertThat(coverage(entry, op, operand)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "ASIDE1IS of {1}: {0} is {2}")
  @CsvSource({
    "combined of level 3 below, 7, WHOLE",
    "combined of level 3 below, 8, NOTHING",
    "combined global of level 3 below, 7, NOTHING",
    "stage 1 table above, 7, WHOLE",
    "stage 1 table above, 8, NOTHING",
    "flat of level 3, 0, NOTHING",
  })
  void byAsid(String entry, long asid, Coverage expected) {
    assertThat(coverage(entry, TlbiOp.ASIDE1IS, asid(asid))).isEqualTo(expected);
  }
}
