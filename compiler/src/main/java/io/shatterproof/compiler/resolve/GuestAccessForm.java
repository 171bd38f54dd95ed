package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.FaultStage;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.OutcomeModel;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.AccessSyntax;
import io.shatterproof.vector.AttributeClaim;
import java.util.List;
import java.util.Optional;

/**
 * Rule: the guest of a domain reads, writes and fetches, and nothing is claimed of it but address
 * and level.
 */
record GuestAccessForm(DiagnosticSink sink) {

  /** Whether the rule holds; if not, that is reported, once. */
  boolean holds(AccessSyntax access, List<OutcomeModel> outcomes) {
    boolean isPlainKind = switch (AccessResolver.kind(access.kind())) {
      case READ, WRITE, FETCH -> true;
      default -> false;
    };
    Optional<Span> later = !isPlainKind
        ? Optional.of(access.span())
        : access.options().stream().map(AccessSyntax.OptionSyntax::span).findFirst();
    later.ifPresent(this::report);
    return later.isEmpty() && holds(outcomes);
  }

  /** Whether it holds of what is claimed. */
  boolean holds(List<OutcomeModel> outcomes) {
    Optional<Span> later = outcomes.stream()
        .filter(outcome -> !isPlain(outcome))
        .map(OutcomeModel::span)
        .findFirst();
    later.ifPresent(this::report);
    return later.isEmpty();
  }

  private void report(Span span) {
    sink.report(Diagnostic.of(
            Code.NOT_SUPPORTED_YET,
            span,
            "in the guest of a domain this is not supported by this version yet")
        .withHelp("say it under a regime"));
  }

  private static boolean isPlain(OutcomeModel outcome) {
    if (outcome instanceof OutcomeModel.OkOutcome ok
        && !ok.attributes().equals(AttributeClaim.NONE)) {
      return false;
    }
    boolean isOfStage2 =
        !(outcome instanceof OutcomeModel.FaultOutcome fault) || fault.stage() == FaultStage.STAGE2;
    return isOfStage2 && outcome.reports().isEmpty();
  }
}
