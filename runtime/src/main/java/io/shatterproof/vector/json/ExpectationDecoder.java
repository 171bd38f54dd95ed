package io.shatterproof.vector.json;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.p2m.PageOrder;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Stretch;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Reads the expectations of one vector. */
final class ExpectationDecoder {
  /** What holds or not without any P2M; everything else would hold whatever is done. */
  private static final List<String> OF_BARE_TABLES = List.of("access", "word");

  /** The same where TLBs are kept: then there are violations too. */
  private static final List<String> OF_TLBS =
      List.of("access", "word", "violation", "no_violation");

  private static final List<String> MEANWHILE = List.of("sees", "never_after");

  private final DecodingContext context;
  private final PatternDecoder patterns;

  ExpectationDecoder(DecodingContext context) {
    this.context = context;
    this.patterns = new PatternDecoder(context);
  }

  /** An expectation of what is seen while the steps happen. */
  Expectation meanwhile(Members members) throws VectorFormatException {
    String word = members.text("expect");
    Origin origin = context.origin(members);
    Scope scope = scope(members);
    Expectation expectation = switch (word) {
      case "sees" -> sees(members, origin, scope);
      case "never_after" -> neverAfter(members, origin, scope);
      default ->
        throw members.refuse(
            FormatFault.UNKNOWN_WORD,
            "expect",
            "`expect` is \"" + JsonLineParser.printable(word) + "\" in `meanwhile`",
            "use one of " + String.join(", ", MEANWHILE));
    };
    members.end();
    return expectation;
  }

  /** An expectation of what holds after the steps. */
  Expectation then(Members members) throws VectorFormatException {
    String word = members.text("expect");
    Origin origin = context.origin(members);
    Scope scope = scope(members);
    members.requireWordSince(since(word), "expect", word);
    List<String> ofBareTables = context.hasTlbs() ? OF_TLBS : OF_BARE_TABLES;
    if (context.isBare() && !ofBareTables.contains(word)) {
      throw members.refuse(
          FormatFault.UNKNOWN_WORD,
          "expect",
          "`expect` is \"" + JsonLineParser.printable(word)
              + "\", which says nothing where there is no domain",
          "use one of " + String.join(", ", ofBareTables));
    }
    Expectation expectation = switch (word) {
      case "lookup" -> lookup(members, origin, scope);
      case "hole" ->
        new Expectation.LookupIsHole(
            origin, scope, context.domain(members), members.hex("ipa"), order(members));
      case "access" -> access(members, origin, scope);
      case "word" -> word(members, origin, scope);
      case "stored" -> stored(members, origin, scope);
      case "events" -> events(members, origin, scope);
      case "no_event" ->
        new Expectation.NoEvent(origin, scope, patterns.ofEvent(members.object("pattern")));
      case "counts" ->
        new Expectation.CountsAre(
            origin, scope, members.list("counts", value -> count(members.of(value))));
      case "violation" -> violation(members, origin, scope);
      case "no_violation" -> new Expectation.NoViolation(origin, scope);
      case "returned" ->
        new Expectation.Returned(
            origin, scope, members.whole("code", Long.MIN_VALUE, Long.MAX_VALUE));
      case "restriction" ->
        new Expectation.RestrictionIs(
            origin,
            scope,
            context.domain(members),
            members.optionalHex("ipa"),
            RestrictionWord.readAnswer(members, "answer"));
      case "statistics" ->
        new Expectation.StatisticsAre(
            origin,
            scope,
            context.domain(members),
            members.list("figures", value -> figure(members.of(value))));
      default ->
        throw members.refuse(
            FormatFault.UNKNOWN_WORD,
            "expect",
            "`expect` is \"" + JsonLineParser.printable(word) + "\""
                + (MEANWHILE.contains(word) ? " in `then`" : ""),
            "use one of lookup, hole, access, word, stored, events, no_event, counts, violation, no_violation, "
                + "returned, restriction, statistics");
    };
    members.end();
    return expectation;
  }

