package io.shatterproof.cli;

import io.shatterproof.harness.embedded.CVectors;
import io.shatterproof.harness.remote.LoggedProvider;
import io.shatterproof.harness.remote.ObservationLog;
import io.shatterproof.harness.remote.ObservationLogException;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.CountText;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Judges what was logged in place of an implementation that runs. */
final class LogOption {
  @Option(
      names = "--log",
      paramLabel = "LOG",
      description = "Judge what vectors in C have logged (docs/vectors-in-c.md), in place of an"
          + " implementation. Other text in the log is passed over.")
  private @Nullable Path file;

  private @Nullable ObservationLog log;
  private final Set<String> inSets = new HashSet<>();
  private ObservationLog.@Nullable SetName digest;

  /** What is read: these, and the log. */
  List<Path> read(List<Path> files) {
    return Stream.concat(files.stream(), Stream.ofNullable(file)).toList();
  }

  boolean isChosen() {
    return file != null;
  }

  /** Reads the log, which is open until the command is done. */
  LoggedProvider provider(OpenedByCommand opened) throws FileFailure {
    Path path = file == null ? Path.of("") : file;
    // What is no UTF-8 is other text: a line with a mark and a checksum is ASCII.
    try (InputStreamReader text =
        new InputStreamReader(Files.newInputStream(path), StandardCharsets.ISO_8859_1)) {
      log = opened.add(ObservationLog.read(text));
      digest = new ObservationLog.SetName();
      return new LoggedProvider(log);
    } catch (ObservationLogException bad) {
      throw new FileFailure(path + ": " + bad.getMessage());
    } catch (IOException unreadable) {
      throw new FileFailure(FileErrors.cannotRead(path, unreadable));
    }
  }

  /** Takes note of a vector of the sets. */
  void count(ConformanceVector vector) {
    if (log != null && digest != null) {
      inSets.add(vector.heading().id());
      if (CVectors.isPossible(vector, log.capabilities())) {
        digest.add(vector.heading().id());
      }
    }
  }

  /** Demands that the sets are those that were exported, and tells what is wrong with the log. */
  void check(Console console) throws FileFailure {
    if (log == null || digest == null) {
      return;
    }
    if (!digest.text().equals(log.digest())) {
      long unknown = log.ids().stream().filter(id -> !inSets.contains(id)).count();
      throw new FileFailure(file + ": the log is of other sets than these"
          + (unknown > 0 ? ", which lack " + CountText.of(unknown, "vector") + " of it" : "")
          + "; give replay the sets that were exported");
    }
    log.remarks().forEach(remark -> console.complain(file + ": " + remark));
  }
}
