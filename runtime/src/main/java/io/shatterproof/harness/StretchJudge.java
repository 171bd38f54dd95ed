package io.shatterproof.harness;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.event.Observable;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Stretch;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/** Judges what an access can meet at the boundaries of a stretch of a phase. */
final class StretchJudge {
  private final String subject;
  private final List<List<AccessReport>> seen;
  private final BoundarySpan span;
  private final IntFunction<BoundaryLog> log;

  /**
   * Binds a judgement.
   *
   * @param subject the access in the words of the scenario
   * @param seen what it can meet, boundary by boundary of the whole phase
   * @param log what happened, with a boundary marked
   */
  StretchJudge(
      String subject,
      List<List<AccessReport>> seen,
      BoundarySpan span,
      IntFunction<BoundaryLog> log) {
    this.subject = subject;
    this.seen = seen;
    this.span = span;
    this.log = log;
  }

  /**
   * The first boundary at which something else is possible.
   *
   * @param fresh boundaries before this one were judged in another order that begins alike
   */
  Optional<Flaw> onlySees(Expectation.AccessSees expected, int fresh) {
    ClaimedOutcomes claimed = new ClaimedOutcomes(expected.outcomes());
    for (int i = Math.max(fresh, span.first()); i <= span.last(); i++) {
      for (AccessReport report : seen.get(i)) {
        if (!claimed.admit(report)) {
          return Optional.of(other(expected, claimed, report, i));
        }
      }
    }
    return Optional.empty();
  }

  private Flaw other(
      Expectation.AccessSees expected, ClaimedOutcomes claimed, AccessReport report, int boundary) {
    BoundaryLog here = log.apply(boundary);
    String message = subject + " -> " + claimed.text(report) + " " + here.place()
        + ", expected only " + claimed.text(" or ") + during(expected.stretch());
    String possible = claimed.text(seen.get(boundary), "\nor ");
    return new Flaw(
        new Failure(
            expected.origin(),
            message,
            claimed.text("\nor "),
            possible,
            here.text(List.of(subject + " -> " + claimed.text(seen.get(boundary), " or "))),
            Observable.SEES),
        boundary);
  }

  /** Takes down which of the outcomes were possible; some order must show each. */
  void cover(Expectation.AccessSees expected, int phase, Coverage coverage) {
    for (LegalOutcome member : expected.outcomes()) {
      Coverage.Key key = new Coverage.Key(phase, expected, member.toString());
      if (coverage.isShown(key)) {
        continue;
      }
      if (isPossible(member)) {
        coverage.show(key);
      } else {
        coverage.miss(key, () -> neverMet(expected, member));
      }
    }
  }

  private boolean isPossible(LegalOutcome member) {
    for (int i = span.first(); i <= span.last(); i++) {
      for (AccessReport report : seen.get(i)) {
        if (ClaimedOutcomes.shows(report, member.outcome())) {
          return true;
        }
      }
    }
    return false;
  }

  private Failure neverMet(Expectation.AccessSees expected, LegalOutcome member) {
    ClaimedOutcomes claimed = new ClaimedOutcomes(expected.outcomes());
    Set<AccessReport> possible = new LinkedHashSet<>();
    for (int i = span.first(); i <= span.last(); i++) {
      possible.addAll(seen.get(i));
    }
    return new Failure(
        expected.origin(),
        subject + " is never " + ClaimedOutcomes.text(member) + during(expected.stretch())
            + ", which is one of the outcomes expected",
        claimed.text("\nor "),
        claimed.text(possible, "\nor "),
        log.apply(span.last()).text(List.of()),
        Observable.SEES);
  }

  /** The first boundary at which the one outcome is possible while or after the other one was. */
  Optional<Flaw> neverAfter(Expectation.NeverAfter expected) {
    int met = -1;
    for (int i = span.first(); i <= span.last(); i++) {
      if (met < 0 && can(i, ClaimedOutcomes.of(expected.after()))) {
        met = i;
      }
      if (met >= 0 && can(i, ClaimedOutcomes.of(expected.never()))) {
        return Optional.of(tooLate(expected, met, i));
      }
    }
    return Optional.empty();
  }

  private boolean can(int boundary, ClaimedOutcomes claimed) {
    return seen.get(boundary).stream()
        .anyMatch(
            report -> ClaimedOutcomes.shows(report, claimed.members().get(0).outcome()));
  }

  private Flaw tooLate(Expectation.NeverAfter expected, int met, int boundary) {
    ClaimedOutcomes claimed = new ClaimedOutcomes(
        List.of(LegalOutcome.of(expected.never()), LegalOutcome.of(expected.after())));
    BoundaryLog here = log.apply(boundary);
    String first = met == boundary ? "there" : log.apply(met).place();
    String message = subject + " can be " + expected.never() + " " + here.place()
        + ", although it could be " + expected.after() + " " + first;
    return new Flaw(
        new Failure(
            expected.origin(),
            message,
            "never " + expected.never() + "\nafter " + expected.after()
                + during(expected.stretch()),
            claimed.text(seen.get(boundary), "\nor "),
            here.text(List.of(subject + " -> " + claimed.text(seen.get(boundary), " or "))),
            Observable.SEES),
        boundary);
  }

  /** The failure of a stretch without boundaries. */
  static Failure noBoundary(Origin origin, String subject, Stretch stretch, String reason) {
    return new Failure(
        origin,
        subject + " is looked at nowhere: there is no boundary" + during(stretch) + ", since "
            + reason,
        "a boundary" + during(stretch),
        "none",
        "",
        Observable.SEES);
  }

  private static String during(Stretch stretch) {
    return stretch.equals(Stretch.ALL) ? "" : " " + stretch;
  }
}
