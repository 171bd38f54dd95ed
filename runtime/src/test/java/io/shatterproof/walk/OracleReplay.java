package io.shatterproof.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/** Judges every record of a folder, and prints what came of it. */
final class OracleReplay {
  private OracleReplay() {}

  /**
   * Fails if a record disagrees, or if there were fewer to judge than there should be.
   *
   * @param judgedOfOwnCopy how many records of the copy that comes with the tests can be judged
   * @param judge takes a record into the tally of its file
   */
  static void run(String folder, int judgedOfOwnCopy, BiConsumer<JsonNode, OracleTally> judge) {
    StringBuilder differences = new StringBuilder();
    int judged = 0;

    for (Path file : TranslationRecording.files(folder)) {
      OracleTally tally = new OracleTally(folder + "/" + file.getFileName());
      TranslationRecording.read(file, record -> judge.accept(record, tally));
      System.out.println(tally.summary());
      differences.append(tally.report());
      judged += tally.judged();
    }

    assertThat(differences.toString()).isEmpty();
    assertThat(judged)
        .as("judged records of " + folder)
        .isGreaterThanOrEqualTo(TranslationRecording.isOwnCopy() ? judgedOfOwnCopy : 1);
  }
}
