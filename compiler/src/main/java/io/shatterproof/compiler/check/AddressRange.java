package io.shatterproof.compiler.check;

import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.PatternModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A range of addresses that a step names.
 *
 * @param mayFail whether the scenario says that the step fails, so that the range may be one that
 *     cannot exist
 */
record AddressRange(
    Space space, DomainModel domain, Quantity start, Quantity size, boolean mayFail) {

  /** What the addresses are; the constants are the user's words. */
  enum Space {
    IPA,
    PA
  }

  /** The ranges of every step, in order. */
  static List<AddressRange> of(ScenarioModel scenario) {
    List<AddressRange> ranges = new ArrayList<>();
    for (StepModel step : scenario.steps()) {
      if (step instanceof StepModel.OfRange range) {
        ranges.add(
            new AddressRange(Space.IPA, range.domain(), range.ipa(), range.size(), mayFail(range)));
        targetOf(range)
            .ifPresent(pa -> ranges.add(
                new AddressRange(Space.PA, range.domain(), pa, range.size(), mayFail(range))));
      }
    }
    return ranges;
  }

  /** The memory that a pattern of a clean names, in a scenario that has the domain. */
  static Optional<AddressRange> ofCleaned(PatternModel.CleanedPattern pattern, DomainModel any) {
    return pattern
        .pa()
        .flatMap(
            pa -> pattern.size().map(size -> new AddressRange(Space.PA, any, pa, size, false)));
  }

  /** The addresses that a pattern says are covered. */
  static Optional<AddressRange> ofCovered(PatternModel.CoveringPattern pattern) {
    return pattern
        .size()
        .map(size -> new AddressRange(Space.IPA, pattern.domain(), pattern.ipa(), size, false));
  }

  private static boolean mayFail(StepModel.OfRange step) {
    return step instanceof StepModel.Operation operation && operation.isToFail();
  }

  private static Optional<Quantity> targetOf(StepModel.OfRange step) {
    if (step instanceof StepModel.MapStep map) {
      return Optional.of(map.pa());
    }
    return step instanceof StepModel.UnmapStep unmap ? unmap.pa() : Optional.empty();
  }

  /** Whether the range reaches beyond the last 64-bit address. */
  boolean wraps() {
    long last = start.value() + size.value() - 1;
    return size.value() != 0 && Long.compareUnsigned(last, start.value()) < 0;
  }

  /** The range in the user's words. */
  String describe() {
    long last = start.value() + size.value() - 1;
    return start.value() == last || size.value() == 0
        ? space + " " + start.hex()
        : "the range from " + space + " " + start.hex() + " to 0x" + Long.toHexString(last);
  }

  /** Whether a part of the range needs more than {@code bits} address bits; below 64. */
  boolean exceeds(int bits) {
    long last = size.value() == 0 ? start.value() : start.value() + size.value() - 1;
    return !wraps() && (start.value() >>> bits != 0 || last >>> bits != 0);
  }
}
