package io.shatterproof.tlb;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.Syndrome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What an access can meet since several entries of its PE translate its address, beyond what each of
 * them gives.
 *
 * @see "Arm ARM DDI 0487, 'TLB conflict aborts', and 'CONSTRAINED UNPREDICTABLE behaviors due to
 *     caching of control or data values'"
 */
final class Clashes {
  private static final long MEMATTR = 0x3c; // bits[5:2]
  private static final long SH = 0x300; // bits[9:8]

  private final Platform platform;
  private final HeldEntries held;
  private final TlbContext context;
  private final GuestAccess access;

  Clashes(Platform platform, HeldEntries held, TlbContext context, GuestAccess access) {
    this.platform = platform;
    this.held = held;
    this.context = context;
    this.access = access;
  }

  void outcomes(Consumer<AccessReport> reports) {
    List<TlbEntry> leaves = held.leavesFor(context, access.address());
    List<TlbEntry> mixed = new ArrayList<>();
    boolean conflict = false;
    for (int i = 0; i < leaves.size(); i++) {
      for (int j = i + 1; j < leaves.size(); j++) {
        TlbEntry one = leaves.get(i);
        TlbEntry other = leaves.get(j);
        if (differsInMore(one, other)) {
          conflict = true;
          addOnce(mixed, one);
          addOnce(mixed, other);
        } else if (differsInSize(one, other)) {
          conflict |= !platform.has(Feature.BBML3);
        }
      }
    }
    if (conflict) {
      Outcome.Faulted fault = new Outcome.Faulted(FaultKind.CONFLICT, Outcome.NO_LEVEL);
      reports.accept(new AccessReport(fault, Syndrome.NONE));
    }
    mix(mixed, reports);
  }

  private static void addOnce(List<TlbEntry> entries, TlbEntry entry) {
    if (!entries.contains(entry)) {
      entries.add(entry);
    }
  }

  private boolean differsInMore(TlbEntry one, TlbEntry other) {
    return offset(one) != offset(other) || attributes(one) != attributes(other);
  }

  private static boolean differsInSize(TlbEntry one, TlbEntry other) {
    return one.leafLevel != other.leafLevel
        || S2Descriptor.contiguous(one.leafDescriptor)
            != S2Descriptor.contiguous(other.leafDescriptor);
  }

  /** From the IPA to the PA. */
  private long offset(TlbEntry entry) {
    return context.format().outputAddress(entry.leafDescriptor, entry.leafLevel) - entry.ipa;
  }

  private long attributes(TlbEntry entry) {
    return entry.leafDescriptor & attributeMask();
  }

  /** The output address of one, the permissions of another, the memory type of a third. */
  private void mix(List<TlbEntry> leaves, Consumer<AccessReport> reports) {
    for (TlbEntry permitting : leaves) {
      for (TlbEntry typed : leaves) {
        long descriptor = (permitting.leafDescriptor & ~attributeMask()) | attributes(typed);
        TlbEntry mixture = permitting.withLeaf(descriptor);
        held.performAt(context, access, mixture, report -> {
          for (TlbEntry translating : leaves) {
            reports.accept(moved(report, offset(translating) - offset(permitting)));
          }
        });
      }
    }
  }

  private long attributeMask() {
    return context.format().hasSharedAddressBits() ? MEMATTR : MEMATTR | SH;
  }

  private static AccessReport moved(AccessReport report, long distance) {
    return distance != 0 && report.outcome() instanceof Outcome.Translated translated
        ? new AccessReport(
            new Outcome.Translated(
                translated.pa() + distance, translated.level(), translated.attributes()),
            Syndrome.NONE)
        : report;
  }
}
