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

  @Test
  void agreesWithEveryRecord() {
    StringBuilder differences = new StringBuilder();

    for (Path file : TranslationRecording.files(FOLDER)) {
      OracleTally tally = new OracleTally(FOLDER + "/" + file.getFileName());
      TranslationRecording.read(file, record -> count(record, tally));
      System.out.println(tally.summary());
      differences.append(tally.report());
    }

    assertThat(differences.toString()).isEmpty();
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
