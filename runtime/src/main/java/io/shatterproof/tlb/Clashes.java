package io.shatterproof.tlb;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.ChangeClass;
import io.shatterproof.arch.ContiguousRange;
import io.shatterproof.arch.DescriptorChange;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.S2Field;
import io.shatterproof.arch.S2Format;
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
  private static final long MEMATTR = S2Field.MEMATTR.mask();
  private static final long SH = S2Field.SH.mask();
  private static final long S2AP = S2Field.S2AP.mask();
  private static final long XN = S2Field.XN.mask();

  private final TlbLog log;
  private final EntryWalks walks;
  private final TlbContext context;
  private final GuestAccess access;

  Clashes(TlbLog log, EntryWalks walks, TlbContext context, GuestAccess access) {
    this.log = log;
    this.walks = walks;
    this.context = context;
    this.access = access;
  }

  /** Tells of each outcome, perhaps more than once. */
  void outcomes(Consumer<AccessReport> reports) {
    List<TlbEntry> leaves = walks.held().leavesFor(context, access.address());
    List<TlbEntry> mixed = new ArrayList<>();
    int bbmLevel = log.platform().bbmLevel();
    boolean conflict = false;
    for (int i = 0; i < leaves.size(); i++) {
      for (int j = i + 1; j < leaves.size(); j++) {
        TlbEntry one = leaves.get(i);
        TlbEntry other = leaves.get(j);
        ChangeClass change = change(one, other);
        conflict |= change.mayConflict(bbmLevel);
        if (change.mayMix(bbmLevel)) {
          addOnce(mixed, one);
          addOnce(mixed, other);
        }
      }
    }
    if (conflict) {
      Outcome.Faulted fault = new Outcome.Faulted(FaultKind.CONFLICT, Outcome.NO_LEVEL);
      reports.accept(new AccessReport(fault, Syndrome.NONE));
    }
    mix(mixed, reports);
  }

  /** Of a time when stage 2 was off: the PA is the IPA, and everything is permitted. */
  private static boolean isFlat(TlbEntry entry) {
    return entry.leafLevel == Outcome.NO_LEVEL;
  }

  private ChangeClass change(TlbEntry one, TlbEntry other) {
    if (ipaFor(one) != ipaFor(other)) {
      return ChangeClass.BREAK; // stage 1 was changed
    }
    if (isFlat(one) || isFlat(other)) {
      return isFlat(one) && isFlat(other) ? ChangeClass.NONE : ChangeClass.BREAK;
    }
    if (!one.coversIpa(other.ipa) && !other.coversIpa(one.ipa)) {
      return ChangeClass.BREAK; // stage 1 was changed
    }
    return DescriptorChange.classify(
        context.format(),
        context.stage2().controls().setsDirtyState(),
        log.hasSameContents(one.leafDescriptor, other.leafDescriptor),
        one.leafDescriptor,
        one.leafLevel,
        other.leafDescriptor,
        other.leafLevel,
        one.leafLevel > other.leafLevel ? one.ipa : other.ipa);
  }

  private static void addOnce(List<TlbEntry> entries, TlbEntry entry) {
    if (!entries.contains(entry)) {
      entries.add(entry);
    }
  }

  /** The IPA of the address, by what an entry says of stage 1. */
  private long ipaFor(TlbEntry entry) {
    if (!context.hasStage1()) {
      return access.address();
    }
    long within = entry.granule.entrySizeBytes(entry.level) - 1;
    S2Format format = context.stage1().half(access.address()).format();
    return (format.outputAddress(entry.descriptor, entry.level) & ~within)
        | (access.address() & within);
  }

  /** From the IPA to the PA. */
  private long offset(TlbEntry entry) {
    if (isFlat(entry)) {
      return 0;
    }
    long pa = context.format().outputAddress(entry.leafDescriptor, entry.leafLevel);
    if (!S2Descriptor.contiguous(entry.leafDescriptor)) {
      return pa - entry.ipa;
    }
    long range = -(1L << ContiguousRange.bits(context.granule(), entry.leafLevel));
    return (pa & range) - (entry.ipa & range);
  }

  private long attributes(TlbEntry entry) {
    return isFlat(entry) ? MEMATTR & attributeMask() : entry.leafDescriptor & attributeMask();
  }

  /** The output address of one, the permissions of another, the memory type of a third. */
  private void mix(List<TlbEntry> leaves, Consumer<AccessReport> reports) {
    for (TlbEntry permitting : leaves) {
      for (TlbEntry typed : leaves) {
        TlbEntry base = isFlat(permitting) ? typed : permitting;
        if (!isFlat(base)) {
          long permissions =
              isFlat(permitting) ? (base.leafDescriptor | S2AP) & ~XN : base.leafDescriptor;
          TlbEntry mixture = base.withLeaf((permissions & ~attributeMask()) | attributes(typed));
          walks.performAt(context, access, mixture, report -> {
            for (TlbEntry translating : leaves) {
              reports.accept(at(translating, report));
            }
          });
        }
      }
    }
  }

  private long attributeMask() {
    return context.format().hasSharedAddressBits() ? MEMATTR : MEMATTR | SH;
  }

  /** A report, but at the address that a leaf gives. */
  private AccessReport at(TlbEntry leaf, AccessReport report) {
    long pa = ipaFor(leaf) + offset(leaf);
    return report.outcome() instanceof Outcome.Translated translated && translated.pa() != pa
        ? new AccessReport(
            new Outcome.Translated(pa, translated.level(), translated.attributes()), Syndrome.NONE)
        : report;
  }
}
