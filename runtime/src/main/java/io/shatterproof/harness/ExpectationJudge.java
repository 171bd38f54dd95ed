package io.shatterproof.harness;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Syndrome;
import io.shatterproof.event.Counter;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.PageOrder;
import io.shatterproof.spi.UnsupportedByProviderException;
import io.shatterproof.vector.AttributeClaim;
import io.shatterproof.vector.EventMatching;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.RegisterText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges one expectation after the steps of a phase: the difference, if there is one. */
final class ExpectationJudge implements Expectation.Visitor<Optional<Failure>> {
  private final UnderTest underTest;
  private final AnswerJudge answers;
  private final EventComparison events;
  private final StatisticsComparison statistics;

  ExpectationJudge(UnderTest underTest, AnswerJudge answers) {
    this.underTest = underTest;
    this.answers = answers;
    this.events = new EventComparison(underTest.domains());
    this.statistics = new StatisticsComparison(underTest);
  }

  @Override
  public Optional<Failure> lookupIs(Expectation.LookupIs expected) {
    P2mEntry actual = underTest.lookup(expected.domain(), expected.ipa());
    boolean agrees = actual instanceof P2mEntry.Mapped mapped
        && mapped.pa() == expected.pa()
        && expected.permissions().map(p -> p.admits(mapped.permissions())).orElse(true)
        && isToldAs(expected.type(), mapped.type())
        && isToldAs(expected.access(), mapped.access())
        && isToldAs(expected.order(), mapped.order());
    String claim = hex(expected.pa())
        + expected.permissions().map(p -> " perm " + p.word()).orElse("")
        + expected.type().map(t -> " as " + t.word()).orElse("")
        + expected.access().map(a -> " access " + a.word()).orElse("")
        + orderText(expected.order());
    return lookupFailure(
        agrees, expected.origin(), expected.domain(), expected.ipa(), claim, actual);
  }

  @Override
  public Optional<Failure> lookupIsHole(Expectation.LookupIsHole expected) {
    P2mEntry actual = underTest.lookup(expected.domain(), expected.ipa());
    boolean agrees =
        actual instanceof P2mEntry.Hole hole && isToldAs(expected.order(), hole.order());
    String claim = "hole" + orderText(expected.order());
    return lookupFailure(
        agrees, expected.origin(), expected.domain(), expected.ipa(), claim, actual);
  }

  private Optional<Failure> lookupFailure(
      boolean agrees, Origin origin, int domain, long ipa, String claim, P2mEntry actual) {
    String subject = "lookup " + underTest.nameOf(domain) + " " + hex(ipa);
    return agrees
        ? Optional.empty()
        : failure(origin, subject + " is " + actual + ", expected " + claim, claim, actual);
  }

  @Override
  public Optional<Failure> accessHas(Expectation.AccessHas expected) {
    requireClaim(!expected.outcomes().isEmpty(), expected);
    String access = "pe " + expected.pe() + " " + expected.access().kind().word();
    String address = hex(expected.access().address());
    if (expected.domain().isEmpty()) {
      requireSyndromes(expected);
      List<AccessReport> reports = underTest.bareTables().probe(expected.pe(), expected.access());
      String subject = access + " " + address + unusual(expected.access());
      return new AccessJudge(expected, subject, reports).judge();
    }
    requireOutcomesOnly(expected);
    int domain = expected.domain().getAsInt();
    Outcome actual = underTest.access(expected.pe(), domain, expected.access());
    String subject = access + " " + underTest.nameOf(domain) + " " + address;
    return new AccessJudge(expected, subject, List.of(new AccessReport(actual, Syndrome.NONE)))
        .judge();
  }

  private static String unusual(GuestAccess access) {
    return (access.sizeBytes() == 1 ? "" : " size " + access.sizeBytes())
        + access.register().map(register -> " register " + register).orElse("")
        + (access.el() == 1 ? "" : " from el" + access.el());
  }

  private void requireSyndromes(Expectation.AccessHas expected) {
    boolean asks = expected.outcomes().stream()
        .anyMatch(legal -> !legal.outcome().registers().isEmpty());
    if (asks && !underTest.tellsSyndromes()) {
      throw new UnsupportedByProviderException("syndromes, which claims of registers depend on");
    }
  }

  /** The walk of the judge's own machine knows nothing of attributes and registers. */
  private static void requireOutcomesOnly(Expectation.AccessHas expected) {
    for (LegalOutcome legal : expected.outcomes()) {
      boolean asksMore = !legal.outcome().registers().isEmpty()
          || (legal.outcome() instanceof OutcomeClaim.Ok ok
              && !ok.attributes().equals(AttributeClaim.NONE));
      if (asksMore) {
        throw new MalformedVectorException(expected.origin()
            + ": attributes and registers are claimed of accesses under bare tables only");
      }
    }
  }

