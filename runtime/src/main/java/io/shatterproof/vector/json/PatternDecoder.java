package io.shatterproof.vector.json;

import io.shatterproof.event.EventKind;
import io.shatterproof.vector.DescriptorClaim;
import io.shatterproof.vector.EventPattern;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads patterns of events. */
final class PatternDecoder {
  private final DecodingContext context;

  PatternDecoder(DecodingContext context) {
    this.context = context;
  }

  EventPattern decode(Members members) throws VectorFormatException {
    if (members.has("either")) {
      members.requireSince(5, "either");
      return either(members);
    }
    if (members.has("of")) {
      members.requireSince(5, "of");
      return repeated(members);
    }
    return ofEvent(members);
  }

  private EventPattern either(Members members) throws VectorFormatException {
    List<List<EventPattern>> alternatives = members.list(
        "either",
        value -> members.list("an element of either", value, one -> decode(members.of(one))));
    if (alternatives.size() < 2 || alternatives.stream().anyMatch(List::isEmpty)) {
      throw members.refuse(
          FormatFault.MISSING_MEMBER,
          "either",
          "`either` has fewer than two lists, or an empty one",
          "write the patterns of an only list without `either`");
    }
    members.end();
    return new EventPattern.Either(alternatives);
  }

  private EventPattern repeated(Members members) throws VectorFormatException {
    int least = (int) members.wholeOrZero("at_least", Integer.MAX_VALUE);
    OptionalLong most = members.optionalWhole("at_most", 1, Integer.MAX_VALUE);
    if (most.isPresent() ? most.getAsLong() < least : least == 0) {
      throw members.refuse(
          FormatFault.OUT_OF_RANGE,
          "at_most",
          "no number is from `at_least` to `at_most`, or every number is",
          "write an `at_most` that is no less than `at_least`, or one of the two alone");
    }
    EventPattern.OfEvent pattern = ofEvent(members.object("of"));
    members.end();
    return new EventPattern.Repeated(
        pattern,
        least,
        most.isPresent() ? OptionalInt.of((int) most.getAsLong()) : OptionalInt.empty());
  }

  /** A pattern of one event. */
  EventPattern.OfEvent ofEvent(Members members) throws VectorFormatException {
    EventPattern.OfEvent pattern = members.has("any")
        ? new EventPattern.OfKind(members.word("any", Words.EVENT_KIND))
        : detailed(members, members.word("event", Words.EVENT_KIND));
    members.end();
    return pattern;
  }

  private EventPattern.OfEvent detailed(Members members, EventKind kind)
      throws VectorFormatException {
    return switch (kind) {
      case STORE ->
        new EventPattern.Stored(
            context.domain(members),
            level(members),
            members.hex("ipa"),
            new DescriptorClaim(
                members.word("descriptor", Words.DESCRIPTOR), members.optionalHex("pa")));
      case FILL ->
        new EventPattern.Filled(
            context.domain(members),
            level(members),
            members.hex("ipa"),
            members.number("count", 1, Integer.MAX_VALUE));
      case TLBI -> invalidation(members);
      case DSB -> synchronization(members);
      case CLEAN ->
        new EventPattern.Cleaned(members.word("what", Words.CLEAN_KIND), optionalRange(members));
      case REFERENCE_DROPPED -> new EventPattern.Dropped(members.optionalHex("pa"));
      case IOMMU_FLUSH ->
        new EventPattern.IommuFlushed(
            context.domain(members), members.hex("ipa"), members.whole("pages", 0, Long.MAX_VALUE));
      case MONITORED -> monitored(members);
      case ISB,
          ADDRESS_TRANSLATED,
          CONTEXT,
          TABLE_ALLOCATED,
          TABLE_ZEROED,
          TABLE_FREED,
          LOCKED,
          UNLOCKED,
          PREEMPTED,
          DOMAIN_CRASHED,
          ASSERTION_FAILED,
          WARNED,
          FATAL ->
        throw members.refuse(
            FormatFault.UNKNOWN_WORD,
            "event",
            "a " + kind.word() + " has no details that could be claimed",
            "write \"any\":\"" + kind.jsonName() + "\"");
    };
  }

  private EventPattern.OfEvent invalidation(Members members) throws VectorFormatException {
    members.requireSince(5, "covers", "size");
    if (members.has("covers")) {
      int domain = context.domain(members);
      long size = members.hex("size");
      if (size == 0) {
        throw members.refuse(
            FormatFault.OUT_OF_RANGE,
            "size",
            "`size` is 0, and an operation that covers nothing is any",
            "write \"op\":\"any\" in place of `covers`");
      }
      return new EventPattern.Covering(domain, members.hex("covers"), size);
    }
    if (members.isText("op") && members.text("op").equals(PatternEncoder.ANY_OP)) {
      members.requireWordSince(5, "op", PatternEncoder.ANY_OP);
      return new EventPattern.AnyInvalidation(context.domain(members));
    }
    return new EventPattern.Invalidated(
        members.word("op", Words.TLBI_OP), context.domain(members), members.optionalHex("ipa"));
  }

  private static EventPattern.OfEvent synchronization(Members members)
      throws VectorFormatException {
    members.requireSince(5, "or_stronger");
    return new EventPattern.Synchronized(
        members.word("option", Words.DSB_OPTION), members.flagOr(false, "or_stronger"));
  }

  private static EventPattern.OfEvent monitored(Members members) throws VectorFormatException {
    members.requireSince(4, "vcpu_paused");
    return new EventPattern.Monitored(members.flag("vcpu_paused"));
  }

  private static Optional<EventPattern.Range> optionalRange(Members members)
      throws VectorFormatException {
    members.requireSince(1, "pa", "size");
    OptionalLong pa = members.optionalHex("pa");
    return pa.isPresent()
        ? Optional.of(new EventPattern.Range(pa.getAsLong(), members.hex("size")))
        : Optional.empty();
  }

  private static int level(Members members) throws VectorFormatException {
    return members.number("level", -1, 3);
  }
}
