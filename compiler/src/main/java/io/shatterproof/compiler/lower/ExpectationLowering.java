package io.shatterproof.compiler.lower;

import io.shatterproof.arch.GuestAccess;
import io.shatterproof.compiler.model.AccessModel;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ObservedModel;
import io.shatterproof.compiler.model.OutcomeModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.model.StretchModel;
import io.shatterproof.p2m.PageOrder;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Stretch;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** From the meaning of expectations to expectations of vectors. */
final class ExpectationLowering {
  private final DomainNumbers domains;
  private final RegimeLowering regimes;
  private final Scope scope;

  ExpectationLowering(DomainNumbers domains, RegimeLowering regimes, Scope scope) {
    this.domains = domains;
    this.regimes = regimes;
    this.scope = scope;
  }

  Expectation lower(ExpectationModel expectation) {
    Origin origin = ScenarioLowering.origin(expectation.span());
    if (expectation instanceof ExpectationModel.LookupExpectation lookup) {
      return new Expectation.LookupIs(
          origin,
          scope,
          domains.of(lookup.domain()),
          lookup.ipa().value(),
          ScenarioLowering.optionalLong(lookup.pa()),
          lookup.permissions(),
          lookup.type().map(Spanned::value),
          lookup.access().map(Spanned::value),
          order(lookup.order()));
    }
    if (expectation instanceof ExpectationModel.HoleExpectation hole) {
      return new Expectation.LookupIsHole(
          origin, scope, domains.of(hole.domain()), hole.ipa().value(), order(hole.order()));
    }
    if (expectation instanceof ExpectationModel.AccessExpectation access) {
      return new Expectation.AccessHas(
          origin,
          scope,
          (int) access.access().pe().value(),
          access(access.access()),
          OptionalInt.of(domains.of(access.domain())),
          access.expectationClass(),
          access.outcomes().stream()
              .map(outcome -> RegimeLowering.legal(outcome, access.access().level()))
              .toList());
    }
    if (expectation instanceof ExpectationModel.ProbeExpectation probe) {
      return regimes.probe(probe, origin, scope);
    }
    if (expectation instanceof ExpectationModel.OfObserver observer) {
      return observer(observer, origin);
    }
    if (expectation instanceof ExpectationModel.WordExpectation word) {
      return regimes.word(word, origin, scope);
    }
    if (expectation instanceof ExpectationModel.RawWordExpectation word) {
      return new Expectation.WordIs(origin, scope, word.pa().value(), word.value(), word.mask());
    }
    if (expectation instanceof ExpectationModel.StoredExpectation stored) {
      return new Expectation.StoredIs(
          origin,
          scope,
          domains.of(stored.domain()),
          (int) stored.level().value(),
          stored.ipa().value(),
          stored.value(),
          stored.mask());
    }
    if (expectation instanceof ExpectationModel.RestrictionExpectation restriction) {
      return new Expectation.RestrictionIs(
          origin,
          scope,
          domains.of(restriction.domain()),
          ScenarioLowering.optionalLong(restriction.ipa()),
          restriction.answer());
    }
    if (expectation instanceof ExpectationModel.StatsExpectation stats) {
      return new Expectation.StatisticsAre(
          origin,
          scope,
          domains.of(stats.domain()),
          stats.figures().stream().map(ExpectationLowering::figure).toList());
    }
    if (expectation instanceof ExpectationModel.EventsExpectation events) {
      PatternLowering patterns = new PatternLowering(domains);
      return new Expectation.EventsAre(
          origin,
          scope,
          events.isAll(),
          events.matching(),
          events.patterns().stream().map(patterns::lower).toList());
    }
    if (expectation instanceof ExpectationModel.NoEventExpectation none) {
      return new Expectation.NoEvent(
          origin, scope, new PatternLowering(domains).lower(none.pattern()));
    }
    if (expectation instanceof ExpectationModel.CountsExpectation counts) {
      return new Expectation.CountsAre(
          origin,
          scope,
          counts.counts().stream()
              .map(c -> new Expectation.Count(c.counter(), c.value().value(), c.isAtMost()))
              .toList());
    }
    if (expectation instanceof ExpectationModel.ViolationExpectation violation) {
      return new Expectation.ViolationIs(
          origin,
          scope,
          violation.name(),
          ScenarioLowering.optionalLong(violation.times()),
          violation.label().map(Spanned::value),
          violation.heldBy().stream().map(pe -> (int) pe.value()).sorted().toList());
    }
    if (expectation instanceof ExpectationModel.ReturnedExpectation returned) {
      return new Expectation.Returned(origin, scope, returned.code());
    }
    return new Expectation.NoViolation(origin, scope);
  }

  private Expectation observer(ExpectationModel.OfObserver expectation, Origin origin) {
    ObservedModel observed = expectation.observed();
    int pe = (int) observed.pe().value();
    Stretch stretch = stretch(expectation.stretch());
    GuestAccess access;
    OptionalInt domain;
    Function<OutcomeModel, OutcomeClaim> claim;
    if (observed instanceof ObservedModel.GuestAccessModel guest) {
      access = access(guest);
      domain = OptionalInt.of(domains.of(guest.domain()));
      claim = outcome -> RegimeLowering.claim(outcome, guest.level());
    } else {
      access = regimes.access((AccessModel) observed);
      domain = OptionalInt.empty();
      claim = outcome -> RegimeLowering.claim(outcome, access.el());
    }
    if (expectation instanceof ExpectationModel.NeverAfterExpectation never) {
      return new Expectation.NeverAfter(
          origin,
          scope,
          pe,
          access,
          domain,
          stretch,
          claim.apply(never.never()),
          claim.apply(never.after()));
    }
    ExpectationModel.SeesExpectation sees = (ExpectationModel.SeesExpectation) expectation;
    return new Expectation.AccessSees(
        origin,
        scope,
        pe,
        access,
        domain,
        stretch,
        sees.everyMember(),
        sees.outcomes().stream()
            .map(outcome ->
                new LegalOutcome(claim.apply(outcome), outcome.why(), outcome.reference()))
            .toList());
  }

  private static Stretch stretch(StretchModel stretch) {
    return new Stretch(
        stretch.from().map(Spanned::value), stretch.fromEnd(), stretch.to().map(Spanned::value));
  }

  private static Expectation.Figure figure(ExpectationModel.FigureModel figure) {
    int level = figure.level().map(quantity -> (int) quantity.value()).orElse(0);
    return new Expectation.Figure(figure.statistic(), level, figure.value());
  }

  private static Optional<PageOrder> order(Optional<Quantity> order) {
    return order.map(quantity -> new PageOrder((int) quantity.value()));
  }

  private static GuestAccess access(ObservedModel.GuestAccessModel access) {
    return new GuestAccess(
        access.kind(), access.ipa().value(), access.level(), access.sizeBytes(), access.register());
  }

  static OptionalInt level(Optional<Quantity> level) {
    return level.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of((int) level.get().value());
  }
}
