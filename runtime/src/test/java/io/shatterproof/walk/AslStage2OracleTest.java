package io.shatterproof.walk;

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
    OracleReplay.run(folder, judgedOfOwnCopy, AslStage2OracleTest::count);
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
