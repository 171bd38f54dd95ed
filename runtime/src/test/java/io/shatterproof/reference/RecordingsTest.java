package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The reference does what the recorded code did: codes, results, and every event in order; and the
 * judge's machine, fed with its events, contradicts none of them.
 *
 * @see Recording
 */
final class RecordingsTest {

  @ParameterizedTest
  @CsvSource({"xen_4_8,new", "xen_4_8_fixed,485", "xen_pre,old"})
  void replaysRecordedSequences(String profileName, String variant) {
    Profile profile = Profile.ALL.stream()
        .filter(candidate -> candidate.name().equals(profileName))
        .findFirst()
        .orElseThrow();
    int[] counts = new int[4];

    Recording.read(variant, sequence -> {
      RecordedSequence replay = new RecordedSequence(sequence, profile);
      boolean whole = replay.compare();
      counts[whole ? 0 : 1]++;
      counts[2] += replay.operations();
      counts[3] += sequence.get("ops").size();
    });

    System.out.printf(
        Locale.ROOT,
        "recordings of %s: %d sequences agree, %d agree up to an operation that does not exist yet;"
            + " %d of %d operations%n",
        profileName,
        counts[0],
        counts[1],
        counts[2],
        counts[3]);
    boolean all = System.getProperty("oracle.dir") != null;
    assertThat(counts[0]).as("sequences").isGreaterThanOrEqualTo(all ? 150 : 30);
    assertThat(counts[2]).as("operations").isGreaterThanOrEqualTo(all ? 4765 : 236);
  }
}
