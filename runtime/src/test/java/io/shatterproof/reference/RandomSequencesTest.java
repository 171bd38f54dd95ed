package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is done to a P2M: look-ups and walks say what a naive map of pages says, tables and
 * references are neither lost nor given back twice, and the events keep the invariants of the
 * release. {@code -Dproperty.sequences=1000} looks longer.
 *
 * @see RandomSequences
 * @see ComparedP2m
 * @see EventRules
 */
final class RandomSequencesTest {

  @ParameterizedTest
  @ValueSource(strings = {"xen_4_8_fixed", "xen_4_8", "xen_pre", "xen_latest"})
  void doWhatANaiveMapOfPagesSays(String profileName) {
    Profile profile = Profile.named(profileName);
    Coverage ofAllShapes = new Coverage();
    for (TreeShape shape : TreeShape.values()) {
      ofAllShapes.add(run(profile, shape));
    }
    if (RandomSequences.areThoseByDefault()) {
      assertThat(ofAllShapes.missing(rareSituations(profile)))
          .as("situations that %s was never in", profileName)
          .isEmpty();
    }
  }

  private static Coverage run(Profile profile, TreeShape shape) {
    RandomSequences sequences = new RandomSequences(new Parts(profile), shape);
    int count = RandomSequences.count(shape);

    Optional<RandomSequences.Failure> failure = sequences.firstFailure(count);

    System.out.printf(
        Locale.ROOT,
        "random sequences of %s, %s: %d from seed %d; %s%n",
        profile.name(),
        shape,
        count,
        RandomSequences.seed(),
        sequences.coverage());
    assertThat(failure.map(RandomSequences.Failure::report)).isEmpty();
    if (RandomSequences.areThoseByDefault()) {
      assertThat(sequences.coverage().missing(situations(profile, shape)))
          .as("situations that %s, %s was never in", profile.name(), shape)
          .isEmpty();
    }
    return sequences.coverage();
  }

  private static Set<Situation> situations(Profile profile, TreeShape shape) {
    Set<Situation> wanted = EnumSet.of(
        Situation.CROSSES_BLOCK,
        Situation.CROSSES_LEVEL_1,
        Situation.LAST_FRAME,
        Situation.BLOCK_SPLIT,
        Situation.FOREIGN_REMOVED,
        Situation.FOREIGN_REPLACED,
        Situation.SEVERAL_UNDER_ONE_LOCK,
        Situation.INSERTION_FAILED,
        Situation.OTHER_FAILED,
        Situation.PROTECTED);
    if (shape.hasTwoStartTables()) {
      wanted.addAll(List.of(
          Situation.IN_SECOND_START_TABLE,
          Situation.IN_BOTH_START_TABLES,
          Situation.BEYOND_IPA_SPACE));
    }
    if (shape.hasBlocksOfLevel1()) {
      wanted.add(Situation.LEVEL_1_BLOCK);
    }
    if (ReleaseRules.of(profile).breaksBeforeMaking()) {
      wanted.addAll(
          List.of(Situation.TABLE_REPLACED, Situation.PART_KEPT, Situation.FLUSH_DEFERRED));
    } else {
      wanted.add(Situation.PART_TAKEN_BACK);
    }
    return wanted;
  }

  /** Those that not every shape need meet: preemption, and the known defects of the release. */
  private static Set<Situation> rareSituations(Profile profile) {
    Set<Situation> wanted = EnumSet.of(Situation.PREEMPTED);
    if (!ReleaseRules.of(profile).breaksBeforeMaking()) {
      wanted.addAll(List.of(
          Situation.READ_NOT_RESTORED,
          Situation.SKIPPED_BEHIND_HOLE,
          Situation.SKIPPED_BY_CONTINUATION,
          Situation.EMPTY_TABLE_FREED_EARLY));
      return wanted;
    }
    wanted.add(Situation.REUSED_UNDER_LOCK);
    if (ReleaseRules.of(profile).lazy()) {
      wanted.add(Situation.HEARD_OF);
    }
    if (!ReleaseRules.of(profile).checksFrames()) {
      wanted.add(Situation.STOPPED_AT_IPA_LIMIT);
    }
    if (profile.equals(Profile.XEN_4_8)) {
      wanted.addAll(List.of(Situation.FREED_AGAIN, Situation.ASSERTED_WHILE_DYING));
    }
    return wanted;
  }
}
