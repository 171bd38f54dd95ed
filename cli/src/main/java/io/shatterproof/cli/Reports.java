package io.shatterproof.cli;

import io.shatterproof.results.CampaignHeader;
import io.shatterproof.results.ReportTarget;
import io.shatterproof.results.RunResult;
import io.shatterproof.results.Totals;
import java.util.ArrayList;
import java.util.List;

/** The files that results go to, perhaps none. */
final class Reports implements AutoCloseable {
  private final List<ReportFile> files = new ArrayList<>();

  /** Begins each of them. */
  static Reports open(List<ReportTarget> targets, Console console) throws FileFailure {
    Reports reports = new Reports();
    try {
      for (ReportTarget target : targets) {
        reports.files.add(new ReportFile(target, console));
      }
      return reports;
    } catch (FileFailure failure) {
      reports.close();
      throw failure;
    }
  }

  void add(RunResult result) throws FileFailure {
    for (ReportFile file : files) {
      file.add(result);
    }
  }

  /** Writes them all. */
  void finish(CampaignHeader header, Totals totals) throws FileFailure {
    for (ReportFile file : files) {
      file.finish(header, totals);
    }
  }

  @Override
  public void close() {
    files.forEach(ReportFile::close);
  }
}
