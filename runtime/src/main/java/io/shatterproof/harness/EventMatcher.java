package io.shatterproof.harness;

import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.Event;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.vector.EventPattern;

/** Decides whether an event is what a pattern says. */
final class EventMatcher {
  private final TestedDomains domains;

  EventMatcher(TestedDomains domains) {
    this.domains = domains;
  }

  boolean matches(EventPattern pattern, ObservedEvent observed) {
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
    if (pattern instanceof EventPattern.Synchronized claimed && event instanceof Event.Dsb dsb) {
      return dsb.option() == claimed.option();
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

  private long entryIpa(int domain, int level, long ipa) {
    DomainConfig config = domains.of(domain).config();
    return ipa & -config.geometry().granule().entrySizeBytes(level);
  }

  private S2Format format(int domain) {
    return S2Format.of(domains.of(domain).config().geometry().granule());
  }
}
