package io.shatterproof.reference;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Random sequences on one profile and one shape of tree. The property {@code property.seed} gives
 * another seed, {@code property.sequences} another number of sequences.
 */
final class RandomSequences {
  private static final long DEFAULT_SEED = 0x5eed;

  private final Parts parts;
  private final Profile profile;
  private final TreeShape shape;
  private final Coverage coverage = new Coverage();

  RandomSequences(Parts parts, TreeShape shape) {
    this.parts = parts;
    this.profile = parts.profile();
    this.shape = shape;
  }

  static long seed() {
    return Long.decode(System.getProperty("property.seed", Long.toString(DEFAULT_SEED)));
  }

  /** How many sequences are run. */
  static int count(TreeShape shape) {
    return Integer.getInteger("property.sequences", byDefault(shape));
  }

  /** How many sequences are run by default: the larger the tables, the fewer. */
  static int byDefault(TreeShape shape) {
    return switch (shape.granule()) {
      case SIZE_4K -> 40;
      case SIZE_16K -> 30;
      case SIZE_64K -> 24;
    };
  }

  /** Whether the sequences are those that come by default, or more of them. */
  static boolean areThoseByDefault() {
    return seed() == DEFAULT_SEED
        && Arrays.stream(TreeShape.values()).allMatch(shape -> count(shape) >= byDefault(shape));
  }

  Coverage coverage() {
    return coverage;
  }

  /**
   * A sequence that does not do what it should, made as small as it can be.
   *
   * @param steps the steps that are left
   * @param report seed, steps and what went wrong
   */
  record Failure(List<Operation> steps, String report) {}

  /** Runs up to so many sequences; the first that fails ends it. */
  Optional<Failure> firstFailure(int sequences) {
    for (int number = 0; number < sequences; number++) {
      long seed = seed() + number;
      List<Operation> operations = new OperationGenerator(shape, profile, seed).sequence();
      if (run(operations, seed, coverage).isPresent()) {
        return Optional.of(shrunk(operations, seed));
      }
    }
    return Optional.empty();
  }

  private Failure shrunk(List<Operation> operations, long seed) {
    List<Operation> steps = SequenceShrinker.shrink(
        operations, candidate -> run(candidate, seed, new Coverage()).isPresent());
    Throwable cause = run(steps, seed, new Coverage()).orElseThrow();
    String report = steps.stream()
        .map(step -> step.step(shape.granule()))
        .collect(Collectors.joining(
            "\n",
            profile.name() + ", " + shape + ", -Dproperty.seed=" + seed + ":\n",
            "\n=> " + cause));
    return new Failure(steps, report);
  }

  /** What went wrong, if anything did. Cleans are needed in every other sequence. */
  private Optional<Throwable> run(List<Operation> operations, long seed, Coverage met) {
    try {
      ComparedP2m p2m = new ComparedP2m(parts, shape, seed % 2 == 0, met);
      for (Operation operation : operations) {
        operation.performOn(p2m);
        if (p2m.isStopped()) {
          return Optional.empty();
        }
      }
      p2m.destroy(seed % 3 == 0 ? 1 : 0);
      return Optional.empty();
    } catch (AssertionError | RuntimeException wrong) {
      return Optional.of(wrong);
    }
  }
}
