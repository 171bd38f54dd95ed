package io.shatterproof.harness;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.UnsupportedByProviderException;
import io.shatterproof.vector.MemoryRange;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import io.shatterproof.vector.StepPe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Bare tables of an implementation in a trial: memory and words that the vector gave it, and what
 * TLBs may hold of them where the vector is about that. After a probe it puts back each of these words that hardware updated; no other can have been, since every
 * other word is zero, and no descriptor.
 */
final class BareTables {
  private static final int MOST_CONTRADICTIONS = 10;

  private final Setup setup;
  private final GuardedSession session;
  private final Set<Capability> capabilities;
  private final VectorReferences references;
  private final Map<Long, Long> words = new TreeMap<>(Long::compareUnsigned);
  private final Map<Long, String> notes = new TreeMap<>(Long::compareUnsigned);
  private final List<String> contradictions = new ArrayList<>();
  private final @Nullable TlbProgram tlbs;
  private boolean mayHaveUpdated;

  /**
   * Bare tables.
   *
   * @param tlbs what TLBs may hold; absent where every access begins with an empty one
   */
  BareTables(
      Setup setup,
      GuardedSession session,
      Set<Capability> capabilities,
      VectorReferences references,
      @Nullable TlbProgram tlbs) {
    this.tlbs = tlbs;
    this.setup = setup;
    this.session = session;
    this.capabilities = capabilities;
    this.references = references;
  }

  /** Backs the memory of the setup. */
  void provideMemory() {
    for (MemoryRange range : setup.memory()) {
      session.provideMemory(range.pa(), range.sizeBytes());
    }
  }

  void store(Step.StoreWord step) {
    requireUsable(step.pe());
    requireWord(step.pa());
    if (step.exchange()) {
      exchange(step, tlbs(step));
    } else if (step.sameContents()) {
      session.storeOfSameContents(step.pe(), step.pa(), step.value());
    } else {
      session.storeWord(step.pe(), step.pa(), step.value());
    }
    words.put(step.pa(), step.value());
    notes.put(step.pa(), step.note());
    if (tlbs != null) {
      tlbs.store(step);
    }
  }

  private void exchange(Step.StoreWord step, TlbProgram program) {
    long old = session.exchangeWord(step.pe(), step.pa(), step.value());
    if (old != program.word(step.pa())) {
      contradict(nameOf(step.pa()) + " is exchanged for " + hex(old) + ", but "
          + hex(program.word(step.pa())) + " was stored");
    }
  }

  /** What TLBs may hold, which a step is about. */
  private TlbProgram tlbs(Step step) {
    requireUsable(StepPe.of(step).orElse(0));
    if (tlbs == null) {
      throw new MalformedVectorException(step.origin()
          + ": the vector does not say that it needs the capability " + Capability.TLB.word());
    }
    return tlbs;
  }

  void runAt(Step.RunAt step) {
    if (step.el() != 1 && step.el() != 2) {
      throw new MalformedVectorException(
          step.origin() + ": a PE runs at EL1 or EL2, not " + step.el());
    }
    tlbs(step).runAt(step);
  }

  void invalidate(Step.Invalidate step) {
    tlbs(step).invalidate(step);
  }

  void barrier(Step.Barrier step) {
    tlbs(step).barrier(step);
  }

  void synchronizeContext(Step.SynchronizeContext step) {
    tlbs(step).synchronizeContext(step);
  }

  void cleanLine(Step.CleanLine step) {
    TlbProgram program = tlbs(step);
    requireWord(step.pa());
    program.cleanLine(step);
  }

  /** What stands in the page from now on is nobody's. */
  void freeTable(Step.FreeTable step) {
    TlbProgram program = tlbs(step);
    requireWord(step.pa());
    requireWord(step.pa() + step.sizeBytes() - Long.BYTES);
    program.freeTable(step);
    words.keySet().removeIf(pa -> Long.compareUnsigned(pa - step.pa(), step.sizeBytes()) < 0);
  }

  /** All that an access can meet now: as the implementation says, and as the judge knows. */
  List<AccessReport> observe(int pe, GuestAccess access) {
    List<AccessReport> told = probeAlone(pe, access);
    return tlbs == null
        ? told
        : TlbProgram.union(told, compare(pe, access, told, tlbs.possible(pe, access)));
  }

