package io.shatterproof.tlb;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.GuestAccess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A survey finds what is found by asking for every address that leads into its range. */
final class HeldSurveyTest {
  private static final long SEED = 0x5eed;
  private static final long STAGE1_SEED = SEED + 12;
  private static final long M2 = 1L << 21;
  private static final int PAGES = 6; // on each side of the middle
  private static final int AROUND = 10; // that VAs lead to
  private static final long FIRST = SurveyedGuest.MIDDLE - PAGES * 0x1000L;
  private static final long SIZE_BYTES = 2L * PAGES * 0x1000;
  private static final int MANY = Integer.getInteger("property.surveys", 40);
  private static final int FEW = 8; // with stage 1

  private int held;

  @Test
  void ofPagesAndBlocks() {
    for (int number = 0; number < MANY; number++) {
      compare(SurveyedGuest.of(SEED + number, false, false), SEED + number, false);
    }
    assertThat(held).isGreaterThan(MANY);
  }

  @Test
  void ofContiguousGroups() {
    for (int number = 0; number < MANY; number++) {
      compare(SurveyedGuest.of(SEED + number, false, true), SEED + number, false);
    }
    assertThat(held).isGreaterThan(MANY);
  }

  @Test
  void seenThroughStage1() {
    for (int number = 0; number < FEW; number++) {
      long seed = STAGE1_SEED + number;
      compare(SurveyedGuest.of(seed, true, number % 2 == 0), seed, true);
    }
    assertThat(held).isGreaterThan(FEW);
  }

  private void compare(SurveyedGuest guest, long seed, boolean hasStage1) {
    for (int pe = 0; pe < SurveyedGuest.PES; pe++) {
      List<TlbEntry> all = new ArrayList<>();
      for (long address : addresses(hasStage1)) {
        GuestAccess access = GuestAccess.of(AccessKind.READ, address);
        all.addAll(new TlbTimeline(guest.log(), pe, access, null).entries(guest.boundary()));
      }
      for (int vmid = 1; vmid <= 2; vmid++) {
        SortedSet<String> expected = texts(all, vmid);
        List<TlbEntry> entries =
            HeldSurvey.of(guest.log(), pe, guest.boundary(), vmid, FIRST, SIZE_BYTES);
        assertThat(texts(entries, vmid))
            .as("seed %d, PE %d, VMID %d", seed, pe, vmid)
            .isEqualTo(expected);
        assertThat(entries).as("seed %d, each once", seed).hasSameSizeAs(expected);
        held += expected.size();
      }
    }
  }

  /** All by which anything in the range can be reached; above, where tables are the same, some. */
  private static Collection<Long> addresses(boolean hasStage1) {
    SortedSet<Long> addresses = new TreeSet<>();
    for (int page = -AROUND; page < AROUND; page++) {
      long ipa = SurveyedGuest.MIDDLE + page * 0x1000L;
      if (page >= -PAGES && page < PAGES) {
        addresses.add(ipa);
      }
      for (long va = 0; hasStage1 && va < 2 * M2; va += M2) {
        addresses.add(va + (ipa & M2 - 1)); // by a block
        addresses.add(va + (page & 3) * 0x1000L); // by pages
        addresses.add((-1L << 39) + va + (page & 3) * 0x1000L);
      }
      if (hasStage1) {
        addresses.add((-1L << 39) + M2 + (ipa & M2 - 1));
      }
    }
    return addresses;
  }

  private static SortedSet<String> texts(List<TlbEntry> entries, int vmid) {
    SortedSet<String> texts = new TreeSet<>();
    for (TlbEntry entry : entries) {
      if (entry.vmid() == vmid && isInRange(entry)) {
        texts.add(text(entry));
      }
    }
    return texts;
  }

  private static boolean isInRange(TlbEntry entry) {
    boolean isTable = entry.kind == TlbEntry.Kind.STAGE2_TABLE;
    if (!isTable && entry.leafLevel < 1) {
      return false; // nothing of stage 2
    }
    long sizeBytes = 0x1000L << (9 * (3 - (isTable ? entry.level : entry.leafLevel)));
    return entry.ipa < FIRST + SIZE_BYTES && FIRST < entry.ipa + sizeBytes;
  }

  private static String text(TlbEntry entry) {
    return String.format(
        "%s asid %d%s level %d 0x%x: 0x%x at 0x%x; leaf level %d 0x%x at 0x%x for 0x%x, under %s",
        entry.kind,
        entry.asid,
        entry.isGlobal ? " global" : "",
        entry.level,
        entry.address,
        entry.descriptor,
        entry.descriptorAddress,
        entry.leafLevel,
        entry.leafDescriptor,
        entry.leafAddress,
        entry.ipa,
        entry.context.hasStage1() ? "both stages" : "stage 2");
  }
}
