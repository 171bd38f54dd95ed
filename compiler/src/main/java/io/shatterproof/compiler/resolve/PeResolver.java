package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.FaultKind;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax.CircumstanceKind;
import io.shatterproof.compiler.syntax.StatementSyntax.CircumstanceSyntax;
import io.shatterproof.p2m.AbortOutcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What steps mean that name their PE: world switches, aborts and what guests do. */
final class PeResolver {
  private static final int GREATEST_VCPU = 1023;

  private final Environment environment;

  PeResolver(Environment environment) {
    this.environment = environment;
  }

  Optional<StepModel> enter(StatementSyntax.EnterSyntax syntax) {
    Optional<Quantity> pe = Pes.number(syntax.pe(), environment);
    if (environment.isRegime(syntax.domain())) {
      Optional<RegimeModel> regime = environment.regime(syntax.domain());
      syntax.vcpu().ifPresent(this::reportVcpuOfRegime);
      return pe.flatMap(known ->
          regime.map(entered -> new StepModel.PutStep(syntax.span(), known, 1, entered, true)));
    }
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    Maybe<Quantity> vcpu = syntax.vcpu().isEmpty()
        ? Maybe.absent()
        : Maybe.of(environment.quantity(
            syntax.vcpu().get(), GREATEST_VCPU, "the number of a virtual CPU"));
    return pe.isEmpty() || domain.isEmpty() || vcpu.isWrong()
        ? Optional.empty()
        : Optional.of(new StepModel.EnterStep(syntax.span(), pe.get(), domain.get(), vcpu.value()));
  }

  private void reportVcpuOfRegime(ExpressionSyntax vcpu) {
    environment
        .sink()
        .report(Diagnostic.of(Code.TABLES_AND_P2M, vcpu.span(), "bare tables have no virtual CPUs")
            .withHelp("leave `vcpu` out"));
  }

  Optional<StepModel> setWay(StatementSyntax.SetWaySyntax syntax) {
    Optional<Quantity> pe = Pes.number(syntax.pe(), environment);
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    return pe.flatMap(
        known -> domain.map(guest -> new StepModel.SetWayStep(syntax.span(), known, guest)));
  }

  Optional<StepModel> caches(StatementSyntax.CachesSyntax syntax) {
    Optional<Quantity> pe = Pes.number(syntax.pe(), environment);
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    return pe.flatMap(known ->
        domain.map(guest -> new StepModel.CachesStep(syntax.span(), known, guest, syntax.isOn())));
  }

  Optional<StepModel> leave(StatementSyntax.LeaveSyntax syntax) {
    return Pes.number(syntax.pe(), environment)
        .map(pe -> new StepModel.LeaveStep(syntax.span(), pe));
  }

  Optional<StepModel> abort(StatementSyntax.AbortSyntax syntax) {
    Optional<Quantity> pe = Pes.number(syntax.pe(), environment);
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    Optional<Quantity> ipa = environment.quantity(syntax.ipa());
    boolean isKnown = isOfGuest(syntax);
    StepModel.CircumstancesModel circumstances = circumstances(syntax.circumstances());
    Maybe<Spanned<AbortOutcome>> outcome =
        environment.optionalWord(syntax.outcome(), Vocabulary.ABORT_OUTCOMES);
    boolean isWhole =
        isKnown && pe.isPresent() && domain.isPresent() && ipa.isPresent() && !outcome.isWrong();
    return isWhole
        ? Optional.of(new StepModel.AbortStep(
            syntax.span(),
            pe.get(),
            domain.get(),
            AccessResolver.kind(syntax.access()),
            ipa.get(),
            circumstances,
            outcome.value().map(Spanned::value)))
        : Optional.empty();
  }

  private boolean isOfGuest(StatementSyntax.AbortSyntax syntax) {
    boolean isKnown = switch (AccessResolver.kind(syntax.access())) {
      case READ, WRITE, FETCH -> true;
      default -> false;
    };
    if (!isKnown) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.NOT_SUPPORTED_YET,
                  syntax.span(),
                  "an abort of `" + syntax.access() + "` is planned for language 2")
              .withHelp("an abort is one of `read`, `write` or `fetch`"));
    }
    return isKnown;
  }

  private StepModel.CircumstancesModel circumstances(List<CircumstanceSyntax> syntax) {
    Map<CircumstanceKind, CircumstanceSyntax> said = new EnumMap<>(CircumstanceKind.class);
    for (CircumstanceSyntax circumstance : syntax) {
      CircumstanceSyntax earlier = said.putIfAbsent(circumstance.kind(), circumstance);
      if (earlier != null) {
        environment
            .sink()
            .report(Diagnostic.of(
                    Code.DUPLICATE_PROPERTY,
                    circumstance.span(),
                    "this circumstance is given twice")
                .withNote("first given at", earlier.span()));
      }
    }
    Optional<FaultKind> fault = Optional.ofNullable(said.get(CircumstanceKind.FAULT))
        .map(circumstance -> OutcomeResolver.faultKind(circumstance.fault()));
    return new StepModel.CircumstancesModel(
        fault,
        said.containsKey(CircumstanceKind.STAGE1_WALK),
        !said.containsKey(CircumstanceKind.NO_SYNDROME),
        said.containsKey(CircumstanceKind.EXTERNAL_ABORT),
        said.containsKey(CircumstanceKind.STAGE1_FAILS));
  }
}
