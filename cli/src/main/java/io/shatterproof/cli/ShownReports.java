package io.shatterproof.cli;

import io.shatterproof.results.ReportTarget;
import java.util.List;
import picocli.CommandLine.Option;

/** Other formats that results are written in. */
final class ShownReports {
  @Option(
      names = "--report",
      paramLabel = "FORMAT:FILE",
      arity = "1",
      converter = ReportTargetParser.class,
      completionCandidates = Candidates.Reports.class,
      description = "Write the results to a file as junit (XML), tap (version 14) or jsonl (JSON"
          + " Lines); - is the standard output. May be repeated.")
  private List<ReportTarget> reports = List.of();

  /** Refuses what would destroy something. */
  void check(WrittenFiles written) {
    reports.forEach(report -> written.add("--report", report.file()));
  }

  List<ReportTarget> targets() {
    return reports;
  }

  /** Where a person reads, unless a report stands there. */
  Console console(Console all) {
    return reports.stream().anyMatch(ReportTarget::isOutput) ? all.silent() : all;
  }
}
