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
import java.util.ArrayList;
import java.util.List;

/**
 * The memory management unit of a PE: what an access meets, and what it reports.
 *
 * <p>Not thread-safe.
 */
public final class Mmu {
  private final Platform platform;
  private final DescriptorMemory memory;
  private final Tlb tlb;

  /** Binds a platform to its memory. */
  public Mmu(Platform platform, DescriptorMemory memory) {
    this(platform, memory, Tlb.NONE);
  }

  /** Binds a platform to its memory and to the TLB of a PE. */
  public Mmu(Platform platform, DescriptorMemory memory, Tlb tlb) {
    this.platform = platform;
    this.memory = memory;
    this.tlb = tlb;
  }

  /** What an access meets with one set of answers; hardware updates stay in memory. */
  public AccessReport perform(RegisterFile registers, GuestAccess access, Choices choices) {
    return walker(registers, choices).perform(access);
  }

  /** Performs accesses with one set of registers and answers; hardware updates stay in memory. */
  public Walker walker(RegisterFile registers, Choices choices) {
    return new Walker(memory, registers, choices);
  }

  /** Every report that the platform permits, without duplicates; memory is as before afterwards. */
  public List<AccessReport> possible(RegisterFile registers, GuestAccess access) {
    UndoableMemory undoable = new UndoableMemory(memory);
    EveryChoice choices = new EveryChoice(platform);
    List<AccessReport> reports = new ArrayList<>();
    do {
      AccessReport report = new Walker(undoable, registers, choices).perform(access);
      undoable.undo();
      if (!reports.contains(report)) {
        reports.add(report);
      }
    } while (choices.next());
    return reports;
  }

  /** Accesses with one set of registers and answers. */
  public final class Walker {
    private final DescriptorMemory target;
    private final RegisterFile registers;
    private final Choices choices;
    private final GuestWalk walk;

    private Walker(DescriptorMemory target, RegisterFile registers, Choices choices) {
      this.target = target;
      this.registers = registers;
      this.choices = choices;
      this.walk = new GuestWalk(target, platform, registers, choices, tlb);
    }

    /**
     * An access that crosses a page boundary is translated for each page. Where the lower page
     * faults, the upper one is only looked at, and left as it is.
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
      UndoableMemory trial = new UndoableMemory(target);
      AccessReport upper = translate(
          new GuestWalk(trial, platform, registers, choices, tlb),
          access.at(access.nextPage()),
          request);
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

    private AccessReport translate(GuestWalk by, GuestAccess access, AccessRequest request) {
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
  }

  private static boolean isFault(AccessReport report) {
    return report.outcome() instanceof Outcome.Faulted;
  }
}
