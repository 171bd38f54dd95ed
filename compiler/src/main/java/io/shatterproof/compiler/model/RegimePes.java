package io.shatterproof.compiler.model;

import io.shatterproof.arch.AccessKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which PE has the registers of which regime, and where it is. */
public final class RegimePes {
  private final Map<Long, StepModel.PutStep> puts = new HashMap<>();

  /** Does a step. */
  public void follow(StepModel step) {
    if (step instanceof StepModel.PutStep put) {
      puts.put(put.namedPe().value(), put);
    } else if (step instanceof StepModel.LeaveStep leave) {
      puts.computeIfPresent(
          leave.namedPe().value(),
          (pe, put) -> new StepModel.PutStep(leave.span(), leave.namedPe(), 2, put.regime(), true));
    }
  }

  /** What put a PE where it is. */
  public Optional<StepModel.PutStep> of(Quantity pe) {
    return Optional.ofNullable(puts.get(pe.value()));
  }

  /**
   * The Exception level at which an access is executed.
   *
   * <p>Address translation is executed where the PE is, everything else at EL1 or where it says. Of
   * raw memory nobody knows where PEs are, so that every access says it.
   */
  public int level(AccessModel access) {
    if (!access.regime().isRaw() && access.kind().group() == AccessKind.Group.ADDRESS_TRANSLATION) {
      return of(access.pe()).map(StepModel.PutStep::el).orElse(1);
    }
    return access.from().map(Spanned::value).orElse(1);
  }
}
