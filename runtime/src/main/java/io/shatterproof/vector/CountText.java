package io.shatterproof.vector;

/** Numbers as words of a sentence. */
public final class CountText {
  private CountText() {}

  /** For example {@code 1 vector} or {@code 2 vectors}. */
  public static String of(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
