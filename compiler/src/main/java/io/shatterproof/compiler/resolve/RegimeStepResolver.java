package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.AccessSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import java.util.Optional;

/** What steps under bare tables mean: PEs get registers, and perform accesses. */
final class RegimeStepResolver {
  private final StepContext context;
  private final Environment environment;
  private final AccessResolver accesses;
  private final ArchitectureResolver architecture;

  RegimeStepResolver(StepContext context) {
    this.context = context;
    this.environment = context.environment();
    this.accesses = new AccessResolver(environment);
    this.architecture = new ArchitectureResolver(context);
  }

  /** Whether a statement is one of those. */
  static boolean isOne(StatementSyntax statement) {
    return statement instanceof StatementSyntax.PutAtSyntax
        || statement instanceof StatementSyntax.ArchitecturalSyntax
        || statement instanceof StatementSyntax.PerformSyntax
        || statement instanceof StatementSyntax.GuestAccessSyntax;
  }

  /** The step, or nothing where it is none of those or a mistake is reported. */
  Optional<StepModel> resolve(StatementSyntax statement) {
    if (statement instanceof StatementSyntax.PutAtSyntax put) {
      return put(put);
    }
    if (statement instanceof StatementSyntax.ArchitecturalSyntax executed) {
      return architecture.resolve(executed);
    }
    if (statement instanceof StatementSyntax.GuestAccessSyntax access) {
      return Pes.number(access.pe(), environment)
          .flatMap(pe -> perform(access.access(), access.span(), pe));
    }
    if (statement instanceof StatementSyntax.PerformSyntax perform) {
      return pe(perform).flatMap(pe -> perform(perform.access(), perform.span(), pe));
    }
    return Optional.empty();
  }

  private Optional<StepModel> put(StatementSyntax.PutAtSyntax syntax) {
    Optional<Quantity> pe = Pes.number(syntax.pe(), environment);
    Optional<Spanned<Integer>> level = environment.word(syntax.level(), Vocabulary.LEVELS_OF_PES);
    Optional<RegimeModel> regime = environment.regime(syntax.regime());
    return pe.isEmpty() || level.isEmpty() || regime.isEmpty()
        ? Optional.empty()
        : Optional.of(new StepModel.PutStep(
            syntax.span(), pe.get(), level.get().value(), regime.get(), false));
  }

  private Optional<Quantity> pe(StatementSyntax.PerformSyntax syntax) {
    return Pes.ofWhen(
        context, syntax.span(), "an access of `given` says from which PE it comes", 1);
  }

  private Optional<StepModel> perform(AccessSyntax syntax, Span span, Quantity pe) {
    if (syntax.verdict().isPresent()) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.STATEMENT_IN_WRONG_PART,
                  span,
                  "an access with an outcome is an expectation, and this part holds steps")
              .withHelp("move it into `then`, or leave `->` and what follows out"));
      return Optional.empty();
    }
    if (!accesses.isUnderRegime(syntax)) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.NOT_SUPPORTED_YET,
                  span,
                  "an access in the guest of a domain as a step is planned for language 2")
              .withHelp("say in `then` what it meets, or what becomes of its abort: `pe n abort`"));
      return Optional.empty();
    }
    return accesses.resolve(syntax, pe).map(access -> new StepModel.PerformStep(span, access));
  }
}
