package io.shatterproof.maven.build;

/** Numbers as words of a sentence. */
final class Counted {
  private Counted() {}

  static String files(long number) {
    return of(number, "scenario file");
  }

  /** For example {@code 1 vector} or {@code 2 vectors}. */
  static String of(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
