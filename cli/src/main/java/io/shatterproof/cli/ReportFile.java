package io.shatterproof.cli;

import io.shatterproof.compiler.output.HeadedFile;
import io.shatterproof.results.CampaignHeader;
import io.shatterproof.results.ReportTarget;
import io.shatterproof.results.ResultFormat;
import io.shatterproof.results.RunResult;
import io.shatterproof.results.Totals;
import io.shatterproof.vector.file.TemporaryFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of results, or the same on the standard output. */
final class ReportFile implements AutoCloseable {
  private final Path file;
  private final @Nullable PrintWriter output;
  private final ResultFormat format;
  private final HeadedFile content;

  /** Begins; fails if nothing can be written there. */
  ReportFile(ReportTarget target, Console console) throws FileFailure {
    this.output = target.isOutput() ? console.out() : null;
    this.format = target.format();
    Path written = target.file();
    try {
      if (output != null) { // what stands first is known last
        written = TemporaryFiles.add(Files.createTempFile("shatterproof", "report"));
      }
      this.file = written;
      this.content = new HeadedFile(file);
    } catch (IOException e) {
      throw new FileFailure(FileErrors.cannotWrite(written, e));
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
      if (output != null) {
        print(output);
      }
    } catch (IOException e) {
      throw new FileFailure(FileErrors.cannotWrite(file, e));
    }
  }

  private void print(PrintWriter out) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      reader.transferTo(out);
    }
    out.flush();
  }

  /** Leaves nothing behind but what was finished. */
  @Override
  public void close() {
    content.close();
    if (output != null) {
      try {
        TemporaryFiles.delete(file);
      } catch (IOException e) {
        return; // it is tried once more at the end
      }
    }
  }
}