  @Override
  public Optional<Failure> wordIs(Expectation.WordIs expected) {
    requireClaim(expected.mask() != 0, expected);
    long actual = underTest.bareTables().word(expected.pa());
    if (((actual ^ expected.value()) & expected.mask()) == 0) {
      return Optional.empty();
    }
    boolean isWhole = expected.mask() == -1;
    String of = isWhole ? "" : " in bits " + RegisterText.bits(expected.mask());
    String claim = hex(expected.value()) + of;
    String told = hex(actual & expected.mask()) + of;
    String message =
        underTest.bareTables().nameOf(expected.pa()) + " is " + told + ", expected " + claim;
    return Optional.of(new Failure(
        expected.origin(), message, claim, told, isWhole ? "" : "whole word " + hex(actual)));
  }

  @Override
  public Optional<Failure> eventsAre(Expectation.EventsAre expected) {
    requireClaim(
        expected.matching() != EventMatching.INCLUDE || !expected.patterns().isEmpty(), expected);
    return events.judge(expected, underTest.phase());
  }

  @Override
  public Optional<Failure> countsAre(Expectation.CountsAre expected) {
    requireClaim(!expected.counts().isEmpty(), expected);
    List<String> claims = new ArrayList<>();
    List<String> actuals = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    for (Expectation.Count count : expected.counts()) {
      String word = count.counter().word();
      long actual = total(count.counter());
      String claim = word + (count.atMost() ? " at most " : " ") + count.value();
      boolean agrees = count.atMost() ? actual <= count.value() : actual == count.value();
      claims.add(claim);
      actuals.add(agrees ? claim : word + " " + actual);
      if (!agrees) {
        differences.add(word + " " + actual + ", expected " + claim.substring(word.length() + 1));
      }
    }
    if (differences.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Failure(
        expected.origin(),
        "counts: " + String.join("; ", differences),
        String.join("\n", claims),
        String.join("\n", actuals),
        underTest.eventLog()));
  }

  private long total(Counter counter) {
    long sum = 0;
    for (ObservedEvent event : underTest.phase()) {
      sum += counter.increment(event.event(), event.live());
    }
    return sum;
  }

  @Override
  public Optional<Failure> violationIs(Expectation.ViolationIs expected) {
    long actual = underTest.violations().inPhase(expected.name());
    boolean agrees =
        expected.times().isPresent() ? actual == expected.times().getAsLong() : actual > 0;
    if (agrees) {
      return Optional.empty();
    }
    String name = expected.name().word();
    String claim = "violation "
        + name
        + (expected.times().isPresent() ? " times " + expected.times().getAsLong() : "");
    return Optional.of(new Failure(
        expected.origin(),
        name + " found " + actual + (actual == 1 ? " time" : " times") + ", expected " + claim,
        claim,
        "violation " + name + " times " + actual,
        underTest.violations().textOfPhase()));
  }

  @Override
  public Optional<Failure> noViolation(Expectation.NoViolation expected) {
    long actual = underTest.violations().inPhase();
    if (actual == 0) {
      return Optional.empty();
    }
    return Optional.of(new Failure(
        expected.origin(),
        actual + (actual == 1 ? " violation" : " violations") + " found, expected none",
        "no violation",
        underTest.violations().namesInPhase(),
        underTest.violations().textOfPhase()));
  }

  @Override
  public Optional<Failure> returned(Expectation.Returned expected) {
    long actual = underTest.lastCode();
    if (actual == expected.code()) {
      return Optional.empty();
    }
    String claim = Errno.describe(expected.code());
    String told = Errno.describe(actual);
    return failure(
        expected.origin(), "the operation returned " + told + ", expected " + claim, claim, told);
  }

  @Override
  public Optional<Failure> restrictionIs(Expectation.RestrictionIs expected) {
    long answer = underTest.restriction(expected.domain(), expected.ipa());
    String page = expected.ipa().isPresent() ? hex(expected.ipa().getAsLong()) : "default";
    String subject = "access " + underTest.nameOf(expected.domain()) + " " + page;
    return answers.restriction(expected.origin(), subject, answer, expected.answer());
  }

  @Override
  public Optional<Failure> statisticsAre(Expectation.StatisticsAre expected) {
    requireClaim(!expected.figures().isEmpty(), expected);
    return statistics.judge(expected);
  }

  /** What claims nothing would always hold. */
  private static void requireClaim(boolean present, Expectation expectation) {
    if (!present) {
      throw new MalformedVectorException(expectation.origin() + ": the expectation claims nothing");
    }
  }

  private static <T> boolean isToldAs(Optional<T> claim, Optional<T> told) {
    return claim.isEmpty() || claim.equals(told);
  }

  private static String orderText(Optional<PageOrder> order) {
    return order.map(o -> " order " + o).orElse("");
  }

  private static Optional<Failure> failure(
      Origin origin, String message, String expected, Object actual) {
    return Optional.of(new Failure(origin, message, expected, actual.toString(), ""));
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }

  @Override
  public Optional<Failure> accessSees(Expectation.AccessSees pending) {
    throw new UnsupportedOperationException("accessSees");
  }

  @Override
  public Optional<Failure> neverAfter(Expectation.NeverAfter pending) {
    throw new UnsupportedOperationException("neverAfter");
  }
}
