package io.shatterproof.cli;

import io.shatterproof.compiler.output.HeadedFile;
import io.shatterproof.results.CampaignHeader;
import io.shatterproof.results.ResultFormat;
import io.shatterproof.results.RunResult;
import io.shatterproof.results.Totals;
import java.io.IOException;
import java.nio.file.Path;

/** A file of results. */
final class ReportFile implements AutoCloseable {
  private final Path file;
  private final ResultFormat format;
  private final HeadedFile content;

  /** Begins; fails if nothing can be written there. */
  ReportFile(ReportTarget target) throws FileFailure {
    this.file = target.file();
    this.format = target.format();
    try {
      this.content = new HeadedFile(file);
    } catch (IOException e) {
      throw new FileFailure(FileErrors.cannotWrite(file, e));
    }
  }

  void add(RunResult result) throws FileFailure {
    try {
      content.append(format.run(result));
    } catch (IOException e) {
      throw new FileFailure(FileErrors.cannotWrite(file, e));
    }
  }

  /** Writes the file. */
  void finish(CampaignHeader header, Totals totals) throws FileFailure {
    try {
      content.finish(format.head(header, totals), format.foot(totals));
    } catch (IOException e) {
      throw new FileFailure(FileErrors.cannotWrite(file, e));
    }
  }

  /** Leaves nothing behind but what was finished. */
  @Override
  public void close() {
    content.close();
  }
}
