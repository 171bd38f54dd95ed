package io.shatterproof.vector;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.FaultStage;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Syndrome;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What an expectation says about the outcome of an access. {@code toString} is the spelling. */
public sealed interface OutcomeClaim {

  /** Whether the access went as claimed. */
  boolean admits(AccessReport report);

  /** The outcome without details, for example {@code translation fault level 3}. */
  String outcome();

  /** Every detail that is claimed, for example {@code memory normal}. */
  List<String> details();

  /**
   * What a report has of that which is claimed, in the form and order of {@link #details}; only the
   * registers where the report is of another class.
   */
  List<String> detailsOf(AccessReport report);

  /** What is claimed of the registers that report. */
  List<RegisterClaim> registers();

  /**
   * The access succeeds.
   *
   * @param pa at which physical address, where claimed
   * @param level level of the leaf, where claimed
   */
  record Ok(
      OptionalLong pa, OptionalInt level, AttributeClaim attributes, List<RegisterClaim> registers)
      implements OutcomeClaim {
    public Ok {
      registers = List.copyOf(registers);
    }

    /** Success at an address. */
    public Ok(
        long pa, OptionalInt level, AttributeClaim attributes, List<RegisterClaim> registers) {
      this(OptionalLong.of(pa), level, attributes, registers);
    }

    /** A claim of nothing but the address, and perhaps the level. */
    public Ok(long pa, OptionalInt level) {
      this(pa, level, AttributeClaim.NONE, List.of());
    }

    /** The same through a leaf of this level. */
    public Ok atLevel(int claimed) {
      return new Ok(pa, OptionalInt.of(claimed), attributes, registers);
    }

    @Override
    public boolean admits(AccessReport report) {
      return report.outcome() instanceof Outcome.Translated translated
          && (pa.isEmpty() || pa.getAsLong() == translated.pa())
          && (level.isEmpty() || level.getAsInt() == translated.level())
          && attributes.admits(translated.attributes())
          && OutcomeClaim.admit(registers, report.syndrome());
    }

    @Override
    public String outcome() {
      return pa.isEmpty() ? "ok somewhere" : "ok 0x" + Long.toHexString(pa.getAsLong());
    }

    @Override
    public List<String> details() {
      List<String> details = new ArrayList<>();
      level.ifPresent(claimed -> details.add("level " + claimed));
      details.addAll(attributes.words());
      registers.forEach(claim -> details.add(RegisterText.of(claim, false)));
      return details;
    }

    @Override
    public List<String> detailsOf(AccessReport report) {
      List<String> details = new ArrayList<>();
      if (report.outcome() instanceof Outcome.Translated translated) {
        if (level.isPresent()) {
          details.add(
              "level " + (translated.level() == Outcome.NO_LEVEL ? "none" : translated.level()));
        }
        details.addAll(attributes.wordsOf(translated.attributes()));
      }
      details.addAll(RegisterText.of(report, registers));
      return details;
    }

    @Override
    public String toString() {
      return OutcomeClaim.text(this);
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
    public String outcome() {
      return new Outcome.Faulted(kind, level.orElse(Outcome.NO_LEVEL), stage).toString();
    }

    @Override
    public List<String> details() {
      return registers.stream().map(claim -> RegisterText.of(claim, true)).toList();
    }

    @Override
    public List<String> detailsOf(AccessReport report) {
      return RegisterText.of(report, registers);
    }

    @Override
    public String toString() {
      return OutcomeClaim.text(this);
    }
  }

  /** Anything may happen; whoever knows all that can happen says so with {@link Outcome.Wild}. */
  record Wild() implements OutcomeClaim {
    @Override
    public boolean admits(AccessReport report) {
      return true;
    }

    @Override
    public String outcome() {
      return "wild";
    }

    @Override
    public List<String> details() {
      return List.of();
    }

    @Override
    public List<String> detailsOf(AccessReport report) {
      return List.of();
    }

    @Override
    public List<RegisterClaim> registers() {
      return List.of();
    }

    @Override
    public String toString() {
      return outcome();
    }
  }

  private static boolean admit(List<RegisterClaim> claims, Syndrome syndrome) {
    return claims.stream().allMatch(claim -> claim.admits(syndrome));
  }

  private static String text(OutcomeClaim claim) {
    List<String> details = claim.details();
    return claim.outcome() + (details.isEmpty() ? "" : " { " + String.join(" ", details) + " }");
  }
}
