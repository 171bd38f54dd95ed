package io.shatterproof.cli;

import io.shatterproof.results.KnownFailureAccount;
import io.shatterproof.results.KnownFailureList;
import io.shatterproof.vector.CountText;
import io.shatterproof.vector.VisibleText;

/** What became of known failures, for a person. */
final class KnownFailureText {
  private final Console console;
  private final ResultOptions options;
  private final KnownFailureAccount known;

  KnownFailureText(Console console, ResultOptions options, KnownFailureAccount known) {
    this.console = console;
    this.options = options;
    this.known = known;
  }

  /**
   * Prints it; returns whether nothing is to be done about the list, where that is asked for.
   *
   * @param times runs that failed as known
   * @param isWhole whether every vector of the set was met
   */
  boolean print(long times, boolean isWhole) {
    if (options.knownFailuresFile().isEmpty()) {
      return true;
    }
    console.out().println("  known failures: " + CountText.of(times, "run"));
    known.remarks(isWhole).forEach(this::tell);
    return known.outdated(isWhole) == 0 || !options.isStrict();
  }

  private void tell(KnownFailureAccount.Remark remark) {
    String file = options.knownFailuresFile().map(Object::toString).orElse("");
    KnownFailureList.Entry entry = remark.entry();
    console
        .out()
        .println("  "
            + VisibleText.of(file + ":" + entry.line() + ": " + remark.what() + ": " + entry + " "
                + entry.reference()));
  }
}
