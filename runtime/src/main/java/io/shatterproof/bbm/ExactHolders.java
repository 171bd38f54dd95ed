package io.shatterproof.bbm;

import io.shatterproof.event.ViolationName;
import io.shatterproof.tlb.BreakTrace;
import io.shatterproof.tlb.HeldSurvey;
import io.shatterproof.tlb.Stage2Tables;
import io.shatterproof.tlb.TlbContext;
import io.shatterproof.tlb.TlbEntry;
import io.shatterproof.tlb.TlbLog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks of a violation in the tables of a guest which PEs really hold the old entry, and why. That
 * takes long; so only while little happened since every TLB was clean, and for the first violations.
 */
final class ExactHolders {
  private static final int MOST_EVENTS = 128;
  private static final int MOST_VIOLATIONS = 32;

  private final TlbLog log;
  private final TlbContext context;
  private final int pes;
  private int asked;

  ExactHolders(TlbLog log, TlbContext context, int pes) {
    this.log = log;
    this.context = context;
    this.pes = pes;
  }

  /**
   * The violation with what can be told better; as it was where nobody is found to hold the entry.
   *
   * @param inside PEs that are in the guest; one that is in another one too holds what they say
   */
  Violation refined(Violation violation, PeSet inside) {
    if (asked >= MOST_VIOLATIONS || log.changeCount() > MOST_EVENTS) {
      return violation;
    }
    asked++;
    PeSet heldBy = violation.heldBy();
    ViolationName name = violation.name();
    for (int pe = 0; pe < pes; pe++) {
      TlbEntry entry = heldBy.contains(pe) ? held(violation, pe) : null;
      boolean isInTwo = inside.contains(pe) && !context.equals(log.guest(pe));
      if (entry != null) {
        name = isVague(name) ? better(name, entry, pe, violation) : name;
      } else if (!isInTwo) {
        heldBy = heldBy.without(pe);
      }
    }
    return heldBy.isEmpty() ? violation : violation.named(name).withHolders(heldBy);
  }

  private @Nullable TlbEntry held(Violation violation, int pe) {
    List<TlbEntry> entries =
        HeldSurvey.at(log, pe, violation.event() - 1, context.vmid(), ipa(violation));
    for (TlbEntry entry : entries) {
      if (entry.stage2Level() == violation.oldLevel()
          && entry.stage2Descriptor() == violation.oldDescriptor()) {
        return entry;
      }
    }
    return null;
  }

  /** An address that the old entry covers: the first of what is stored, or of the entry itself. */
  private static long ipa(Violation violation) {
    return violation.ipa();
  }

  private static boolean isVague(ViolationName name) {
    return name == ViolationName.NO_TLBI || name == ViolationName.WRONG_VMID;
  }

  /** What an attempt that does not touch the entry at all was wrong with. */
  private ViolationName better(ViolationName name, TlbEntry entry, int pe, Violation violation) {
    long boundary = violation.event() - 1;
    BreakTrace trace =
        new BreakTrace(log, new Stage2Tables(log, context), entry, ipa(violation), boundary);
    ViolationName found = new NearestStep(log).of(entry, trace, pe, List.of(), boundary);
    return switch (found) {
      case WRONG_IPA, WRONG_LEVEL, WRONG_GRANULE, NO_ISB -> found;
      default -> name;
    };
  }
}
