package io.shatterproof.cli;

/** What the command tells the shell. */
final class ExitCode {
  /** Done, and nothing failed. */
  static final int OK = 0;

  /** Something failed: a judged vector, or the input is bad. */
  static final int FAILED = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  /** A bug of ours; EX_SOFTWARE of {@code sysexits.h}. */
  static final int INTERNAL = 70;

  /** Whoever read the standard output has left: what shells say of a program that SIGPIPE ended. */
  static final int CUT = 128 + 13;

  private ExitCode() {}
}
