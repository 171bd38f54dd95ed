package io.shatterproof.harness.remote;

/** How far a program came, for somebody who waited too long. */
final class ProgramProgress {
  private ProgramProgress() {}

  static String of(String asked, ProgramProcess process) {
    String lastWords = process.lastWords();
    return ": the program " + process.idleness() + " in `" + asked + "` and was ended"
        + (lastWords.isEmpty() ? "" : "; its last words: " + lastWords);
  }
}
