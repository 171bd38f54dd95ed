package io.shatterproof.cli;

import io.shatterproof.vector.VisibleText;
import java.util.Arrays;

/** Tells of bugs of ours, in one line that can be reported. */
final class InternalErrors {
  /** Environment variable that asks for the whole stack trace. */
  static final String TRACE = "SHATTERPROOF_TRACE";

  private InternalErrors() {}

  /** Prints the line and returns the exit code. */
  static int report(Throwable bug, Console console) {
    String place = Arrays.stream(bug.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("io.shatterproof."))
        .findFirst()
        .map(frame -> " at " + frame)
        .orElse("");
    console.complain("internal error: "
        + VisibleText.of(bug.toString())
        + place
        + " (version "
        + Version.text()
        + "); please report this line with the input, and what "
        + TRACE
        + "=1 adds");
    if (System.getenv(TRACE) != null) {
      bug.printStackTrace(console.err());
    }
    return ExitCode.INTERNAL;
  }
}
