package io.shatterproof.harness;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.event.Observable;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.LegalOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares what an access met with what an expectation claims. Of an implementation that answers
 * with all that the architecture permits, each report must be as claimed, and each member of a set must
 * be among them.
 */
final class AccessJudge {
  private final Expectation.AccessHas expected;
  private final String subject;
  private final List<AccessReport> reports;
  private final boolean areAll;
  private final ClaimedOutcomes claimed;

  /**
   * Binds a judgement.
   *
   * @param subject the access in the words of the scenario
   * @param reports at least one
   * @param areAll whether nothing else is possible; several reports are always all
   */
  AccessJudge(
      Expectation.AccessHas expected, String subject, List<AccessReport> reports, boolean areAll) {
    this.areAll = areAll || reports.size() > 1;
    this.expected = expected;
    this.subject = subject;
    this.reports = reports;
    this.claimed = new ClaimedOutcomes(expected.outcomes());
  }

  Optional<Failure> judge() {
    return switch (expected.expectationClass()) {
      case MUST -> reports.stream().filter(r -> !isListed(r)).findFirst().map(this::notListed);
      case MUST_NOT -> reports.stream().filter(this::isListed).findFirst().map(this::listed);
      case ONE_OF, CONSTRAINED ->
        Stream.concat(
                reports.stream().filter(r -> !isListed(r)).map(this::notListed),
                areAll && asksForEach()
                    ? expected.outcomes().stream().filter(this::isNeverMet).map(this::neverMet)
                    : Stream.empty())
            .findFirst();
      case QUIRK -> Optional.empty();
    };
  }

  /** Whether each member must be possible: of a P2M, that is asked of the profiles it is about. */
  private boolean asksForEach() {
    return expected.domain().isEmpty() || !expected.scope().isArchitecture();
  }

  private boolean isListed(AccessReport report) {
    return claimed.admit(report);
  }

  private boolean isNeverMet(LegalOutcome member) {
    return reports.stream().noneMatch(report -> ClaimedOutcomes.shows(report, member.outcome()));
  }

  private Failure notListed(AccessReport report) {
    String several = reports.size() > 1 ? ", one of " + reports.size() + " outcomes" : "";
    return failure(
        subject + " -> " + claimed.text(report) + several + ", expected " + claimed.text(" or "),
        expected.outcomes().size() == 1 ? lines(expected.outcomes().get(0)) : claimed.text("\nor "),
        lines(report));
  }

  private Failure listed(AccessReport report) {
    String unwanted = "not " + claimed.text(" or ");
    String actual = claimed.text(report);
    return failure(subject + " -> " + actual + ", expected " + unwanted, unwanted, actual);
  }

  private Failure neverMet(LegalOutcome member) {
    return failure(
        subject + " is never " + ClaimedOutcomes.text(member)
            + ", which is one of the outcomes expected",
        claimed.text("\nor "),
        claimed.text(reports, "\nor "));
  }

  private Failure failure(String message, String wanted, String actual) {
    return new Failure(expected.origin(), message, wanted, actual, details(), Observable.ACCESS);
  }

  /** Everything that was reported, where it is more than an outcome. */
  private String details() {
    boolean tellsMore = reports.size() > 1
        || expected.domain().isEmpty()
        || expected.outcomes().stream()
            .anyMatch(legal -> !legal.outcome().details().isEmpty());
    return tellsMore
        ? reports.stream()
            .map(report -> "reported " + ClaimedOutcomes.complete(report))
            .collect(Collectors.joining("\n"))
        : "";
  }

  private static String lines(LegalOutcome legal) {
    List<String> lines = new ArrayList<>(List.of(legal.outcome().outcome()));
    lines.addAll(legal.outcome().details());
    return String.join("\n", lines) + (legal.why().isEmpty() ? "" : "\n(" + legal.why() + ")");
  }

  private String lines(AccessReport report) {
    List<String> lines = new ArrayList<>(List.of(report.outcome().toString()));
    lines.addAll(claimed.claimedOf(report));
    return expected.outcomes().size() == 1 ? String.join("\n", lines) : claimed.text(report);
  }
}
