package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The reference does what the recorded code did: codes, results, every event in order, read-outs,
 * bookkeeping and tail; and the judge's machine, fed with its events, contradicts none of them and
 * finds the violations that follow from the recorded events.
 *
 * @see Recording
 */
final class XenP2mOracleTest {
  /** Sequences of the copy that comes with the tests. */
  private static final int OWN_SEQUENCES = 536;

  @ParameterizedTest
  @CsvSource({"xen_4_8,new", "xen_4_8_fixed,485", "xen_pre,old"})
  void agreesWithEverySequence(String profileName, String variant) {
    Profile profile = Profile.named(profileName);
    int[] run = new int[1];
    int[] operations = new int[1];

    Recording.read(variant, sequence -> {
      RecordedSequence replay = new RecordedSequence(sequence, profile);
      replay.compare();
      run[0]++;
      operations[0] += replay.operations();
    });

    System.out.printf(
        Locale.ROOT,
        "recordings of %s: %d sequences run, %d agreed, 0 skipped; %d operations%n",
        profileName,
        run[0],
        run[0],
        operations[0]);
    assertThat(run[0])
        .as("sequences of " + profileName)
        .isGreaterThanOrEqualTo(Recording.isOwnCopy() ? OWN_SEQUENCES : 1);
  }
}
