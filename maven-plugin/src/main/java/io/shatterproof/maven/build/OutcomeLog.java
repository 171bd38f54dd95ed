package io.shatterproof.maven.build;

import io.shatterproof.compiler.output.OutputChange;
import io.shatterproof.vector.CountText;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** Tells the outcome of a generation. */
public final class OutcomeLog {
  private final Log log;
  private final ProblemLog problems;

  /** Tells from now on. */
  public OutcomeLog(Log log, ProblemLog problems) {
    this.log = log;
    this.problems = problems;
  }

  /**
   * Tells everything at once.
   *
   * @param failOnMissing whether it is an error that there is no scenario
   * @throws MojoFailureException if there is an error, after all have been told
   */
  public void tell(GenerationOutcome outcome, SourceRequest request, boolean failOnMissing)
      throws MojoFailureException {
    if (!outcome.isUpToDate()) {
      problems.begin(outcome.files());
    }
    problems.tell(outcome.diagnostics());
    problems.requireNone();
    if (outcome.vectors() == 0 && !outcome.isUpToDate()) {
      problems.tellMissing(MissingSources.message(request, outcome.files().size()), failOnMissing);
    }
    String files = CountText.of(outcome.files().size(), "scenario file");
    if (outcome.change().isEmpty()) {
      log.info("Nothing to generate: the tests of " + files + " are up to date");
    } else {
      OutputChange change = outcome.change().get();
      log.info("Generated tests of "
          + files
          + ": "
          + change.written()
          + " written, "
          + change.unchanged()
          + " unchanged, "
          + change.deleted()
          + " deleted");
    }
  }
}
