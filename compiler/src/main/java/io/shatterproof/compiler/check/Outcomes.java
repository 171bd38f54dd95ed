package io.shatterproof.compiler.check;

import io.shatterproof.compiler.model.AccessModel;
import io.shatterproof.compiler.model.ObservedModel;
import io.shatterproof.compiler.model.ObservedModel.GuestAccessModel;
import io.shatterproof.compiler.model.OutcomeModel;
import io.shatterproof.compiler.model.OutcomeModel.ReportModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.Spanned;
import java.util.List;
import java.util.Optional;

/** What accesses and their outcomes say, without where that is written. */
final class Outcomes {
  private Outcomes() {}

  /** What is claimed. */
  static List<Object> meaning(OutcomeModel outcome) {
    List<Object> reports = outcome.reports().stream().map(Outcomes::meaning).toList();
    if (outcome instanceof OutcomeModel.OkOutcome ok) {
      return List.of(
          "ok", ok.pa().map(Quantity::hex).orElse(""), level(ok.level()), ok.attributes(), reports);
    }
    return outcome instanceof OutcomeModel.FaultOutcome fault
        ? List.of("fault", fault.kind(), level(fault.level()), fault.stage(), reports)
        : List.of("wild");
  }

  private static Object meaning(ReportModel report) {
    return List.of(report.register(), report.value(), report.mask());
  }

  private static Object level(Optional<Quantity> level) {
    return level.map(Quantity::level).orElse("");
  }

  /** Whether there is an outcome that is as both say. */
  static boolean canBeSame(OutcomeModel one, OutcomeModel other) {
    if (one instanceof OutcomeModel.OkOutcome ok) {
      return other instanceof OutcomeModel.OkOutcome otherOk
          && canBeSame(ok.pa(), otherOk.pa())
          && canBeSame(ok.level(), otherOk.level());
    }
    if (one instanceof OutcomeModel.FaultOutcome fault) {
      return other instanceof OutcomeModel.FaultOutcome otherFault
          && fault.kind() == otherFault.kind()
          && fault.stage() == otherFault.stage()
          && canBeSame(fault.level(), otherFault.level());
    }
    return other instanceof OutcomeModel.WildOutcome;
  }

  private static boolean canBeSame(Optional<Quantity> one, Optional<Quantity> other) {
    return one.isEmpty() || other.isEmpty() || one.get().value() == other.get().value();
  }

  /** Whether an outcome is as one of the others says. */
  static boolean isAmong(OutcomeModel outcome, List<OutcomeModel> others) {
    return others.stream().anyMatch(other -> canBeSame(outcome, other));
  }

  /** Which access it is. */
  static List<Object> access(ObservedModel observed) {
    if (observed instanceof GuestAccessModel guest) {
      return List.of(
          guest.pe().value(),
          guest.kind(),
          guest.domain().name(),
          guest.ipa().value(),
          guest.sizeBytes(),
          guest.level(),
          guest.register());
    }
    AccessModel bare = (AccessModel) observed;
    return List.of(
        bare.pe().value(),
        bare.kind(),
        bare.regime().name(),
        bare.address().value(),
        bare.sizeBytes(),
        bare.from().map(Spanned::value).orElse(-1));
  }
}