  void write(Step.WriteRegister step) {
    requireUsable(step.pe());
    if (!step.register().controlsTranslation()) {
      throw new MalformedVectorException(
          step.origin() + ": " + step.register().word() + " does not control translation");
    }
    session.writeRegister(step.pe(), step.register(), step.value());
    if (tlbs != null) {
      tlbs.write(step);
    }
  }

  void perform(Step.Perform step) {
    requirePossible(step.pe(), step.access());
    List<AccessReport> told = session.perform(step.pe(), step.access());
    mayHaveUpdated = true;
    if (tlbs != null) {
      compare(step.pe(), step.access(), told, tlbs.possible(step.pe(), step.access()));
      tlbs.perform(step);
    }
  }

  /** What an access meets now; memory is as before afterwards. */
  List<AccessReport> probe(int pe, GuestAccess access) {
    List<AccessReport> told = probeAlone(pe, access);
    if (tlbs != null) {
      compare(pe, access, told, tlbs.possible(pe, access));
    }
    return told;
  }

  private List<AccessReport> probeAlone(int pe, GuestAccess access) {
    requirePossible(pe, access);
    if (mayHaveUpdated) {
      words.replaceAll((pa, value) -> session.readDescriptor(pa));
      mayHaveUpdated = false;
    }
    List<AccessReport> reports = session.probe(pe, access);
    words.forEach((pa, value) -> restore(pe, pa, value));
    return reports;
  }

  /** Takes down how an implementation errs; what is possible. */
  private List<AccessReport> compare(
      int pe, GuestAccess access, List<AccessReport> told, List<AccessReport> possible) {
    String subject =
        "pe " + pe + " " + access.kind().word() + " " + hex(access.address()) + " is said to meet ";
    for (AccessReport report : TlbProgram.impossible(told, possible)) {
      contradict(subject + report.outcome() + ", which is none of " + outcomes(possible));
    }
    for (AccessReport report : TlbProgram.leftOut(told, possible)) {
      contradict(subject + outcomes(told) + ", but not " + report.outcome());
    }
    return possible;
  }

  private static String outcomes(List<AccessReport> reports) {
    return reports.stream()
        .map(report -> report.outcome().toString())
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private void contradict(String contradiction) {
    if (contradictions.size() < MOST_CONTRADICTIONS && !contradictions.contains(contradiction)) {
      contradictions.add(contradiction);
    }
  }

  private void restore(int pe, long pa, long value) {
    if (session.readDescriptor(pa) == value) {
      return;
    }
    session.storeWord(pe, pa, value);
    long now = session.readDescriptor(pa);
    if (now != value) {
      contradict(
          nameOf(pa) + " is read back as " + hex(now) + ", but " + hex(value) + " was stored");
    }
  }

  /** The word at an address now. */
  long word(long pa) {
    requireUsable(0);
    requireWord(pa);
    return session.readDescriptor(pa);
  }

  /** A word as a person calls it. */
  String nameOf(long pa) {
    String note = notes.getOrDefault(pa, "");
    return "word " + hex(pa) + (note.isEmpty() ? "" : " (" + note + ")");
  }

  /** Words that are not what was stored. */
  List<String> contradictions() {
    return contradictions;
  }

  private void requirePossible(int pe, GuestAccess access) {
    requireUsable(pe);
    boolean translates = access.kind().group() == AccessKind.Group.ADDRESS_TRANSLATION;
    if (translates ? access.el() == 0 : access.el() == 2) {
      throw new MalformedVectorException(
          "no PE executes a " + access.kind().word() + " at EL" + access.el());
    }
  }

  private void requireUsable(int pe) {
    references.requirePe(pe);
    if (setup.memory().isEmpty()) {
      throw new MalformedVectorException(
          "the vector uses bare tables; its setup provides no memory");
    }
    if (!capabilities.contains(Capability.REGIME)) {
      throw new UnsupportedByProviderException("bare tables");
    }
  }

  private void requireWord(long pa) {
    if ((pa & 7) != 0 || setup.memory().stream().noneMatch(range -> range.holdsWord(pa))) {
      throw new MalformedVectorException(
          "the vector names a word at " + hex(pa) + ", which is none of the memory of its setup");
    }
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
