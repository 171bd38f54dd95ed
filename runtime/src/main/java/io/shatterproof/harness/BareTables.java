package io.shatterproof.harness;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.UnsupportedByProviderException;
import io.shatterproof.vector.MemoryRange;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Bare tables of an implementation in a trial: memory and words that the vector gave it. After a
 * probe it puts back each of these words that hardware updated; no other can have been, since every
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
  private boolean mayHaveUpdated;

  BareTables(
      Setup setup,
      GuardedSession session,
      Set<Capability> capabilities,
      VectorReferences references) {
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
    session.storeWord(step.pe(), step.pa(), step.value());
    words.put(step.pa(), step.value());
    notes.put(step.pa(), step.note());
  }

  void write(Step.WriteRegister step) {
    requireUsable(step.pe());
    if (!step.register().controlsTranslation()) {
      throw new MalformedVectorException(
          step.origin() + ": " + step.register().word() + " does not control translation");
    }
    session.writeRegister(step.pe(), step.register(), step.value());
  }

  void perform(Step.Perform step) {
    requirePossible(step.pe(), step.access());
    session.perform(step.pe(), step.access());
    mayHaveUpdated = true;
  }

  /** What an access meets now; memory is as before afterwards. */
  List<AccessReport> probe(int pe, GuestAccess access) {
    requirePossible(pe, access);
    if (mayHaveUpdated) {
      words.replaceAll((pa, value) -> session.readDescriptor(pa));
      mayHaveUpdated = false;
    }
    List<AccessReport> reports = session.perform(pe, access);
    words.forEach((pa, value) -> restore(pe, pa, value));
    return reports;
  }

  private void restore(int pe, long pa, long value) {
    if (session.readDescriptor(pa) == value) {
      return;
    }
    session.storeWord(pe, pa, value);
    long now = session.readDescriptor(pa);
    if (now != value && contradictions.size() < MOST_CONTRADICTIONS) {
      contradictions.add(
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
