package io.shatterproof.vector;

import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Outcome;
import java.util.OptionalInt;

/** What an expectation says about the outcome of an access. {@code toString} is the spelling. */
public sealed interface OutcomeClaim {

  /** Whether the outcome is as claimed. */
  boolean admits(Outcome outcome);

  /**
   * The access succeeds at a physical address.
   *
   * @param level level of the leaf, where claimed
   */
  record Ok(long pa, OptionalInt level) implements OutcomeClaim {
    @Override
    public boolean admits(Outcome outcome) {
      return outcome instanceof Outcome.Translated translated
          && translated.pa() == pa
          && (level.isEmpty() || level.getAsInt() == translated.level());
    }

    @Override
    public String toString() {
      return "ok 0x"
          + Long.toHexString(pa)
          + (level.isPresent() ? " { level " + level.getAsInt() + " }" : "");
    }
  }

  /**
   * The access is aborted.
   *
   * @param level level of the fault, where claimed
   */
  record Fault(FaultKind kind, OptionalInt level) implements OutcomeClaim {
    @Override
    public boolean admits(Outcome outcome) {
      return outcome instanceof Outcome.Faulted faulted
          && faulted.kind() == kind
          && (level.isEmpty() || level.getAsInt() == faulted.level());
    }

    @Override
    public String toString() {
      return kind.word() + " fault" + (level.isPresent() ? " level " + level.getAsInt() : "");
    }
  }
}
