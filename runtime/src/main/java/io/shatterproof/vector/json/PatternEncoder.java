package io.shatterproof.vector.json;

import io.shatterproof.vector.EventPattern;

/** Prints patterns of events. */
final class PatternEncoder {
  private final Encoding encoding;
  private final CanonicalJson json;

  PatternEncoder(Encoding encoding) {
    this.encoding = encoding;
    this.json = encoding.json;
  }

  void encode(EventPattern pattern) {
    json.beginObject();
    // Any event of a kind is spelt apart: its kind may be one that also has a detailed pattern.
    encoding.word(
        pattern instanceof EventPattern.OfKind ? "any" : "event", Words.EVENT_KIND, pattern.kind());
    details(pattern);
    json.endObject();
  }

  private void details(EventPattern pattern) {
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
    } else if (pattern instanceof EventPattern.Synchronized dsb) {
      encoding.word("option", Words.DSB_OPTION, dsb.option());
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
