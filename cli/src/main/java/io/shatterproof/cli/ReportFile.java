package io.shatterproof.cli;

import io.shatterproof.compiler.output.OutputFile;
import io.shatterproof.results.CampaignHeader;
import io.shatterproof.results.ResultFormat;
import io.shatterproof.results.RunResult;
import io.shatterproof.results.Totals;
import io.shatterproof.vector.file.TemporaryFiles;
import io.shatterproof.vector.file.WholeFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of results. Runs are written beside it as they come, and it is written as a whole at the end,
 * when it is known what stands before them.
 */
final class ReportFile implements AutoCloseable {
  private final Path file;
  private final ResultFormat format;
  private final Path runs;
  private final BufferedWriter writer;

  /** Begins; fails if nothing can be written there. */
  ReportFile(ReportTarget target) throws FileFailure {
    this.file = target.file();
    this.format = target.format();
    try {
      if (Files.isDirectory(file)) {
        throw new FileFailure("cannot write " + file + ": it is a folder");
      }
      boolean isPlain = !Files.exists(file) || Files.isRegularFile(file);
      if (isPlain) {
        Files.createDirectories(parentOf(file));
      }
      this.runs = TemporaryFiles.add(
          isPlain ? WholeFile.neighbourOf(file) : Files.createTempFile("shatterproof", "results"));
      this.writer = Files.newBufferedWriter(
          runs, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new FileFailure(FileErrors.cannotWrite(file, e));
    }
  }

  private static Path parentOf(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + " is no name of a file");
    }
    return folder;
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
      OutputFile.replace(file, out -> {
        out.write(format.head(header, totals).getBytes(StandardCharsets.UTF_8));
        Files.copy(runs, out);
        out.write(format.foot(totals).getBytes(StandardCharsets.UTF_8));
      });
    } catch (IOException e) {
      throw new FileFailure(FileErrors.cannotWrite(file, e));
    }
  }

  /** Leaves nothing behind but what was finished. */
  @Override
  public void close() {
    try {
      writer.close();
      TemporaryFiles.delete(runs);
    } catch (IOException e) {
      return; // it is tried once more at the end
    }
  }
}
