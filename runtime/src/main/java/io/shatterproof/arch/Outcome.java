package io.shatterproof.arch;

import java.util.Objects;

/** What a guest access through stage 2 meets. {@code toString} gives the scenario spelling. */
public sealed interface Outcome {

  /** Calls the method of {@code visitor} for this case. */
  <R> R accept(Visitor<R> visitor);

  /**
   * The access reaches memory.
   *
   * @param pa output address of the accessed byte
   * @param level level of the leaf that translated it, -1 to 3
   * @param attributes stage 2 attributes of that leaf
   */
  record Translated(long pa, int level, MemoryAttributes attributes) implements Outcome {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.translated(this);
    }

    @Override
    public String toString() {
      return "ok 0x" + Long.toHexString(pa);
    }
  }

  /**
   * The access is aborted by stage 2.
   *
   * @param level level of the fault, -1 to 3; configuration faults report 0
   */
  record Faulted(FaultKind kind, int level) implements Outcome {
    public Faulted {
      Objects.requireNonNull(kind);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.faulted(this);
    }

    @Override
    public String toString() {
      return kind.word() + " fault level " + level;
    }
  }

  /** One method for each case. */
  interface Visitor<R> {
    R translated(Translated outcome);

    R faulted(Faulted outcome);
  }
}
