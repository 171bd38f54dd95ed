package io.shatterproof.vector.json;

import io.shatterproof.arch.GuestAccess;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.Stretch;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Prints expectations. */
final class ExpectationEncoder implements Expectation.Visitor<CanonicalJson> {
  private final Encoding encoding;
  private final CanonicalJson json;
  private final PatternEncoder patterns;

  ExpectationEncoder(Encoding encoding) {
    this.encoding = encoding;
    this.json = encoding.json;
    this.patterns = new PatternEncoder(encoding);
  }

  void encode(Expectation expectation) {
    expectation.accept(this).endObject();
  }

  @Override
  public CanonicalJson lookupIs(Expectation.LookupIs expectation) {
    begin("lookup", expectation);
    encoding.domain(expectation.domain()).hexMember("ipa", expectation.ipa());
    PlaceMember.print(encoding, "pa", expectation.pa());
    expectation
        .permissions()
        .ifPresent(claim -> json.member("perm", Words.PERMISSION_CLAIM.word(claim)));
    expectation.type().ifPresent(type -> json.member("type", Words.P2M_TYPE.word(type)));
    expectation.access().ifPresent(access -> json.member("access", Words.P2M_ACCESS.word(access)));
    expectation.order().ifPresent(order -> json.member("order", order.value()));
    return json;
  }

  @Override
  public CanonicalJson lookupIsHole(Expectation.LookupIsHole expectation) {
    begin("hole", expectation);
    encoding.domain(expectation.domain()).hexMember("ipa", expectation.ipa());
    expectation.order().ifPresent(order -> json.member("order", order.value()));
    return json;
  }

  @Override
  public CanonicalJson accessHas(Expectation.AccessHas expectation) {
    begin("access", expectation)
        .member("class", Words.EXPECTATION_CLASS.word(expectation.expectationClass()));
    access(expectation.pe(), expectation.access(), expectation.domain());
    outcomes(expectation.domain(), expectation.outcomes());
    return json;
  }

  @Override
  public CanonicalJson wordIs(Expectation.WordIs expectation) {
    begin("word", expectation)
        .hexMember("pa", expectation.pa())
        .hexMember("value", expectation.value());
    return MaskMember.print(json, expectation.mask());
  }

  @Override
  public CanonicalJson storedIs(Expectation.StoredIs expectation) {
    begin("stored", expectation);
    encoding.since(5);
    encoding
        .domain(expectation.domain())
        .member("level", expectation.level())
        .hexMember("ipa", expectation.ipa())
        .hexMember("value", expectation.value());
    return MaskMember.print(json, expectation.mask());
  }

  @Override
  public CanonicalJson eventsAre(Expectation.EventsAre expectation) {
    return begin("events", expectation)
        .member("of", expectation.all() ? "all" : "live")
        .member("match", Words.EVENT_MATCHING.word(expectation.matching()))
        .arrayUnlessEmpty("patterns", expectation.patterns(), patterns::encode);
  }

  @Override
  public CanonicalJson noEvent(Expectation.NoEvent expectation) {
    begin("no_event", expectation);
    encoding.since(5).name("pattern");
    patterns.encode(expectation.pattern());
    return json;
  }

  @Override
  public CanonicalJson countsAre(Expectation.CountsAre expectation) {
    return begin("counts", expectation)
        .arrayUnlessEmpty("counts", expectation.counts(), this::count);
  }

  @Override
  public CanonicalJson violationIs(Expectation.ViolationIs expectation) {
    begin("violation", expectation).member("name", Words.VIOLATION.word(expectation.name()));
    expectation.times().ifPresent(times -> json.member("times", times));
    expectation.label().ifPresent(label -> encoding.label("label", label));
    if (expectation.label().isPresent() || !expectation.heldBy().isEmpty()) {
      encoding.since(3);
    }
    Set<Integer> ascending = new TreeSet<>(expectation.heldBy());
    return json.arrayUnlessEmpty("held_by", ascending, pe -> json.number(pe));
  }

