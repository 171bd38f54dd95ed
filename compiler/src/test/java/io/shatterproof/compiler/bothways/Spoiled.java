package io.shatterproof.compiler.bothways;

import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.EventKind;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.PageOrder;
import io.shatterproof.vector.DescriptorClaim;
import io.shatterproof.vector.EventPattern;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.Stretch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Expectations that claim a little more or something else than a given one. If a backend prints an
 * expectation too weak, the spoiled one does not fail where it should.
 */
final class Spoiled implements Expectation.Visitor<List<Expectation>> {

  @Override
  public List<Expectation> lookupIs(Expectation.LookupIs e) {
    return List.of(
        new Expectation.LookupIs(
            e.origin(),
            e.scope(),
            e.domain(),
            e.ipa(),
            OptionalLong.of(e.pa().orElse(0) ^ 0x1000),
            e.permissions(),
            e.type(),
            e.access(),
            e.order()),
        new Expectation.LookupIs(
            e.origin(),
            e.scope(),
            e.domain(),
            e.ipa() ^ 0x4000_0000,
            e.pa(),
            e.permissions(),
            e.type(),
            e.access(),
            e.order()),
        new Expectation.LookupIsHole(
            e.origin(), e.scope(), e.domain(), e.ipa(), Optional.of(PageOrder.PAGE)));
  }

