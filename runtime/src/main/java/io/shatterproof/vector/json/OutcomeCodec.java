package io.shatterproof.vector.json;

import io.shatterproof.arch.FaultStage;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.vector.AttributeClaim;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.RegisterClaim;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** One legal outcome of an access. */
final class OutcomeCodec {
  /** What version 1.2 lets an outcome say. */
  private static final String[] SINCE_2 = {
    "memory", "inner", "outer", "sh", "xs", "tagging", "no_tag_access", "registers", "stage"
  };

  private OutcomeCodec() {}

  static void print(Encoding encoding, LegalOutcome legal) {
    members(encoding, legal.outcome());
    encoding.remark("why", legal.why());
    encoding.remark("reference", legal.reference()).endObject();
  }

  /** Prints what is claimed of an outcome, without reasons. */
  static CanonicalJson print(Encoding encoding, OutcomeClaim claim) {
    return members(encoding, claim).endObject();
  }

  /** Whether a claim has members that stand in the guest of a domain since 1.5. */
  static boolean saysMoreThanLevel(OutcomeClaim claim) {
    return !claim.registers().isEmpty()
        || (claim instanceof OutcomeClaim.Ok ok && !ok.attributes().equals(AttributeClaim.NONE))
        || (claim instanceof OutcomeClaim.Fault fault && fault.stage() != FaultStage.STAGE2);
  }

  private static CanonicalJson members(Encoding encoding, OutcomeClaim claim) {
    CanonicalJson json = encoding.json.beginObject();
    if (claim instanceof OutcomeClaim.Ok ok) {
      PlaceMember.print(encoding, "ok", ok.pa());
      level(json, ok.level());
      attributes(json, ok.attributes());
    } else if (claim instanceof OutcomeClaim.Fault fault) {
      encoding.word("fault", Words.FAULT_KIND, fault.kind());
      level(json, fault.level());
      if (fault.stage() != FaultStage.STAGE2) {
        json.member("stage", Words.FAULT_STAGE.word(fault.stage()));
      }
    } else {
      encoding.since(3).member("wild", true);
    }
    return json.arrayUnlessEmpty("registers", claim.registers(), one -> register(json, one));
  }

  private static void level(CanonicalJson json, OptionalInt level) {
    level.ifPresent(l -> json.member("level", l));
  }

  private static void attributes(CanonicalJson json, AttributeClaim claim) {
    claim.type().ifPresent(type -> json.member("memory", Words.MEMORY_TYPE.word(type)));
    claim.inner().ifPresent(inner -> json.member("inner", inner.word()));
    claim.outer().ifPresent(outer -> json.member("outer", outer.word()));
    claim.shareability().ifPresent(sh -> json.member("sh", Words.SHAREABILITY.word(sh)));
    claim.xs().ifPresent(xs -> json.member("xs", xs.booleanValue()));
    claim.tagging().ifPresent(tagging -> json.member("tagging", Words.TAGGING.word(tagging)));
    claim.noTagAccess().ifPresent(none -> json.member("no_tag_access", none.booleanValue()));
  }

  private static void register(CanonicalJson json, RegisterClaim claim) {
    json.beginObject()
        .member("register", Words.REPORT_REGISTER.word(claim.register()))
        .hexMember("value", claim.value());
    MaskMember.print(json, claim.mask()).endObject();
  }

  /**
   * Reads an outcome.
   *
   * @param inGuest whether it is one in the guest of a domain
   */
  static LegalOutcome read(Members members, boolean inGuest) throws VectorFormatException {
    requireKnown(members, inGuest);
    LegalOutcome outcome = new LegalOutcome(
        claim(members), members.textOrEmpty("why"), members.textOrEmpty("reference"));
    members.end();
    return outcome;
  }

  /** Reads what is claimed of an outcome, without reasons. */
  static OutcomeClaim readClaim(Members members, boolean inGuest) throws VectorFormatException {
    requireKnown(members, inGuest);
    OutcomeClaim claim = claim(members);
    members.end();
    return claim;
  }

  private static void requireKnown(Members members, boolean inGuest) throws VectorFormatException {
    if (inGuest) {
      members.requireSince(5, SINCE_2);
    }
  }

  private static OutcomeClaim claim(Members members) throws VectorFormatException {
    members.requireSince(2, SINCE_2);
    members.requireSince(3, "wild");
    if (members.has("wild")) {
      return wild(members);
    }
    return members.has("fault") ? fault(members) : ok(members);
  }

  /** The member says nothing but that it is there. */
  private static OutcomeClaim wild(Members members) throws VectorFormatException {
    if (!members.flag("wild")) {
      throw members.refuse(
          FormatFault.OUT_OF_RANGE,
          "wild",
          "`wild` is false, and what is not wild is `ok` or `fault`",
          "write true, or the outcome");
    }
    return new OutcomeClaim.Wild();
  }

  private static OutcomeClaim ok(Members members) throws VectorFormatException {
    return new OutcomeClaim.Ok(
        PlaceMember.read(members, "ok"), level(members), attributes(members), registers(members));
  }

  private static OutcomeClaim fault(Members members) throws VectorFormatException {
    return new OutcomeClaim.Fault(
        members.word("fault", Words.FAULT_KIND),
        level(members),
        members.optionalWord("stage", Words.FAULT_STAGE).orElse(FaultStage.STAGE2),
        registers(members));
  }

  private static OptionalInt level(Members members) throws VectorFormatException {
    OptionalLong level = members.optionalWhole("level", -1, 3);
    return level.isPresent() ? OptionalInt.of((int) level.getAsLong()) : OptionalInt.empty();
  }

  private static AttributeClaim attributes(Members members) throws VectorFormatException {
    return new AttributeClaim(
        members.optionalWord("memory", Words.MEMORY_TYPE),
        cache(members, "inner"),
        cache(members, "outer"),
        members.optionalWord("sh", Words.SHAREABILITY),
        members.optionalFlag("xs"),
        members.optionalWord("tagging", Words.TAGGING),
        members.optionalFlag("no_tag_access"));
  }

  private static Optional<AttributeClaim.CacheClaim> cache(Members members, String name)
      throws VectorFormatException {
    if (!members.has(name)) {
      return Optional.empty();
    }
    String word = members.text(name);
    Optional<AttributeClaim.CacheClaim> claim = AttributeClaim.CacheClaim.parse(word);
    if (claim.isEmpty()) {
      List<String> legal = new ArrayList<>();
      AttributeClaim.CacheClaim.all().forEach(one -> legal.add(one.word()));
      throw members.refuse(
          FormatFault.UNKNOWN_WORD,
          name,
          "`" + name + "` is \"" + JsonLineParser.printable(word) + "\"",
          "use one of " + String.join(", ", legal));
    }
    return claim;
  }

  private static List<RegisterClaim> registers(Members members) throws VectorFormatException {
    Set<SystemRegister> seen = EnumSet.noneOf(SystemRegister.class);
    return members.list("registers", value -> register(members.of(value), seen));
  }

  private static RegisterClaim register(Members members, Set<SystemRegister> seen)
      throws VectorFormatException {
    SystemRegister register = members.word("register", Words.REPORT_REGISTER);
    if (!seen.add(register)) {
      throw members.refuse(
          FormatFault.DUPLICATE_MEMBER,
          "register",
          "two claims are about " + register.word(),
          "claim everything about a register at once");
    }
    long value = members.hex("value");
    RegisterClaim claim = new RegisterClaim(register, value, MaskMember.read(members, value));
    members.end();
    return claim;
  }
}
