package io.shatterproof.harness;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.Outcome;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.RegisterText;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is claimed of an access, compared with what was reported, and both as text. */
record ClaimedOutcomes(List<LegalOutcome> members) {
  ClaimedOutcomes {
    members = List.copyOf(members);
  }

  /** One claim alone. */
  static ClaimedOutcomes of(OutcomeClaim claim) {
    return new ClaimedOutcomes(List.of(LegalOutcome.of(claim)));
  }

  /** Whether a report is as one of the members claims. */
  boolean admit(AccessReport report) {
    for (LegalOutcome member : members) {
      if (member.outcome().admits(report)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a report shows that a member is possible: that of anything is shown by that alone. */
  static boolean shows(AccessReport report, OutcomeClaim claim) {
    return claim instanceof OutcomeClaim.Wild
        ? report.outcome() instanceof Outcome.Wild
        : claim.admits(report);
  }

  /** All members. */
  String text(String or) {
    return members.stream().map(ClaimedOutcomes::text).collect(Collectors.joining(or));
  }

  /** One member, with its reason. */
  static String text(LegalOutcome legal) {
    return legal.outcome() + (legal.why().isEmpty() ? "" : " (" + legal.why() + ")");
  }

  /** A report with what it has of that which is claimed. */
  String text(AccessReport report) {
    return braced(report, claimedOf(report));
  }

  /** Several reports: those that are as claimed in the order of the claims, then the others. */
  String text(Collection<AccessReport> reports, String or) {
    return reports.stream()
        .sorted(Comparator.comparingInt(this::position))
        .map(this::text)
        .distinct()
        .collect(Collectors.joining(or));
  }

  private int position(AccessReport report) {
    for (int i = 0; i < members.size(); i++) {
      if (shows(report, members.get(i).outcome())) {
        return i;
      }
    }
    return members.size();
  }

  /** What a report has of that which is claimed of outcomes of its class. */
  Set<String> claimedOf(AccessReport report) {
    boolean succeeds = report.outcome() instanceof Outcome.Translated;
    return members.stream()
        .map(LegalOutcome::outcome)
        .filter(claim -> claim instanceof OutcomeClaim.Ok == succeeds)
        .flatMap(claim -> claim.detailsOf(report).stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** A report with all that it has. */
  static String complete(AccessReport report) {
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
