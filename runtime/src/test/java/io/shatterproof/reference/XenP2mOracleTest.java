package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.event.ViolationName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
    Tally tally = new Tally();

    Recording.read(variant, sequence -> tally.count(new RecordedSequence(sequence, profile)));

    System.out.printf(
        Locale.ROOT,
        "recordings of %s: %d sequences run, %d agreed, 0 skipped; %d operations%n",
        profileName,
        tally.run,
        tally.run - tally.disagreements.size(),
        tally.operations);
    assertThat(tally.disagreements).as(profileName).isEmpty();
    assertThat(tally.run)
        .as("sequences of " + profileName)
        .isGreaterThanOrEqualTo(Recording.isOwnCopy() ? OWN_SEQUENCES : 1);
    if (Recording.isOwnCopy()) {
      assertThat(profile.knownDefects())
          .as("a defect that is listed and never found")
          .allMatch(defect -> tally.found.contains(defect.name()));
    }
  }

  /** What came of the sequences; of disagreements only the first are kept whole. */
  private static final class Tally {
    private static final int MOST_TEXTS = 20;

    private final List<String> disagreements = new ArrayList<>();
    private final Set<ViolationName> found = EnumSet.noneOf(ViolationName.class);
    private int run;
    private int operations;

    void count(RecordedSequence replay) {
      run++;
      try {
        replay.compare();
      } catch (AssertionError difference) {
        disagreements.add(
            disagreements.size() < MOST_TEXTS ? String.valueOf(difference.getMessage()) : "");
      }
      operations += replay.operations();
      found.addAll(replay.found());
    }
  }
}