  @Override
  public List<Expectation> lookupIsHole(Expectation.LookupIsHole e) {
    return List.of(
        new Expectation.LookupIsHole(
            e.origin(), e.scope(), e.domain(), e.ipa(), Optional.of(new PageOrder(33))),
        new Expectation.LookupIs(
            e.origin(),
            e.scope(),
            e.domain(),
            e.ipa(),
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  @Override
  public List<Expectation> accessHas(Expectation.AccessHas e) {
    OutcomeClaim fault = new OutcomeClaim.Fault(FaultKind.ADDRESS_SIZE, OptionalInt.of(2));
    OutcomeClaim ok = new OutcomeClaim.Ok(0x77_7000, OptionalInt.empty());
    return List.of(
        access(e, e.access().address(), List.of(LegalOutcome.of(fault))),
        access(e, e.access().address(), List.of(LegalOutcome.of(ok))),
        access(e, e.access().address(), List.of(otherLevel(e.outcomes().get(0)))),
        access(e, e.access().address() ^ 0x8, e.outcomes()));
  }

  private static LegalOutcome otherLevel(LegalOutcome legal) {
    OutcomeClaim claim = legal.outcome() instanceof OutcomeClaim.Fault fault
        ? new OutcomeClaim.Fault(fault.kind(), OptionalInt.of(0))
        : ((OutcomeClaim.Ok) legal.outcome()).atLevel(0);
    return LegalOutcome.of(claim);
  }

  private static Expectation access(
      Expectation.AccessHas e, long ipa, List<LegalOutcome> outcomes) {
    return new Expectation.AccessHas(
        e.origin(),
        e.scope(),
        e.pe(),
        GuestAccess.of(e.access().kind(), ipa).from(e.access().el()),
        e.domain(),
        e.expectationClass(),
        outcomes);
  }

  @Override
  public List<Expectation> wordIs(Expectation.WordIs e) {
    return List.of(
        new Expectation.WordIs(e.origin(), e.scope(), e.pa(), e.value() ^ 1, e.mask() | 1));
  }

  @Override
  public List<Expectation> storedIs(Expectation.StoredIs e) {
    return List.of(
        new Expectation.StoredIs(
            e.origin(), e.scope(), e.domain(), e.level(), e.ipa(), e.value() ^ 1, e.mask() | 1),
        new Expectation.StoredIs(
            e.origin(),
            e.scope(),
            e.domain(),
            e.level(),
            e.ipa() ^ 0x4000_0000,
            e.value(),
            e.mask()),
        new Expectation.StoredIs(
            e.origin(), e.scope(), e.domain(), 3, e.ipa(), e.value(), e.mask() | 0xff));
  }

  @Override
  public List<Expectation> eventsAre(Expectation.EventsAre e) {
    List<Expectation> spoiled = new ArrayList<>();
    for (int i = 0; i < e.patterns().size(); i++) {
      List<EventPattern> fewer = new ArrayList<>(e.patterns());
      EventPattern pattern = fewer.remove(i);
      spoiled.add(events(e, fewer));
      List<EventPattern> other = new ArrayList<>(e.patterns());
      other.set(i, other(pattern));
      spoiled.add(events(e, other));
    }
    List<EventPattern> backwards = new ArrayList<>(e.patterns());
    Collections.reverse(backwards);
    spoiled.add(events(e, backwards));
    List<EventPattern> more = new ArrayList<>(e.patterns());
    more.add(new EventPattern.OfKind(EventKind.FATAL));
    spoiled.add(events(e, more));
    return spoiled;
  }

  private static Expectation events(Expectation.EventsAre e, List<EventPattern> patterns) {
    return new Expectation.EventsAre(e.origin(), e.scope(), e.all(), e.matching(), patterns);
  }

  private static EventPattern other(EventPattern pattern) {
    if (pattern instanceof EventPattern.Stored stored) {
      return new EventPattern.Stored(
          stored.domain(),
          stored.level(),
          stored.ipa(),
          new DescriptorClaim(DescriptorClaim.Kind.ANY, OptionalLong.of(0x77_7000)));
    } else if (pattern instanceof EventPattern.Invalidated tlbi) {
      TlbiOp op = tlbi.op() == TlbiOp.ALLE1 ? TlbiOp.ALLE1IS : TlbiOp.ALLE1;
      return new EventPattern.Invalidated(op, tlbi.domain(), OptionalLong.empty());
    }
    if (pattern instanceof EventPattern.Either either) {
      return new EventPattern.Either(either.alternatives().stream()
          .map(alternative -> alternative.stream().map(Spoiled::other).toList())
          .toList());
    }
    if (pattern instanceof EventPattern.Repeated repeated) {
      int least = repeated.most().isPresent() ? repeated.most().getAsInt() + 1 : 77;
      return new EventPattern.Repeated(repeated.pattern(), least, OptionalInt.empty());
    }
    return new EventPattern.OfKind(EventKind.WARNED);
  }

  @Override
  public List<Expectation> noEvent(Expectation.NoEvent e) {
    return List.of(
        new Expectation.NoEvent(e.origin(), e.scope(), new EventPattern.OfKind(EventKind.LOCKED)));
  }

  @Override
  public List<Expectation> countsAre(Expectation.CountsAre e) {
    List<Expectation> spoiled = new ArrayList<>();
    for (int i = 0; i < e.counts().size(); i++) {
      for (int difference : new int[] {-1, 1}) {
        Expectation.Count count = e.counts().get(i);
        List<Expectation.Count> other = new ArrayList<>(e.counts());
        long value = Math.max(0, count.value() + difference);
        other.set(i, new Expectation.Count(count.counter(), value, count.atMost()));
        spoiled.add(new Expectation.CountsAre(e.origin(), e.scope(), other));
      }
    }
    return spoiled;
  }

  @Override
  public List<Expectation> violationIs(Expectation.ViolationIs e) {
    return List.of(
        new Expectation.ViolationIs(e.origin(), e.scope(), e.name(), OptionalLong.of(77)),
        new Expectation.ViolationIs(e.origin(), e.scope(), ViolationName.LEAK, e.times()),
        new Expectation.ViolationIs(
            e.origin(), e.scope(), e.name(), e.times(), e.label(), List.of(0, 1)),
        new Expectation.NoViolation(e.origin(), e.scope()));
  }

  @Override
  public List<Expectation> accessSees(Expectation.AccessSees e) {
    List<Expectation> spoiled = new ArrayList<>();
    for (int i = 0; i < e.outcomes().size() && e.outcomes().size() > 1; i++) {
      List<LegalOutcome> fewer = new ArrayList<>(e.outcomes());
      fewer.remove(i);
      spoiled.add(sees(e, e.stretch(), e.everyMember(), fewer));
    }
    List<LegalOutcome> more = new ArrayList<>(e.outcomes());
    more.add(LegalOutcome.of(new OutcomeClaim.Ok(0x77_7000, OptionalInt.empty())));
    spoiled.add(sees(e, e.stretch(), e.everyMember(), more));
    spoiled.add(sees(e, e.stretch(), !e.everyMember(), more));
    spoiled.add(sees(e, Stretch.ALL, e.everyMember(), e.outcomes()));
    if (e.stretch().from().isPresent()) {
      Stretch other =
          new Stretch(e.stretch().from(), !e.stretch().fromEnd(), e.stretch().to());
      spoiled.add(sees(e, other, e.everyMember(), e.outcomes()));
    }
    return spoiled;
  }

  private static Expectation sees(
      Expectation.AccessSees e, Stretch stretch, boolean everyMember, List<LegalOutcome> outcomes) {
    return new Expectation.AccessSees(
        e.origin(), e.scope(), e.pe(), e.access(), e.domain(), stretch, everyMember, outcomes);
  }

  @Override
  public List<Expectation> neverAfter(Expectation.NeverAfter e) {
    return List.of(
        never(e, e.after(), e.never()),
        never(e, e.never(), e.never()),
        never(e, e.after(), e.after()));
  }

  private static Expectation never(
      Expectation.NeverAfter e, OutcomeClaim never, OutcomeClaim after) {
    return new Expectation.NeverAfter(
        e.origin(), e.scope(), e.pe(), e.access(), e.domain(), e.stretch(), never, after);
  }

  @Override
  public List<Expectation> noViolation(Expectation.NoViolation e) {
    return List.of(new Expectation.ViolationIs(
        e.origin(), e.scope(), ViolationName.LEAK, OptionalLong.empty()));
  }

  @Override
  public List<Expectation> returned(Expectation.Returned e) {
    return List.of(new Expectation.Returned(e.origin(), e.scope(), e.code() - 1));
  }

  @Override
  public List<Expectation> restrictionIs(Expectation.RestrictionIs e) {
    OptionalLong otherPlace = e.ipa().isPresent() ? OptionalLong.empty() : OptionalLong.of(0);
    return List.of(
        new Expectation.RestrictionIs(e.origin(), e.scope(), e.domain(), e.ipa(), e.answer() ^ 1),
        new Expectation.RestrictionIs(e.origin(), e.scope(), e.domain(), e.ipa(), -22),
        new Expectation.RestrictionIs(e.origin(), e.scope(), e.domain(), otherPlace, -77));
  }

  @Override
  public List<Expectation> statisticsAre(Expectation.StatisticsAre e) {
    List<Expectation> spoiled = new ArrayList<>();
    for (int i = 0; i < e.figures().size(); i++) {
      Expectation.Figure figure = e.figures().get(i);
      for (int difference : new int[] {-1, 1}) {
        List<Expectation.Figure> other = new ArrayList<>(e.figures());
        other.set(
            i,
            new Expectation.Figure(
                figure.statistic(), figure.level(), figure.value() + difference));
        spoiled.add(new Expectation.StatisticsAre(e.origin(), e.scope(), e.domain(), other));
      }
    }
    return spoiled;
  }
}
