package io.shatterproof.cli;

import io.shatterproof.compiler.output.OutputFile;
import io.shatterproof.results.CampaignHeader;
import io.shatterproof.results.ResultFormat;
import io.shatterproof.results.RunResult;
import io.shatterproof.results.Totals;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file of results. Runs are written beside it as they come, and it is written as a whole at the end,
 * when it is known what stands before them.
 */
final class ReportFile implements AutoCloseable {
  private final Path file;
  private final ResultFormat format;
  private final Path runs;
  private final BufferedWriter writer;
  private final @Nullable PrintWriter output;

  /** Begins; fails if nothing can be written there. */
  ReportFile(ReportTarget target, Console console) throws FileFailure {
    this.file = target.file();
    this.output = target.isOutput() ? console.out() : null;
    this.format = target.format();
    try {
      if (output == null && Files.isDirectory(file)) {
        throw new FileFailure("cannot write " + file + ": it is a folder");
      }
      boolean isPlain = output == null && (!Files.exists(file) || Files.isRegularFile(file));
      this.runs =
          isPlain ? OutputFile.neighbour(file) : Files.createTempFile("shatterproof", "results");
      this.writer = Files.newBufferedWriter(
          runs, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      runs.toFile().deleteOnExit(); // where the user ends the program
    } catch (IOException e) {
      throw new FileFailure(FileErrors.cannotWrite(file, e));
    }
  }

  void add(RunResult result) throws FileFailure {
    try {
      writer.write(format.run(result));
    } catch (IOException e) {
      throw new FileFailure(FileErrors.cannotWrite(file, e));
    }
  }

  /** Writes the file. */
  void finish(CampaignHeader header, Totals totals) throws FileFailure {
    try {
      writer.close();
      if (output != null) {
        print(output, header, totals);
        return;
      }
      OutputFile.replace(file, out -> {
        out.write(format.head(header, totals).getBytes(StandardCharsets.UTF_8));
        Files.copy(runs, out);
        out.write(format.foot(totals).getBytes(StandardCharsets.UTF_8));
      });
    } catch (IOException e) {
      throw new FileFailure(FileErrors.cannotWrite(file, e));
    }
  }

  private void print(PrintWriter out, CampaignHeader header, Totals totals) throws IOException {
    out.print(format.head(header, totals));
    try (Reader reader = Files.newBufferedReader(runs)) {
      reader.transferTo(out);
    }
    out.print(format.foot(totals));
    out.flush();
  }

  /** Leaves nothing behind but what was finished. */
  @Override
  public void close() {
    try {
      writer.close();
      Files.deleteIfExists(runs);
    } catch (IOException e) {
      runs.toFile().deleteOnExit(); // tried once more
    }
  }
}
