package io.shatterproof.harness;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.event.Counter;
import io.shatterproof.event.Observable;
import io.shatterproof.event.Observable.LookupPart;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.p2m.PageOrder;
import io.shatterproof.vector.EventMatching;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.RegisterText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
    Set<Observable> differences = differences(expected, actual);
    String claim = (expected.pa().isPresent() ? hex(expected.pa().getAsLong()) : "somewhere")
        + expected.permissions().map(p -> " perm " + p.word()).orElse("")
        + expected.type().map(t -> " as " + t.word()).orElse("")
        + expected.access().map(a -> " access " + a.word()).orElse("")
        + orderText(expected.order());
    return differences.isEmpty()
        ? attributesOfType(expected)
        : lookupFailure(
            differences, expected.origin(), expected.domain(), expected.ipa(), claim, actual);
  }

  /** A leaf of a type has the memory attributes of the type, whatever the P2M tells of it. */
  private Optional<Failure> attributesOfType(Expectation.LookupIs expected) {
    Optional<MemoryAttributes> actual = underTest.attributes(expected.domain(), expected.ipa());
    if (expected.type().isEmpty() || actual.isEmpty()) {
      return Optional.empty();
    }
    P2mType type = expected.type().get();
    if (type.attributes().equals(actual.get())) {
      return Optional.empty();
    }
    String claim = "as " + type.word() + ", " + type.attributes();
    String message = "lookup " + underTest.nameOf(expected.domain()) + " " + hex(expected.ipa())
        + " has a leaf of " + actual.get() + ", expected " + claim;
    Set<Observable> differences = Set.of(Observable.of(LookupPart.TYPE));
    return failure(expected.origin(), message, claim, actual.get(), differences);
  }

  private static Set<Observable> differences(Expectation.LookupIs expected, P2mEntry actual) {
    if (!(actual instanceof P2mEntry.Mapped mapped)) {
      return Set.of(Observable.of(LookupPart.MAPPED));
    }
    Set<LookupPart> parts = EnumSet.noneOf(LookupPart.class);
    if (expected.pa().isPresent() && mapped.pa() != expected.pa().getAsLong()) {
      parts.add(LookupPart.PA);
    }
    if (!expected.permissions().map(p -> p.admits(mapped.permissions())).orElse(true)) {
      parts.add(LookupPart.PERMISSIONS);
    }
    if (!isToldAs(expected.type(), mapped.type())) {
      parts.add(LookupPart.TYPE);
    }
    if (!isToldAs(expected.access(), mapped.access())) {
      parts.add(LookupPart.ACCESS);
    }
    if (!isToldAs(expected.order(), mapped.order())) {
      parts.add(LookupPart.ORDER);
    }
    return parts.stream().map(Observable::of).collect(Collectors.toSet());
  }

  @Override
  public Optional<Failure> lookupIsHole(Expectation.LookupIsHole expected) {
    P2mEntry actual = underTest.lookup(expected.domain(), expected.ipa());
    Set<Observable> differences = differences(expected, actual);
    String claim = "hole" + orderText(expected.order());
    return lookupFailure(
        differences, expected.origin(), expected.domain(), expected.ipa(), claim, actual);
  }

  private static Set<Observable> differences(Expectation.LookupIsHole expected, P2mEntry actual) {
    if (!(actual instanceof P2mEntry.Hole hole)) {
      return Set.of(Observable.of(LookupPart.MAPPED));
    }
    return isToldAs(expected.order(), hole.order())
        ? Set.of()
        : Set.of(Observable.of(LookupPart.ORDER));
  }

  private Optional<Failure> lookupFailure(
      Set<Observable> differences,
      Origin origin,
      int domain,
      long ipa,
      String claim,
      P2mEntry actual) {
    String subject = "lookup " + underTest.nameOf(domain) + " " + hex(ipa);
    String message = subject + " is " + actual + ", expected " + claim;
    return differences.isEmpty()
        ? Optional.empty()
        : failure(origin, message, claim, actual, differences);
  }

  @Override
  public Optional<Failure> accessHas(Expectation.AccessHas expected) {
    requireClaim(!expected.outcomes().isEmpty(), expected);
    String subject = underTest.nameOf(Observer.of(expected));
    if (expected.domain().isEmpty()) {
      underTest.requireSyndromes(expected.outcomes());
      List<AccessReport> reports = underTest.bareTables().probe(expected.pe(), expected.access());
      return new AccessJudge(expected, subject, reports, underTest.knowsAllOutcomes()).judge();
    }
    underTest.requireSyndromesOfGuest(expected.outcomes());
    int domain = expected.domain().getAsInt();
    List<AccessReport> reports = underTest.access(expected.pe(), domain, expected.access());
    return new AccessJudge(expected, subject, reports, false).judge();
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
        expected.origin(),
        message,
        claim,
        told,
        isWhole ? "" : "whole word " + hex(actual),
        Observable.REPORT));
  }

  @Override
  public Optional<Failure> storedIs(Expectation.StoredIs expected) {
    requireClaim(expected.mask() != 0, expected);
    DomainTables.Entry entry =
        underTest.tables(expected.domain()).find(expected.level(), expected.ipa());
    boolean isFound = entry.level() == expected.level();
    if (isFound && ((entry.descriptor() ^ expected.value()) & expected.mask()) == 0) {
      return Optional.empty();
    }
    boolean isWhole = expected.mask() == -1;
    String of = isWhole ? "" : " in bits " + RegisterText.bits(expected.mask());
    String claim = hex(expected.value()) + of;
    String told = isFound
        ? hex(entry.descriptor() & expected.mask()) + of
        : "not there, below " + hex(entry.descriptor()) + " at level " + entry.level();
    String message = "stored " + underTest.nameOf(expected.domain()) + " level " + expected.level()
        + " of " + hex(expected.ipa()) + " is " + told + ", expected " + claim;
    return Optional.of(new Failure(
        expected.origin(),
        message,
        claim,
        told,
        isFound && !isWhole ? "whole word " + hex(entry.descriptor()) : "",
        Observable.REPORT));
  }

  @Override
  public Optional<Failure> eventsAre(Expectation.EventsAre expected) {
    requireClaim(
        expected.matching() != EventMatching.INCLUDE || !expected.patterns().isEmpty(), expected);
    return events.judge(expected, underTest.phase());
  }

  @Override
  public Optional<Failure> noEvent(Expectation.NoEvent expected) {
    return events.judge(expected, underTest.phase());
  }

  @Override
  public Optional<Failure> countsAre(Expectation.CountsAre expected) {
    requireClaim(!expected.counts().isEmpty(), expected);
    List<String> claims = new ArrayList<>();
    List<String> actuals = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    Set<Observable> observables = new HashSet<>();
    for (Expectation.Count count : expected.counts()) {
      String word = count.counter().word();
      long actual = total(count.counter());
      String claim = word + (count.atMost() ? " at most " : " ") + count.value();
      boolean agrees = count.atMost() ? actual <= count.value() : actual == count.value();
      claims.add(claim);
      actuals.add(agrees ? claim : word + " " + actual);
      if (!agrees) {
        observables.add(Observable.of(count.counter()));
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
        underTest.eventLog(),
        observables));
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
    return new ViolationComparison(underTest).judge(expected);
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
        underTest.textOfViolations(),
        underTest.violations().observablesInPhase()));
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
        expected.origin(),
        "the operation returned " + told + ", expected " + claim,
        claim,
        told,
        Set.of(Observable.RETURNED));
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
      Origin origin, String message, String expected, Object actual, Set<Observable> observables) {
    return Optional.of(new Failure(origin, message, expected, actual.toString(), "", observables));
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }

  /** Judged at the boundaries of the phase, not after it. */
  @Override
  public Optional<Failure> accessSees(Expectation.AccessSees expected) {
    throw notMeanwhile(expected);
  }

  @Override
  public Optional<Failure> neverAfter(Expectation.NeverAfter expected) {
    throw notMeanwhile(expected);
  }

  private static MalformedVectorException notMeanwhile(Expectation expected) {
    return new MalformedVectorException(
        expected.origin() + ": what is seen meanwhile is no expectation of what comes after it");
  }
}
