package io.shatterproof.cli;

/** Arguments as a shell takes them. */
final class ShellText {
  private ShellText() {}

  /** Quoted if it has to be. */
  static String of(String argument) {
    return argument.matches("[A-Za-z0-9_./:=@%+,-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
