package io.shatterproof.harness.junit;

import io.shatterproof.arch.FaultStage;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.RegisterClaim;
import java.util.ArrayList;
import java.util.List;

/** An access that is aborted, and what is claimed of that. Each method answers a claim of more. */
public record Abort(OutcomeClaim.Fault claim) implements Claims.Claimed {

  @Override
  public LegalOutcome legal() {
    return LegalOutcome.of(claim);
  }

  /** At stage 2 of the address of a stage 1 descriptor. */
  public Abort onStage1Walk() {
    return at(FaultStage.STAGE2_ON_STAGE1_WALK);
  }

  /** At stage 1. */
  public Abort ofStage1() {
    return at(FaultStage.STAGE1);
  }

  /** Leaving this in a register. */
  public Abort register(SystemRegister register, long value) {
    return register(register, value, RegisterClaim.WHOLE);
  }

  /** Leaving this in the bits {@code mask} of a register. */
  public Abort register(SystemRegister register, long value, long mask) {
    List<RegisterClaim> registers = new ArrayList<>(claim.registers());
    registers.add(new RegisterClaim(register, value, mask));
    return new Abort(new OutcomeClaim.Fault(claim.kind(), claim.level(), claim.stage(), registers));
  }

  private Abort at(FaultStage stage) {
    return new Abort(new OutcomeClaim.Fault(claim.kind(), claim.level(), stage, claim.registers()));
  }
}
