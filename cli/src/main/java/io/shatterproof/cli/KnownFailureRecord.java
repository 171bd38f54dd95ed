package io.shatterproof.cli;

import io.shatterproof.compiler.output.OutputFile;
import io.shatterproof.harness.Result;
import io.shatterproof.results.KnownFailureList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The failures of a run, as a list of known ones. */
final class KnownFailureRecord {
  private static final String HEAD = """
      # Known failures: ID [PROFILE] RESULT REFERENCE. Another result of the same vector is a new failure.
      """;

  private final KnownFailureList known;
  private final StringBuilder lines = new StringBuilder(HEAD);
  private final Set<String> told = new HashSet<>(); // several sets may have one vector

  KnownFailureRecord(KnownFailureList known) {
    this.known = known;
  }

  /**
   * Takes a result.
   *
   * @param reference where it is told of; empty if it is not known
   */
  void add(Result result, String reference) {
    boolean isNew =
        result.verdict().isFailure() && told.add(result.heading().id() + " " + result.profile());
    if (isNew) {
      String earlier = known.of(result).map(KnownFailureList.Entry::reference).orElse("");
      String why = earlier.isEmpty() ? "not examined: " + result.heading().title() : earlier;
      lines.append(KnownFailureList.line(result, reference.isEmpty() ? why : reference));
    }
  }

  void write(Path file) throws FileFailure {
    try {
      OutputFile.replace(file, lines.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new FileFailure(FileErrors.cannotWrite(file, e));
    }
  }
}
