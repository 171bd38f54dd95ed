package io.shatterproof.cli;

/** Numbers as words of a sentence. */
final class Words {
  private Words() {}

  /** For example {@code 1 vector} or {@code 2 vectors}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
