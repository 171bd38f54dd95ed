package io.shatterproof.walk;

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
  /** Records of the copy that comes with the tests. */
  private static final int OWN_RECORDS = 5496;

  @Test
  void agreesWithEveryRecord() {
    OracleReplay.run("qemu-stage2", OWN_RECORDS, QemuStage2OracleTest::count);
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
