package io.shatterproof.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * What QEMU showed at each access of its sequences of TLB maintenance is one of our outcomes. Where
 * the recording lists every outcome that the architecture permits, ours are exactly those.
 */
final class QemuTlbOracleTest {

  // Of the copy that comes with the tests.
  private static final int MEMBERS = 2887;
  private static final int EQUAL = 2389;
  private static final int EQUAL_WITH_STALE = 430;
  private static final int WORDS = 299;

  @Test
  void agreesWithEverySequence() {
    QemuTlbTally tally = new QemuTlbTally("qemu-stage2 sequences");
    for (Path file : TranslationRecording.files("qemu-stage2")) {
      TranslationRecording.read(file, record -> {
        if (record.has("steps")) {
          QemuTlbCase.replay(record, tally);
        }
      });
    }
    System.out.println(tally.summary());

    assertThat(tally.report()).isEmpty();
    boolean isOwn = TranslationRecording.isOwnCopy();
    assertThat(tally.members()).isGreaterThanOrEqualTo(isOwn ? MEMBERS : 1);
    assertThat(tally.equal()).isGreaterThanOrEqualTo(isOwn ? EQUAL : 1);
    assertThat(tally.equalWithStale()).isGreaterThanOrEqualTo(isOwn ? EQUAL_WITH_STALE : 1);
    assertThat(tally.words()).isGreaterThanOrEqualTo(isOwn ? WORDS : 0);
  }
}
