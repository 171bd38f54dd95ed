package io.shatterproof.walk;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.AccessRequest;
import io.shatterproof.arch.Choices;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.FaultStage;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
import io.shatterproof.arch.Syndrome;
import io.shatterproof.arch.regime.FaultRecord;
import io.shatterproof.arch.regime.RequiredAlignment;
import io.shatterproof.arch.regime.Syndromes;
import java.util.function.Function;

/**
 * Accesses with one set of registers and answers: what each meets, and what it reports. Hardware
 * updates stay in memory.
 *
 * <p>Not thread-safe.
 */
public final class AccessWalk {
  private final Platform platform;
  private final RegisterFile registers;
  private final Choices choices;
  private final DescriptorMemory memory;
  private final Function<DescriptorMemory, Stages> stages;
  private final Stages walk;

  /** Translates one address. */
  @FunctionalInterface
  public interface Stages {
    void translate(long address, AccessRequest access, Translation result);
  }

  /**
   * Binds registers to memory.
   *
   * @param stages makes the translation on some memory: that one, or one that can undo
   */
  public AccessWalk(
      Platform platform,
      RegisterFile registers,
      Choices choices,
      DescriptorMemory memory,
      Function<DescriptorMemory, Stages> stages) {
    this.platform = platform;
    this.registers = registers;
    this.choices = choices;
    this.memory = memory;
    this.stages = stages;
    this.walk = stages.apply(memory);
  }

  /**
   * An access that crosses a page boundary is translated for each page. Where the lower page faults,
   * the upper one is only looked at, and left as it is.
   */
  public AccessReport perform(GuestAccess access) {
    AccessRequest request = AccessRequest.of(access);
    if (RequiredAlignment.isMissing(access, platform, registers)) {
      return misaligned(access, request);
    }
    AccessReport lower = translate(walk, access, request);
    if (!access.crossesPage() || (isFault(lower) && choices.of(Knob.PAGE_CROSSING) == 0)) {
      return lower;
    }
    UndoableMemory trial = new UndoableMemory(memory);
    AccessReport upper = translate(stages.apply(trial), access.at(access.nextPage()), request);
    if (isFault(lower)) {
      trial.undo();
    }
    return isFault(upper) ? upper : lower;
  }

  /** An Alignment fault that has nothing to do with memory. */
  private AccessReport misaligned(GuestAccess access, AccessRequest request) {
    Outcome.Faulted fault =
        new Outcome.Faulted(FaultKind.ALIGNMENT, Outcome.NO_LEVEL, FaultStage.STAGE1);
    FaultRecord record = new FaultRecord(request.isWriteOnly(), false, 0);
    return new AccessReport(fault, Syndromes.of(platform, registers, access, fault, record));
  }

  private AccessReport translate(Stages by, GuestAccess access, AccessRequest request) {
    Translation result = new Translation();
    by.translate(access.address(), request, result);
    Outcome outcome = result.outcome();
    return new AccessReport(outcome, syndrome(access, result, outcome));
  }

  private Syndrome syndrome(GuestAccess access, Translation result, Outcome outcome) {
    return outcome instanceof Outcome.Faulted fault
        ? Syndromes.of(
            platform,
            registers,
            access,
            fault,
            new FaultRecord(result.isWrite(), result.isTagAccess(), result.ipa()))
        : Syndromes.of(platform, access, (Outcome.Translated) outcome);
  }

  private static boolean isFault(AccessReport report) {
    return report.outcome() instanceof Outcome.Faulted;
  }
}
