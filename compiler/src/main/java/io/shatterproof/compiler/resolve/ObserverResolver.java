package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.model.AccessModel;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ObservedModel;
import io.shatterproof.compiler.model.OutcomeModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.model.StretchModel;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.AccessSyntax;
import io.shatterproof.compiler.syntax.MeanwhileSyntax;
import io.shatterproof.compiler.syntax.MeanwhileSyntax.ObserverSyntax;
import io.shatterproof.compiler.syntax.MeanwhileSyntax.SightSyntax;
import io.shatterproof.compiler.syntax.MeanwhileSyntax.StretchSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.vector.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is expected of those who observe. */
final class ObserverResolver {
  private final Environment environment;
  private final AccessResolver accesses;
  private final OutcomeResolver outcomes;

  ObserverResolver(Environment environment) {
    this.environment = environment;
    this.accesses = new AccessResolver(environment);
    this.outcomes = new OutcomeResolver(environment);
  }

  /** One expectation for each sight; one with a mistake is reported and left out. */
  List<ExpectationModel> resolve(MeanwhileSyntax syntax) {
    List<ExpectationModel> expectations = new ArrayList<>();
    for (ObserverSyntax observer : syntax.observers()) {
      Optional<ObservedModel> observed = observed(observer);
      for (SightSyntax sight : observer.sights()) {
        sight(sight, observed, observer).ifPresent(expectations::add);
      }
    }
    return expectations;
  }

  private Optional<ObservedModel> observed(ObserverSyntax syntax) {
    AccessSyntax access = syntax.access();
    boolean isByIommu = syntax.pe().isEmpty();
    if (isByIommu
        && !new IommuAccessForm(environment.sink()).holds(syntax, accesses.isUnderRegime(access))) {
      return Optional.empty();
    }
    Optional<Quantity> pe = isByIommu
        ? Optional.of(new Quantity(Expectation.IOMMU, syntax.observer()))
        : Pes.number(syntax.pe().get(), environment);
    if (accesses.isUnderRegime(access)) {
      Optional<AccessModel> model = pe.flatMap(known -> accesses.resolve(access, known));
      return model.map(known -> known);
    }
    return accesses.inGuest(access, pe).map(known -> known);
  }

  private Optional<ExpectationModel> sight(
      SightSyntax syntax, Optional<ObservedModel> observed, ObserverSyntax observer) {
    StretchModel stretch = stretch(syntax.stretch(), observer.span());
    if (syntax instanceof SightSyntax.NeverAfter never) {
      Optional<OutcomeModel> first = outcomes.resolve(never.after());
      Optional<OutcomeModel> second = outcomes.resolve(never.never());
      return observed.isEmpty() || first.isEmpty() || second.isEmpty()
          ? Optional.empty()
          : Optional.of(new ExpectationModel.NeverAfterExpectation(
              syntax.span(), observed.get(), stretch, second.get(), first.get()));
    }
    SightSyntax.Sees sees = (SightSyntax.Sees) syntax;
    Optional<List<OutcomeModel>> members = outcomes.resolve(sees.members());
    return observed.isEmpty() || members.isEmpty()
        ? Optional.empty()
        : Optional.of(new ExpectationModel.SeesExpectation(
            syntax.span(),
            observed.get(),
            stretch,
            sees.isExactly() || isUnderTables(observed.get()),
            sees.isExactly(),
            members.get()));
  }

  /** Of tables that the scenario declares it is known what can be met, so that all of it must be. */
  private static boolean isUnderTables(ObservedModel observed) {
    return observed instanceof AccessModel access && !access.regime().isRaw();
  }

  private StretchModel stretch(Optional<StretchSyntax> syntax, Span observer) {
    return syntax
        .map(said -> new StretchModel(
            said.span(), said.from().map(this::label), said.isAfter(), said.to().map(this::label)))
        .orElseGet(() -> new StretchModel(observer, Optional.empty(), false, Optional.empty()));
  }

  private Spanned<String> label(NameSyntax written) {
    NameSyntax name = environment.spoken(written);
    return new Spanned<>(name.text(), name.span());
  }
}
