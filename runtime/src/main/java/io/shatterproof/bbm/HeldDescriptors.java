package io.shatterproof.bbm;

import io.shatterproof.tlb.TlbEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Counts held entries by what they were made of: one descriptor can be held by several PEs and ways. */
final class HeldDescriptors {
  /** Tables before what is below them; what is of stage 2 alone before what was made of it. */
  static final Comparator<TlbEntry> ORDER = Comparator.comparingInt(TlbEntry::stage2Level)
      .thenComparingLong(TlbEntry::ipa)
      .thenComparingLong(TlbEntry::stage2Descriptor)
      .thenComparingLong(TlbEntry::stage2DescriptorPa)
      .thenComparingInt(entry -> entry.isOfStage2Alone() ? 0 : 1);

  private final List<TlbEntry> entries = new ArrayList<>();

  void add(TlbEntry entry) {
    entries.add(entry);
  }

  int size() {
    entries.sort(ORDER);
    int size = 0;
    TlbEntry previous = null;
    for (TlbEntry entry : entries) {
      if (previous == null || !isSame(previous, entry)) {
        size++;
      }
      previous = entry;
    }
    return size;
  }

  static boolean isSame(TlbEntry one, TlbEntry other) {
    return one.stage2Level() == other.stage2Level()
        && one.ipa() == other.ipa()
        && one.stage2Descriptor() == other.stage2Descriptor()
        && one.stage2DescriptorPa() == other.stage2DescriptorPa();
  }
}
