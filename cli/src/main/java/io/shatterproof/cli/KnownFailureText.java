package io.shatterproof.cli;

import io.shatterproof.results.KnownFailureAccount;
import io.shatterproof.results.KnownFailureList;
import io.shatterproof.vector.CountText;
import io.shatterproof.vector.VisibleText;
import java.util.List;

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
    tell("fixed", known.fixed());
    tell("not judged any more", known.notJudged());
    List<KnownFailureList.Entry> unknown = isWhole ? known.unknown() : List.of();
    tell("not in the set", unknown);
    boolean isTrue = known.fixed().isEmpty() && unknown.isEmpty();
    return isTrue || !options.isStrict();
  }

  private void tell(String what, List<KnownFailureList.Entry> entries) {
    String file = options.knownFailuresFile().map(Object::toString).orElse("");
    for (KnownFailureList.Entry entry : entries) {
      console
          .out()
          .println("  "
              + VisibleText.of(file + ":" + entry.line() + ": " + what + ": " + entry + " "
                  + entry.reference()));
    }
  }
}
