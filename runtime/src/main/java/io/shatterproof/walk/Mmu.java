package io.shatterproof.walk;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.Choices;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
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
  public AccessWalk walker(RegisterFile registers, Choices choices) {
    return walker(memory, registers, choices);
  }

  private AccessWalk walker(DescriptorMemory target, RegisterFile registers, Choices choices) {
    return new AccessWalk(
        platform,
        registers,
        choices,
        target,
        used -> new GuestWalk(used, platform, registers, choices, tlb)::translate);
  }

  /** Every report that the platform permits, without duplicates; memory is as before afterwards. */
  public List<AccessReport> possible(RegisterFile registers, GuestAccess access) {
    UndoableMemory undoable = new UndoableMemory(memory);
    EveryChoice choices = new EveryChoice(platform);
    List<AccessReport> reports = new ArrayList<>();
    do {
      AccessReport report = walker(undoable, registers, choices).perform(access);
      undoable.undo();
      if (!reports.contains(report)) {
        reports.add(report);
      }
    } while (choices.next());
    return reports;
  }
}
