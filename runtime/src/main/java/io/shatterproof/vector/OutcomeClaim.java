package io.shatterproof.vector;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.FaultStage;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Syndrome;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What an expectation says about the outcome of an access. {@code toString} is the spelling. */
public sealed interface OutcomeClaim {

  /** Whether the access went as claimed; bits of a register that are UNKNOWN decide nothing. */
  boolean admits(AccessReport report);

  /** What is claimed of the registers that report. */
  List<RegisterClaim> registers();

  /**
   * The access succeeds at a physical address.
   *
   * @param level level of the leaf, where claimed
   */
  record Ok(long pa, OptionalInt level, AttributeClaim attributes, List<RegisterClaim> registers)
      implements OutcomeClaim {
    public Ok {
      registers = List.copyOf(registers);
    }

    /** A claim of nothing but the address, and perhaps the level. */
    public Ok(long pa, OptionalInt level) {
      this(pa, level, AttributeClaim.NONE, List.of());
    }

    @Override
    public boolean admits(AccessReport report) {
      return report.outcome() instanceof Outcome.Translated translated
          && translated.pa() == pa
          && (level.isEmpty() || level.getAsInt() == translated.level())
          && attributes.admits(translated.attributes())
          && OutcomeClaim.admit(registers, report.syndrome());
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
  record Fault(FaultKind kind, OptionalInt level, FaultStage stage, List<RegisterClaim> registers)
      implements OutcomeClaim {
    public Fault {
      registers = List.copyOf(registers);
    }

    /** A claim of a stage 2 fault at the address of the access. */
    public Fault(FaultKind kind, OptionalInt level) {
      this(kind, level, FaultStage.STAGE2, List.of());
    }

    @Override
    public boolean admits(AccessReport report) {
      return report.outcome() instanceof Outcome.Faulted faulted
          && faulted.kind() == kind
          && faulted.stage() == stage
          && (level.isEmpty() || level.getAsInt() == faulted.level())
          && OutcomeClaim.admit(registers, report.syndrome());
    }

    @Override
    public String toString() {
      return new Outcome.Faulted(kind, level.orElse(Outcome.NO_LEVEL), stage).toString();
    }
  }

  private static boolean admit(List<RegisterClaim> claims, Syndrome syndrome) {
    for (RegisterClaim claim : claims) {
      OptionalLong value = syndrome.value(claim.register());
      long compared = claim.mask() & ~syndrome.unknown(claim.register());
      if (value.isEmpty() || ((value.getAsLong() ^ claim.value()) & compared) != 0) {
        return false;
      }
    }
    return true;
  }
}