  @Override
  public CanonicalJson noViolation(Expectation.NoViolation expectation) {
    return begin("no_violation", expectation);
  }

  @Override
  public CanonicalJson returned(Expectation.Returned expectation) {
    return begin("returned", expectation).member("code", expectation.code());
  }

  @Override
  public CanonicalJson restrictionIs(Expectation.RestrictionIs expectation) {
    begin("restriction", expectation);
    encoding.domain(expectation.domain());
    expectation.ipa().ifPresent(ipa -> json.hexMember("ipa", ipa));
    return RestrictionWord.printAnswer(json, "answer", expectation.answer());
  }

  @Override
  public CanonicalJson statisticsAre(Expectation.StatisticsAre expectation) {
    begin("statistics", expectation);
    return encoding
        .domain(expectation.domain())
        .arrayUnlessEmpty("figures", expectation.figures(), this::figure);
  }

  @Override
  public CanonicalJson accessSees(Expectation.AccessSees expectation) {
    begin("sees", expectation);
    encoding.since(3);
    access(expectation.pe(), expectation.access(), expectation.domain());
    stretch(expectation.stretch());
    json.memberUnless(false, "every_member", expectation.everyMember());
    outcomes(expectation.domain(), expectation.outcomes());
    return json;
  }

  @Override
  public CanonicalJson neverAfter(Expectation.NeverAfter expectation) {
    begin("never_after", expectation);
    encoding.since(3);
    access(expectation.pe(), expectation.access(), expectation.domain());
    stretch(expectation.stretch());
    claim("never", expectation.never(), expectation.domain());
    return claim("after", expectation.after(), expectation.domain());
  }

  private CanonicalJson claim(String name, OutcomeClaim claim, OptionalInt domain) {
    noteVersion(domain, claim);
    json.name(name);
    return OutcomeCodec.print(encoding, claim);
  }

  private CanonicalJson access(int pe, GuestAccess access, OptionalInt domain) {
    if (pe == Expectation.IOMMU) {
      json.member("observer", "iommu");
    } else {
      json.member("pe", pe);
    }
    if (domain.isEmpty()) {
      return AccessCodec.print(json, access);
    }
    return AccessCodec.printOfGuest(encoding, access, domain.getAsInt());
  }

  private void outcomes(OptionalInt domain, List<LegalOutcome> outcomes) {
    json.arrayUnlessEmpty("outcomes", outcomes, legal -> {
      noteVersion(domain, legal.outcome());
      OutcomeCodec.print(encoding, legal);
    });
  }

  /** In the guest of a domain, less could be claimed before. */
  private void noteVersion(OptionalInt domain, OutcomeClaim claim) {
    if (domain.isPresent() && OutcomeCodec.saysMoreThanLevel(claim)) {
      encoding.since(5);
    }
  }

  private void stretch(Stretch stretch) {
    if (stretch.equals(Stretch.ALL)) {
      return;
    }
    json.name("stretch").beginObject();
    stretch.from().ifPresent(label -> encoding.label(stretch.fromEnd() ? "after" : "from", label));
    stretch.to().ifPresent(label -> encoding.label("to", label));
    json.endObject();
  }

  private CanonicalJson begin(String word, Expectation expectation) {
    json.beginObject().member("expect", word);
    return encoding
        .origin(expectation.origin())
        .textsUnlessEmpty("for", expectation.scope().profiles());
  }

  private void count(Expectation.Count count) {
    json.beginObject()
        .member("counter", Words.COUNTER.word(count.counter()))
        .member(count.atMost() ? "at_most" : "value", count.value())
        .endObject();
  }

  private void figure(Expectation.Figure figure) {
    json.beginObject().member("statistic", Words.STATISTIC.word(figure.statistic()));
    if (figure.statistic().isByLevel()) {
      json.member("level", figure.level()).member("value", figure.value());
    } else {
      json.hexMember("value", figure.value());
    }
    json.endObject();
  }
}
