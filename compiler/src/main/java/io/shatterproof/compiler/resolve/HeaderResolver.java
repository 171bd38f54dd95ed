package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.model.HeaderModel;
import io.shatterproof.compiler.model.HeaderModel.FailureModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.syntax.ClauseSyntax;
import io.shatterproof.compiler.syntax.DeclarationSyntax.ScenarioDeclaration;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.event.ViolationName;
import io.shatterproof.spi.SeededFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a scenario says about itself. */
final class HeaderResolver {
  private final Environment environment;
  private final List<Spanned<SeededFault>> kills = new ArrayList<>();
  private final List<FailureModel> failures = new ArrayList<>();
  private Optional<String> source = Optional.empty();

  private HeaderResolver(Environment environment) {
    this.environment = environment;
  }

  static HeaderModel resolve(Environment environment, ScenarioDeclaration scenario) {
    HeaderResolver resolver = new HeaderResolver(environment);
    scenario.clauses().forEach(resolver::clause);
    return new HeaderModel(
        scenario.title().span(),
        environment.text(scenario.title()),
        scenario.title().asWritten(),
        scenario.tags().stream()
            .map(tag -> new Spanned<>(tag.text(), tag.span()))
            .toList(),
        scenario.documentation(),
        resolver.source.orElse(""),
        resolver.kills,
        resolver.failures);
  }

  private void clause(ClauseSyntax clause) {
    if (clause instanceof ClauseSyntax.Kills syntax) {
      for (NameSyntax name : syntax.faults()) {
        environment.word(name, Vocabulary.FAULTS).ifPresent(kills::add);
      }
    } else if (clause instanceof ClauseSyntax.FailsOn failsOn) {
      failsOn(failsOn);
    } else if (clause instanceof ClauseSyntax.Source syntax) {
      if (source.isPresent()) {
        environment
            .sink()
            .report(Code.DUPLICATE_IN_HEADER, syntax.span(), "a scenario has one source");
      }
      source = Optional.of(environment.text(syntax.text()));
    }
  }

  private void failsOn(ClauseSyntax.FailsOn syntax) {
    Optional<Spanned<String>> profile = environment.word(syntax.profile(), Vocabulary.PROFILES);
    for (ClauseSyntax.FailureSyntax failure : syntax.failures()) {
      Optional<Spanned<ViolationName>> violation =
          environment.word(failure.violation(), Vocabulary.VIOLATIONS);
      Maybe<Quantity> times = environment.optional(failure.times());
      if (profile.isPresent() && violation.isPresent() && !times.isWrong()) {
        failures.add(
            new FailureModel(syntax.span(), profile.get(), violation.get(), times.value()));
      }
    }
  }
}
