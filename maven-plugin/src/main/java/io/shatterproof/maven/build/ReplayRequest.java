package io.shatterproof.maven.build;

import io.shatterproof.compiler.backend.junit.TestTarget;
import io.shatterproof.results.ReportTarget;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is judged by what.
 *
 * @param baseFolder folder of the project
 * @param sets files, folders and jars of sets
 * @param target the implementation
 * @param profiles as which it is judged; none for all that it has
 * @param timeout how long one run of one vector may take
 * @param threads how many vectors are run at once
 * @param reports where results go
 * @param knownFailures the list of those that are known
 * @param strictKnown whether it is a failure that an entry of that list is out of date
 */
public record ReplayRequest(
    Path baseFolder,
    List<Path> sets,
    TestTarget target,
    List<String> profiles,
    Duration timeout,
    int threads,
    List<ReportTarget> reports,
    Optional<Path> knownFailures,
    boolean strictKnown) {
  public ReplayRequest {
    sets = List.copyOf(sets);
    profiles = List.copyOf(profiles);
    reports = List.copyOf(reports);
  }

  /** A text that names files, which are told from the project on. */
  String shown(String text) {
    return text.replace(baseFolder + File.separator, "");
  }
}
