package io.shatterproof.harness;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.machine.BareMachine;
import io.shatterproof.vector.MemoryRange;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A program of TLB maintenance under bare tables: done step by step on the implementation, and on
 * the machine that the judge keeps beside it, which knows every report that is possible. That
 * machine is not told of maintenance in the arrangement, which {@link #begin} completes anyway.
 */
final class TlbProgram {
  private final Setup setup;
  private final GuardedSession session;
  private final BareMachine machine;
  private final Set<Integer> inGuest = new TreeSet<>();
  private final Set<Long> stored = new TreeSet<>();

  TlbProgram(Setup setup, GuardedSession session) {
    this.setup = setup;
    this.session = session;
    this.machine = new BareMachine(setup.platform());
    for (MemoryRange range : setup.memory()) {
      machine.provideMemory(range.pa(), range.sizeBytes());
    }
  }

  BareMachine machine() {
    return machine;
  }

  /** How many events there were since {@link #begin}. */
  long eventCount() {
    return machine.eventCount();
  }

  /** What was arranged is complete: visible to every PE, and nothing else is held by a TLB. */
  void begin() {
    if (machine.hasBegun()) {
      return;
    }
    int pe = peAtEl2();
    for (int each = 0; each < setup.platform().pes(); each++) {
      session.dsb(each, DsbOption.SY); // of what it stored, and nobody else
    }
    if (setup.platform().walker() == Platform.Coherence.NONCOHERENT) {
      stored.forEach(pa -> session.cleanLine(pe, pa));
      session.dsb(pe, DsbOption.SY);
    }
    session.tlbi(pe, TlbiOp.ALLE1IS, 0);
    session.dsb(pe, DsbOption.SY);
    for (int each = 0; each < setup.platform().pes(); each++) {
      session.isb(each);
    }
    machine.begin();
  }

  private int peAtEl2() {
    for (int pe = 0; pe < setup.platform().pes(); pe++) {
      if (!inGuest.contains(pe)) {
        return pe;
      }
    }
    return 0;
  }

  /** The implementation has stored a word. */
  void store(Step.StoreWord step) {
    stored.add(step.pa());
    machine.store(step.pe(), step.pa(), step.value(), step.exchange(), step.sameContents());
  }

  /** The newest word at an address. */
  long word(long pa) {
    return machine.read(pa);
  }

  /** The implementation has written a register. */
  void write(Step.WriteRegister step) {
    machine.write(step.pe(), step.register(), step.value());
  }

  /** The implementation has performed an access. */
  void perform(Step.Perform step) {
    machine.perform(step.pe(), step.access());
  }

  void runAt(Step.RunAt step) {
    session.runAt(step.pe(), step.el());
    if (step.el() == 1) {
      inGuest.add(step.pe());
    } else {
      inGuest.remove(step.pe());
    }
    machine.runAt(step.pe(), step.el());
  }

  void invalidate(Step.Invalidate step) {
    session.tlbi(step.pe(), step.op(), step.operand());
    if (machine.hasBegun()) {
      machine.tlbi(step.pe(), step.op(), step.operand());
    }
  }

  void barrier(Step.Barrier step) {
    session.dsb(step.pe(), step.option());
    if (machine.hasBegun()) {
      machine.dsb(step.pe(), step.option());
    }
  }

  void synchronizeContext(Step.SynchronizeContext step) {
    session.isb(step.pe());
    if (machine.hasBegun()) {
      machine.isb(step.pe());
    }
  }

  void cleanLine(Step.CleanLine step) {
    session.cleanLine(step.pe(), step.pa());
    if (machine.hasBegun()) {
      machine.cleanLine(step.pe(), step.pa());
    }
  }

  void freeTable(Step.FreeTable step) {
    session.freeTable(step.pe(), step.pa(), step.sizeBytes());
    machine.freeTable(step.pe(), step.pa(), step.sizeBytes());
  }

  /** Everything that an access can meet now. */
  List<AccessReport> possible(int pe, GuestAccess access) {
    return machine.outcomes(pe, access);
  }

  /** Reports of an implementation that are not possible. */
  static List<AccessReport> impossible(List<AccessReport> told, List<AccessReport> possible) {
    boolean isAnything =
        possible.stream().anyMatch(report -> report.outcome() instanceof Outcome.Wild);
    return isAnything ? List.of() : beyond(told, possible);
  }

  /** What an implementation left out that reports everything possible: one that tells several. */
  static List<AccessReport> leftOut(List<AccessReport> told, List<AccessReport> possible) {
    return told.size() == 1 ? List.of() : beyond(possible, told);
  }

  /** Reports of both; those that say the same once. */
  static List<AccessReport> union(List<AccessReport> told, List<AccessReport> possible) {
    List<AccessReport> union = new ArrayList<>(told);
    union.addAll(beyond(possible, told));
    return union;
  }

  private static List<AccessReport> beyond(List<AccessReport> some, List<AccessReport> others) {
    return some.stream()
        .filter(report ->
            others.stream().noneMatch(other -> isAlike(report.outcome(), other.outcome())))
        .toList();
  }

  /** Hardware cannot tell the level and the attributes of a success. */
  private static boolean isAlike(Outcome one, Outcome other) {
    return (one instanceof Outcome.Translated success
            && other instanceof Outcome.Translated another)
        ? success.pa() == another.pa()
        : one.equals(other);
  }
}
