package io.shatterproof.maven.build;

import io.shatterproof.compiler.output.HeadedFile;
import io.shatterproof.results.CampaignHeader;
import io.shatterproof.results.ReportTarget;
import io.shatterproof.results.RunResult;
import io.shatterproof.results.Totals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files that results go to, perhaps none. */
final class ReplayReports implements AutoCloseable {
  private final List<ReportTarget> targets;
  private final List<HeadedFile> files = new ArrayList<>();
  private @Nullable IOException unwritten;

  ReplayReports(List<ReportTarget> targets) throws IOException {
    this.targets = targets;
    try {
      for (ReportTarget target : targets) {
        files.add(new HeadedFile(target.file()));
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** What cannot be written ends no campaign: it is told at its end. */
  void add(RunResult result) {
    try {
      for (int i = 0; i < files.size(); i++) {
        files.get(i).append(targets.get(i).format().run(result));
      }
    } catch (IOException e) {
      unwritten = unwritten == null ? e : unwritten;
    }
  }

  void finish(CampaignHeader header, Totals totals) throws IOException {
    if (unwritten != null) {
      throw unwritten;
    }
    for (int i = 0; i < files.size(); i++) {
      files
          .get(i)
          .finish(
              targets.get(i).format().head(header, totals),
              targets.get(i).format().foot(totals));
    }
  }

  @Override
  public void close() {
    files.forEach(HeadedFile::close);
  }
}
