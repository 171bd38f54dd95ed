package io.shatterproof.vector.json;

import io.shatterproof.event.EventKind;
import io.shatterproof.vector.DescriptorClaim;
import io.shatterproof.vector.EventPattern;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads patterns of events. */
final class PatternDecoder {
  private final DecodingContext context;

  PatternDecoder(DecodingContext context) {
    this.context = context;
  }

  EventPattern decode(Members members) throws VectorFormatException {
    EventPattern pattern = members.has("any")
        ? new EventPattern.OfKind(members.word("any", Words.EVENT_KIND))
        : detailed(members, members.word("event", Words.EVENT_KIND));
    members.end();
    return pattern;
  }

  private EventPattern detailed(Members members, EventKind kind) throws VectorFormatException {
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
      case TLBI ->
        new EventPattern.Invalidated(
            members.word("op", Words.TLBI_OP), context.domain(members), members.optionalHex("ipa"));
      case DSB -> new EventPattern.Synchronized(members.word("option", Words.DSB_OPTION));
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

  private static EventPattern monitored(Members members) throws VectorFormatException {
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
