package io.shatterproof.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Translation does what QEMU did with the same registers and tables, or, where QEMU is known to
 * differ from the architecture, what the architecture permits.
 */
final class QemuStage2OracleTest {
  private static final String FOLDER = "qemu-stage2";

  /** Records of the copy that comes with the tests. */
  private static final int OWN_RECORDS = 5496;

  @Test
  void agreesWithEveryRecord() {
    StringBuilder differences = new StringBuilder();
    int judged = 0;

    for (Path file : TranslationRecording.files(FOLDER)) {
      OracleTally tally = new OracleTally(FOLDER + "/" + file.getFileName());
      TranslationRecording.read(file, record -> count(record, tally));
      System.out.println(tally.summary());
      differences.append(tally.report());
      judged += tally.judged();
    }

    assertThat(differences.toString()).isEmpty();
    assertThat(judged)
        .as("judged records of " + FOLDER)
        .isGreaterThanOrEqualTo(TranslationRecording.isOwnCopy() ? OWN_RECORDS : 1);
  }

  private static void count(JsonNode record, OracleTally tally) {
    QemuCase one = new QemuCase(record);
    Optional<String> obstacle = one.obstacle();
    if (obstacle.isPresent()) {
      tally.leaveOut(obstacle.get());
      return;
    }
    SortedMap<String, String> recorded = new TreeMap<>();
    SortedMap<String, String> ours = new TreeMap<>();
    one.compare(recorded, ours);
    tally.judge(record, recorded, ours);
  }
}