  /** The minor version that has added an expectation. */
  private static int since(String word) {
    return switch (word) {
      case "restriction", "statistics" -> 1;
      case "word" -> 2;
      case "sees", "never_after" -> 3;
      case "no_event", "stored" -> 5;
      default -> 0;
    };
  }

  static OptionalLong times(Members members) throws VectorFormatException {
    return members.optionalWhole("times", 0, Long.MAX_VALUE);
  }

  private Expectation lookup(Members members, Origin origin, Scope scope)
      throws VectorFormatException {
    return new Expectation.LookupIs(
        origin,
        scope,
        context.domain(members),
        members.hex("ipa"),
        PlaceMember.read(members, "pa"),
        members.optionalWord("perm", Words.PERMISSION_CLAIM),
        members.optionalWord("type", Words.P2M_TYPE),
        members.optionalWord("access", Words.P2M_ACCESS),
        order(members));
  }

  static Scope scope(Members members) throws VectorFormatException {
    List<String> profiles = members.texts("for");
    return profiles.isEmpty() ? Scope.ARCHITECTURE : new Scope(new TreeSet<>(profiles));
  }

  private Expectation violation(Members members, Origin origin, Scope scope)
      throws VectorFormatException {
    members.requireSince(3, "label", "held_by");
    return new Expectation.ViolationIs(
        origin,
        scope,
        members.word("name", Words.VIOLATION),
        times(members),
        context.optionalLabel(members, "label"),
        context.pes(members, "held_by"));
  }

  private Expectation sees(Members members, Origin origin, Scope scope)
      throws VectorFormatException {
    int pe = observer(members);
    GuestAccess access = guestAccess(members, pe);
    List<LegalOutcome> outcomes =
        members.list("outcomes", value -> OutcomeCodec.read(members.of(value), isInGuest(members)));
    requireSome(members, outcomes);
    return new Expectation.AccessSees(
        origin,
        scope,
        pe,
        access,
        domain(members),
        stretch(members),
        members.flagOr(false, "every_member"),
        outcomes);
  }

  private static void requireSome(Members members, List<LegalOutcome> outcomes)
      throws VectorFormatException {
    if (outcomes.isEmpty()) {
      throw members.refuse(
          FormatFault.MISSING_MEMBER,
          "outcomes",
          "there are no `outcomes`, and every access has one",
          "list what the access can meet");
    }
  }

  private Expectation neverAfter(Members members, Origin origin, Scope scope)
      throws VectorFormatException {
    int pe = observer(members);
    return new Expectation.NeverAfter(
        origin,
        scope,
        pe,
        guestAccess(members, pe),
        domain(members),
        stretch(members),
        OutcomeCodec.readClaim(members.object("never"), isInGuest(members)),
        OutcomeCodec.readClaim(members.object("after"), isInGuest(members)));
  }

  /** The PE that looks, or the IOMMU in its place. */
  private int observer(Members members) throws VectorFormatException {
    if (!members.has("observer")) {
      return context.pe(members);
    }
    if (!members.text("observer").equals("iommu")) {
      throw members.refuse(
          FormatFault.UNKNOWN_WORD,
          "observer",
          "`observer` is no `iommu`",
          "name a PE by `pe`, without this member");
    }
    return Expectation.IOMMU;
  }

  /** An access, of which an IOMMU makes fewer. */
  private static GuestAccess guestAccess(Members members, int pe) throws VectorFormatException {
    GuestAccess access = guestAccess(members);
    boolean isKnown = (access.kind() == AccessKind.READ || access.kind() == AccessKind.WRITE)
        && access.equals(GuestAccess.of(access.kind(), access.address()));
    if (pe == Expectation.IOMMU && !(isInGuest(members) && isKnown)) {
      throw members.refuse(
          FormatFault.UNKNOWN_WORD,
          "kind",
          "an IOMMU does not do this",
          "it reads and writes through the tables of a domain");
    }
    return access;
  }

  private Stretch stretch(Members members) throws VectorFormatException {
    if (!members.has("stretch")) {
      return Stretch.ALL;
    }
    Members ends = members.object("stretch");
    boolean fromEnd = ends.has("after");
    Stretch stretch = new Stretch(
        context.optionalLabel(ends, fromEnd ? "after" : "from"),
        fromEnd,
        context.optionalLabel(ends, "to"));
    ends.end();
    return stretch;
  }

