package io.shatterproof.vector.json;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a vector asks of whoever runs it, as far as that can be seen. */
final class VectorNeeds {
  private VectorNeeds() {}

  /**
   * Whether something is claimed of the registers that report, and an implementation has to tell them:
   * of an access in the guest of a domain they follow from the events.
   */
  static boolean registers(ConformanceVector vector) {
    for (Phase phase : vector.phases()) {
      if (claimRegisters(phase.meanwhile()) || claimRegisters(phase.then())) {
        return true;
      }
    }
    return false;
  }

  private static boolean claimRegisters(List<Expectation> expectations) {
    for (Expectation expectation : expectations) {
      for (OutcomeClaim claim : claims(expectation)) {
        if (!claim.registers().isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<OutcomeClaim> claims(Expectation expectation) {
    if (isInGuest(expectation)) {
      return List.of();
    } else if (expectation instanceof Expectation.AccessHas access) {
      return access.outcomes().stream().map(LegalOutcome::outcome).toList();
    } else if (expectation instanceof Expectation.AccessSees access) {
      return access.outcomes().stream().map(LegalOutcome::outcome).toList();
    } else if (expectation instanceof Expectation.NeverAfter never) {
      return List.of(never.never(), never.after());
    }
    return List.of();
  }

  private static boolean isInGuest(Expectation expectation) {
    return (expectation instanceof Expectation.AccessHas access
            && access.domain().isPresent())
        || (expectation instanceof Expectation.AccessSees sees && sees.domain().isPresent())
        || (expectation instanceof Expectation.NeverAfter never
            && never.domain().isPresent());
  }

  /** What cannot be done without TLBs, where bare tables do it. */
  static Optional<String> tlbs(ConformanceVector vector) {
    if (vector.setup().memory().isEmpty()) {
      return Optional.empty();
    }
    if (vector.phases().stream().anyMatch(phase -> !phase.meanwhile().isEmpty())) {
      return Optional.of("observes bare tables `meanwhile`");
    }
    return Stream.concat(Stream.of(vector.given()), vector.phases().stream().map(Phase::when))
            .anyMatch(VectorNeeds::maintain)
        ? Optional.of("maintains TLBs")
        : Optional.empty();
  }

  private static boolean maintain(List<Step> steps) {
    return steps.stream().anyMatch(VectorNeeds::maintains);
  }

  private static boolean maintains(Step step) {
    if (step instanceof Step.StoreWord store) {
      return store.exchange();
    }
    return step instanceof Step.RunAt
        || step instanceof Step.Invalidate
        || step instanceof Step.Barrier
        || step instanceof Step.SynchronizeContext
        || step instanceof Step.CleanLine
        || step instanceof Step.FreeTable
        || step instanceof Step.Labelled
        || step instanceof Step.Interleaved;
  }
}
