package io.shatterproof.cli;

/** A file that cannot be read or written, or is not what it should be. */
final class FileFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String line;

  /**
   * The failure.
   *
   * @param line which file, and why
   */
  FileFailure(String line) {
    super(line);
    this.line = line;
  }

  String line() {
    return line;
  }
}