  private static boolean isInGuest(Members members) {
    return members.has("domain") || members.has("ipa");
  }

  private static GuestAccess guestAccess(Members members) throws VectorFormatException {
    return isInGuest(members) ? AccessCodec.readOfGuest(members) : AccessCodec.read(members);
  }

  private OptionalInt domain(Members members) throws VectorFormatException {
    return isInGuest(members) ? OptionalInt.of(context.domain(members)) : OptionalInt.empty();
  }

  private Expectation access(Members members, Origin origin, Scope scope)
      throws VectorFormatException {
    int pe = context.pe(members);
    GuestAccess access = guestAccess(members);
    ExpectationClass expectationClass = members.word("class", Words.EXPECTATION_CLASS);
    return new Expectation.AccessHas(
        origin,
        scope,
        pe,
        access,
        domain(members),
        expectationClass,
        outcomes(members, expectationClass));
  }

  /** Rule: what must be is one outcome; several are a set, which has another class. */
  private static List<LegalOutcome> outcomes(Members members, ExpectationClass expectationClass)
      throws VectorFormatException {
    List<LegalOutcome> outcomes =
        members.list("outcomes", value -> OutcomeCodec.read(members.of(value), isInGuest(members)));
    requireSome(members, outcomes);
    if (expectationClass == ExpectationClass.MUST && outcomes.size() > 1) {
      throw members.refuse(
          FormatFault.OUT_OF_RANGE,
          "outcomes",
          "what must be is one outcome, and here are " + outcomes.size(),
          "use the class one-of or constrained for a set");
    }
    return outcomes;
  }

  private Expectation word(Members members, Origin origin, Scope scope)
      throws VectorFormatException {
    long pa = context.wordPa(members);
    long value = members.hex("value");
    return new Expectation.WordIs(origin, scope, pa, value, MaskMember.read(members, value));
  }

  private Expectation stored(Members members, Origin origin, Scope scope)
      throws VectorFormatException {
    int domain = context.domain(members);
    int level = members.number("level", -1, 3);
    long ipa = members.hex("ipa");
    long value = members.hex("value");
    long mask = MaskMember.read(members, value);
    return new Expectation.StoredIs(origin, scope, domain, level, ipa, value, mask);
  }

  private Expectation events(Members members, Origin origin, Scope scope)
      throws VectorFormatException {
    String of = members.text("of");
    if (!of.equals("all") && !of.equals("live")) {
      throw members.refuse(
          FormatFault.UNKNOWN_WORD,
          "of",
          "`of` is \"" + JsonLineParser.printable(of) + "\"",
          "use one of all, live");
    }
    return new Expectation.EventsAre(
        origin,
        scope,
        of.equals("all"),
        members.word("match", Words.EVENT_MATCHING),
        members.list("patterns", value -> patterns.decode(members.of(value))));
  }

  private static Expectation.Count count(Members members) throws VectorFormatException {
    boolean atMost = members.has("at_most");
    Expectation.Count count = new Expectation.Count(
        members.word("counter", Words.COUNTER),
        members.whole(atMost ? "at_most" : "value", 0, Long.MAX_VALUE),
        atMost);
    members.end();
    return count;
  }

  /** An address is printed as one, like everywhere. */
  private static Expectation.Figure figure(Members members) throws VectorFormatException {
    Statistic statistic = members.word("statistic", Words.STATISTIC);
    Expectation.Figure figure = statistic.isByLevel()
        ? new Expectation.Figure(
            statistic,
            members.number("level", -1, 3),
            members.whole("value", Long.MIN_VALUE, Long.MAX_VALUE))
        : new Expectation.Figure(statistic, 0, members.hex("value"));
    members.end();
    return figure;
  }

  private static Optional<PageOrder> order(Members members) throws VectorFormatException {
    OptionalLong order = members.optionalWhole("order", 0, 52);
    return order.isPresent()
        ? Optional.of(new PageOrder((int) order.getAsLong()))
        : Optional.empty();
  }
}
