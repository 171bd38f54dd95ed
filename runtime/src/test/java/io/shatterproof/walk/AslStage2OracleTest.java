package io.shatterproof.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Translation does what Arm's own specification does with the same registers, tables and accesses.
 */
final class AslStage2OracleTest {

  @ParameterizedTest
  @CsvSource({"asl-stage2,11728", "asl-stage2-more,8309"})
  void agreesWithEveryRecord(String folder, int judgedOfOwnCopy) {
    StringBuilder differences = new StringBuilder();
    int judged = 0;

    for (Path file : TranslationRecording.files(folder)) {
      OracleTally tally = new OracleTally(folder + "/" + file.getFileName());
      TranslationRecording.read(file, record -> count(record, tally));
      System.out.println(tally.summary());
      differences.append(tally.report());
      judged += tally.judged();
    }

    assertThat(differences.toString()).isEmpty();
    assertThat(judged)
        .as("judged records of " + folder)
        .isGreaterThanOrEqualTo(TranslationRecording.isOwnCopy() ? judgedOfOwnCopy : 1);
  }

  private static void count(JsonNode record, OracleTally tally) {
    AslCase one = new AslCase(record);
    Optional<String> obstacle = one.obstacle();
    if (obstacle.isPresent()) {
      tally.leaveOut(obstacle.get());
    } else {
      tally.judge(record, one.recorded(), one.ours());
    }
  }
}
