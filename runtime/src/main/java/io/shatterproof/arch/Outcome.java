package io.shatterproof.arch;

import java.util.Objects;

/** What an access meets. {@code toString} gives the scenario spelling. */
public sealed interface Outcome {
  /** In place of a level where there is none: stage 2 is off, or the fault is reported without. */
  int NO_LEVEL = -9;

  /** Calls the method of {@code visitor} for this case. */
  <R> R accept(Visitor<R> visitor);

  /**
   * The access reaches memory.
   *
   * @param pa output address of the accessed byte
   * @param level level of the stage 2 leaf that translated it, -1 to 3, or {@link #NO_LEVEL}
   * @param attributes those the access has
   */
  record Translated(long pa, int level, AccessAttributes attributes) implements Outcome {
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
   * The access is aborted.
   *
   * @param level level of the fault, -1 to 3; configuration faults report 0; {@link #NO_LEVEL} for a
   *     kind without
   */
  record Faulted(FaultKind kind, int level, FaultStage stage) implements Outcome {
    public Faulted {
      Objects.requireNonNull(kind);
      Objects.requireNonNull(stage);
    }

    /** An abort of stage 2 at the address of the access. */
    public Faulted(FaultKind kind, int level) {
      this(kind, level, FaultStage.STAGE2);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.faulted(this);
    }

    @Override
    public String toString() {
      if (kind == FaultKind.CONFLICT) {
        return kind.word(); // of no stage and no level
      }
      return (stage == FaultStage.STAGE1 ? "stage 1 " : "")
          + kind.word()
          + " fault"
          + (level == NO_LEVEL ? "" : " level " + level)
          + (stage == FaultStage.STAGE2_ON_STAGE1_WALK ? " on stage 1 walk" : "");
    }
  }

  /** Anything at all: the walk reads what is no descriptor any more, a table page that was freed. */
  record Wild() implements Outcome {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.wild(this);
    }

    @Override
    public String toString() {
      return "wild";
    }
  }

  /** One method for each case. */
  interface Visitor<R> {
    R translated(Translated outcome);

    R faulted(Faulted outcome);

    R wild(Wild outcome);
  }
}
