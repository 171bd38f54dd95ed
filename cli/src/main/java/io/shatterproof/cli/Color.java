package io.shatterproof.cli;

/** The few colours of the command, as terminals are told. */
enum Color {
  GREEN("32"),
  RED("1;31"),
  YELLOW("33"),
  FAINT("2");

  private final String code;

  Color(String code) {
    this.code = code;
  }

  /** The text in this colour. */
  String paint(String text) {
    return "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
