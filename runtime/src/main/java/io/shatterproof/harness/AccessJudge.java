package io.shatterproof.harness;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.Outcome;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.RegisterText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares what an access met with what an expectation claims. Of an implementation that answers
 * with several reports, which are all that the architecture permits, each must be as claimed, and
 * each member of a set must be among them.
 */
final class AccessJudge {
  private final Expectation.AccessHas expected;
  private final String subject;
  private final List<AccessReport> reports;

  /**
   * Binds a judgement.
   *
   * @param subject the access in the words of the scenario
   * @param reports at least one
   */
  AccessJudge(Expectation.AccessHas expected, String subject, List<AccessReport> reports) {
    this.expected = expected;
    this.subject = subject;
    this.reports = reports;
  }

  Optional<Failure> judge() {
    return switch (expected.expectationClass()) {
      case MUST -> reports.stream().filter(r -> !isListed(r)).findFirst().map(this::notListed);
      case MUST_NOT -> reports.stream().filter(this::isListed).findFirst().map(this::listed);
      case ONE_OF, CONSTRAINED ->
        Stream.concat(
                reports.stream().filter(r -> !isListed(r)).map(this::notListed),
                reports.size() > 1
                    ? members().filter(this::isNeverMet).map(this::neverMet)
                    : Stream.empty())
            .findFirst();
      case QUIRK -> Optional.empty();
    };
  }

  private boolean isListed(AccessReport report) {
    return members().anyMatch(member -> member.outcome().admits(report));
  }

  private boolean isNeverMet(LegalOutcome member) {
    return reports.stream().noneMatch(report -> member.outcome().admits(report));
  }

  private Failure notListed(AccessReport report) {
    String several = reports.size() > 1 ? ", one of " + reports.size() + " outcomes" : "";
    return failure(
        subject + " -> " + text(report) + several + ", expected " + wanted(" or "),
        expected.outcomes().size() == 1 ? lines(expected.outcomes().get(0)) : wanted("\nor "),
        lines(report));
  }

  private Failure listed(AccessReport report) {
    String unwanted = "not " + wanted(" or ");
    return failure(
        subject + " -> " + text(report) + ", expected " + unwanted, unwanted, text(report));
  }

  private Failure neverMet(LegalOutcome member) {
    return failure(
        subject + " is never " + text(member) + ", which is one of the outcomes expected",
        wanted("\nor "),
        reports.stream().map(this::text).collect(Collectors.joining("\nor ")));
  }

  private Failure failure(String message, String wanted, String actual) {
    return new Failure(expected.origin(), message, wanted, actual, details());
  }

  /** Everything that was reported, where it is more than an outcome. */
  private String details() {
    boolean tellsMore = reports.size() > 1
        || reports.stream().anyMatch(report -> !report.syndrome().values().isEmpty())
        || expected.domain().isEmpty();
    return tellsMore
        ? reports.stream()
            .map(report -> "reported " + complete(report))
            .collect(Collectors.joining("\n"))
        : "";
  }

  private Stream<LegalOutcome> members() {
    return expected.outcomes().stream();
  }

  private String wanted(String or) {
    return members().map(AccessJudge::text).collect(Collectors.joining(or));
  }

  private static String text(LegalOutcome legal) {
    return legal.outcome() + (legal.why().isEmpty() ? "" : " (" + legal.why() + ")");
  }

  private static String lines(LegalOutcome legal) {
    List<String> lines = new ArrayList<>(List.of(legal.outcome().outcome()));
    lines.addAll(legal.outcome().details());
    return String.join("\n", lines) + (legal.why().isEmpty() ? "" : "\n(" + legal.why() + ")");
  }

  private String text(AccessReport report) {
    return braced(report, claimedOf(report));
  }

  private String lines(AccessReport report) {
    List<String> lines = new ArrayList<>(List.of(report.outcome().toString()));
    lines.addAll(claimedOf(report));
    return expected.outcomes().size() == 1 ? String.join("\n", lines) : text(report);
  }

  /** What a report has of that which is claimed of outcomes of its class. */
  private Set<String> claimedOf(AccessReport report) {
    boolean succeeds = report.outcome() instanceof Outcome.Translated;
    return members()
        .map(LegalOutcome::outcome)
        .filter(claim -> claim instanceof OutcomeClaim.Ok == succeeds)
        .flatMap(claim -> claim.detailsOf(report).stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String complete(AccessReport report) {
    Set<String> all = new LinkedHashSet<>();
    if (report.outcome() instanceof Outcome.Translated translated) {
      all.add("level " + (translated.level() == Outcome.NO_LEVEL ? "none" : translated.level()));
      all.add(translated.attributes().toString());
    }
    all.addAll(RegisterText.of(report.syndrome()));
    return braced(report, all);
  }

  private static String braced(AccessReport report, Set<String> details) {
    return report.outcome() + (details.isEmpty() ? "" : " { " + String.join(" ", details) + " }");
  }
}
