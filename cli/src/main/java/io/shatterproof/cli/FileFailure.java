package io.shatterproof.cli;

/** A file that cannot be read or written, or is not what it should be. */
final class FileFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String line;
  private final boolean located;

  /**
   * The failure.
   *
   * @param line which file, and why
   */
  FileFailure(String line) {
    this(line, false);
  }

  private FileFailure(String line, boolean located) {
    super(line);
    this.line = line;
    this.located = located;
  }

  /** One that names the place in the file, as diagnostics do; possibly of several lines. */
  static FileFailure at(String lines) {
    return new FileFailure(lines, true);
  }

  /** Tells the user. */
  void tell(Console console) {
    if (located) {
      console.err().println(line);
    } else {
      console.complain(line);
    }
  }

  String line() {
    return line;
  }
}
