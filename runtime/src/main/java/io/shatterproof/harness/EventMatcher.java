package io.shatterproof.harness;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.arch.TlbiOperand;
import io.shatterproof.arch.TtlHint;
import io.shatterproof.event.Event;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.vector.EventPattern;
import java.util.Optional;

/** Decides whether an event is what a pattern says. */
final class EventMatcher {
  private final TestedDomains domains;

  EventMatcher(TestedDomains domains) {
    this.domains = domains;
  }

  boolean matches(EventPattern.OfEvent pattern, ObservedEvent observed) {
    Event event = observed.event();
    if (pattern.kind() != event.kind()) {
      return false;
    }
    if (pattern instanceof EventPattern.Stored stored && event instanceof Event.Store store) {
      return observed.domain() == domains.inSession(stored.domain())
          && store.level() == stored.level()
          && store.ipa() == entryIpa(stored.domain(), stored.level(), stored.ipa())
          && stored
              .descriptor()
              .admits(format(stored.domain()), store.newDescriptor(), store.level());
    }
    if (pattern instanceof EventPattern.Filled filled && event instanceof Event.Fill fill) {
      return fill.level() == filled.level()
          && fill.count() == filled.count()
          && fill.ipa() == entryIpa(filled.domain(), filled.level(), filled.ipa());
    }
    if (pattern instanceof EventPattern.Invalidated claimed && event instanceof Event.Tlbi tlbi) {
      return tlbi.op() == claimed.op()
          && tlbi.vmid() == domains.of(claimed.domain()).report().vmid()
          && (claimed.ipa().isEmpty()
              || (tlbi.op().operand() == TlbiOp.Operand.IPA
                  && EventText.operandIpa(tlbi.operand()) == claimed.ipa().getAsLong()));
    }
    if (pattern instanceof EventPattern.AnyInvalidation any && event instanceof Event.Tlbi tlbi) {
      return tlbi.vmid() == domains.of(any.domain()).report().vmid();
    }
    if (pattern instanceof EventPattern.Covering claimed && event instanceof Event.Tlbi tlbi) {
      return covers(claimed, tlbi);
    }
    if (pattern instanceof EventPattern.Synchronized claimed && event instanceof Event.Dsb dsb) {
      return claimed.orStronger()
          ? dsb.option().isAtLeast(claimed.option())
          : dsb.option() == claimed.option();
    }
    if (pattern instanceof EventPattern.Cleaned claimed && event instanceof Event.Clean clean) {
      return clean.what() == claimed.what()
          && claimed
              .range()
              .map(new EventPattern.Range(clean.pa(), clean.sizeBytes())::equals)
              .orElse(true);
    }
    if (pattern instanceof EventPattern.Dropped claimed
        && event instanceof Event.ReferenceDropped dropped) {
      return claimed.pa().isEmpty() || claimed.pa().getAsLong() == dropped.pa();
    }
    if (pattern instanceof EventPattern.IommuFlushed claimed
        && event instanceof Event.IommuFlush flush) {
      return flush.domain() == domains.inSession(claimed.domain())
          && flush.ipa() == claimed.ipa()
          && flush.pages() == claimed.pages();
    }
    if (pattern instanceof EventPattern.Monitored claimed
        && event instanceof Event.Monitored monitored) {
      return monitored.vcpuPaused() == claimed.vcpuPaused();
    }
    return pattern instanceof EventPattern.OfKind;
  }

  /** No domain that is judged has LPA2, so that a range is in units of its granule. */
  private boolean covers(EventPattern.Covering claimed, Event.Tlbi tlbi) {
    TestedDomain domain = domains.of(claimed.domain());
    TlbiOp op = tlbi.op();
    if (!op.isBroadcast() || op.excludesXs()) { // with nXS entries that have XS may stay
      return false;
    }
    return switch (op.scope()) {
      case ALL -> true;
      case VMID -> tlbi.vmid() == domain.report().vmid();
      case IPA ->
        tlbi.vmid() == domain.report().vmid()
            && coversIpas(
                claimed, op, tlbi.operand(), domain.config().geometry().granule());
      case STAGE1_OF_VMID, ASID, VA, VA_ALL_ASIDS, EL2 -> false;
    };
  }

  /** A hint or an L form leaves entries out. */
  private static boolean coversIpas(
      EventPattern.Covering claimed, TlbiOp op, long operand, Granule granule) {
    if (op.isLastLevelOnly() || TlbiOperand.hint(op, operand) != TtlHint.NONE) {
      return false;
    }
    if (op.isRange() && !TlbiOperand.rangeGranule(operand).equals(Optional.of(granule))) {
      return false;
    }
    return TlbiOperand.first(op, operand, granule, false) <= claimed.ipa()
        && TlbiOperand.last(op, operand, granule, false) >= claimed.ipa() + claimed.sizeBytes() - 1;
  }

  private long entryIpa(int domain, int level, long ipa) {
    DomainConfig config = domains.of(domain).config();
    return ipa & -config.geometry().granule().entrySizeBytes(level);
  }

  private S2Format format(int domain) {
    return S2Format.of(domains.of(domain).config().geometry().granule());
  }
}
