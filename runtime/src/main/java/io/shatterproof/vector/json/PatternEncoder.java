package io.shatterproof.vector.json;

import io.shatterproof.vector.EventPattern;
import java.util.List;

/** Prints patterns of events. */
final class PatternEncoder {
  /** In place of the name of an operation. */
  static final String ANY_OP = "any";

  private final Encoding encoding;
  private final CanonicalJson json;

  PatternEncoder(Encoding encoding) {
    this.encoding = encoding;
    this.json = encoding.json;
  }

  void encode(EventPattern pattern) {
    json.beginObject();
    if (pattern instanceof EventPattern.Either either) {
      encoding.since(5).arrayUnlessEmpty("either", either.alternatives(), this::alternative);
    } else if (pattern instanceof EventPattern.Repeated repeated) {
      encoding.since(5).memberUnlessZero("at_least", repeated.least());
      repeated.most().ifPresent(most -> json.member("at_most", most));
      json.name("of");
      encode(repeated.pattern());
    } else {
      ofEvent((EventPattern.OfEvent) pattern);
    }
    json.endObject();
  }

  private void alternative(List<EventPattern> patterns) {
    json.array(patterns, this::encode);
  }

  private void ofEvent(EventPattern.OfEvent pattern) {
    // Any event of a kind is spelt apart: its kind may be one that also has a detailed pattern.
    encoding.word(
        pattern instanceof EventPattern.OfKind ? "any" : "event", Words.EVENT_KIND, pattern.kind());
    details(pattern);
  }

  private void details(EventPattern.OfEvent pattern) {
    if (pattern instanceof EventPattern.Stored stored) {
      place(stored.domain(), stored.level(), stored.ipa())
          .member("descriptor", Words.DESCRIPTOR.word(stored.descriptor().kind()));
      stored.descriptor().pa().ifPresent(pa -> json.hexMember("pa", pa));
    } else if (pattern instanceof EventPattern.Filled filled) {
      place(filled.domain(), filled.level(), filled.ipa()).member("count", filled.count());
    } else if (pattern instanceof EventPattern.Invalidated invalidated) {
      encoding.word("op", Words.TLBI_OP, invalidated.op());
      encoding.domain(invalidated.domain());
      invalidated.ipa().ifPresent(ipa -> json.hexMember("ipa", ipa));
    } else if (pattern instanceof EventPattern.AnyInvalidation any) {
      encoding.since(5).member("op", ANY_OP);
      encoding.domain(any.domain());
    } else if (pattern instanceof EventPattern.Covering covering) {
      encoding.since(5);
      encoding
          .domain(covering.domain())
          .hexMember("covers", covering.ipa())
          .hexMember("size", covering.sizeBytes());
    } else if (pattern instanceof EventPattern.Synchronized dsb) {
      encoding.word("option", Words.DSB_OPTION, dsb.option());
      if (dsb.orStronger()) {
        encoding.since(5).member("or_stronger", true);
      }
    } else if (pattern instanceof EventPattern.Cleaned cleaned) {
      json.member("what", Words.CLEAN_KIND.word(cleaned.what()));
      cleaned
          .range()
          .ifPresent(
              range -> json.hexMember("pa", range.pa()).hexMember("size", range.sizeBytes()));
    } else if (pattern instanceof EventPattern.Dropped dropped) {
      dropped.pa().ifPresent(pa -> json.hexMember("pa", pa));
    } else if (pattern instanceof EventPattern.IommuFlushed flushed) {
      encoding
          .domain(flushed.domain())
          .hexMember("ipa", flushed.ipa())
          .member("pages", flushed.pages());
    } else if (pattern instanceof EventPattern.Monitored monitored) {
      encoding.since(4).member("vcpu_paused", monitored.vcpuPaused());
    }
  }

  private CanonicalJson place(int domain, int level, long ipa) {
    return encoding.domain(domain).member("level", level).hexMember("ipa", ipa);
  }
}
