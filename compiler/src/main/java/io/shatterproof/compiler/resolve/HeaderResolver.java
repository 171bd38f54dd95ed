package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.HeaderModel;
import io.shatterproof.compiler.model.HeaderModel.ExpectedFailureModel;
import io.shatterproof.compiler.model.HeaderModel.FailureModel;
import io.shatterproof.compiler.model.HeaderModel.WaiverModel;
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
  private final List<WaiverModel> waivers = new ArrayList<>();
  private Optional<ExpectedFailureModel> expectedFailure = Optional.empty();
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
        resolver.failures,
        resolver.waivers,
        resolver.expectedFailure);
  }

  private void clause(ClauseSyntax clause) {
    if (clause instanceof ClauseSyntax.Kills syntax) {
      for (NameSyntax name : syntax.faults()) {
        environment.word(name, Vocabulary.FAULTS).ifPresent(kills::add);
      }
    } else if (clause instanceof ClauseSyntax.FailsOn failsOn) {
      failsOn(failsOn);
    } else if (clause instanceof ClauseSyntax.Waive syntax) {
      for (NameSyntax name : syntax.names()) {
        environment
            .word(name, Vocabulary.WAIVERS)
            .ifPresent(names -> waivers.add(
                new WaiverModel(new Spanned<>(name.text(), name.span()), names.value())));
      }
    } else if (clause instanceof ClauseSyntax.ExpectedToFail syntax) {
      expectedToFail(syntax);
    } else if (clause instanceof ClauseSyntax.Source syntax) {
      if (source.isPresent()) {
        environment
            .sink()
            .report(Code.DUPLICATE_IN_HEADER, syntax.span(), "a scenario has one source");
      }
      source = Optional.of(environment.text(syntax.text()));
    }
  }

  private void expectedToFail(ClauseSyntax.ExpectedToFail syntax) {
    List<Spanned<String>> profiles = new ArrayList<>();
    for (NameSyntax profile : syntax.profiles()) {
      environment.word(profile, Vocabulary.PROFILES).ifPresent(profiles::add);
    }
    if (expectedFailure.isPresent()) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.DUPLICATE_IN_HEADER, syntax.span(), "a scenario has one `expected to fail`")
              .withNote("the first is at", expectedFailure.get().span()));
    }
    if (expectedFailure.isEmpty() && profiles.size() == syntax.profiles().size()) {
      expectedFailure = Optional.of(
          new ExpectedFailureModel(syntax.span(), profiles, environment.text(syntax.until())));
    }
  }

  private void failsOn(ClauseSyntax.FailsOn syntax) {
    Optional<Spanned<String>> profile = environment.word(syntax.profile(), Vocabulary.PROFILES);
    for (ClauseSyntax.FailureSyntax failure : syntax.failures()) {
      Optional<Spanned<ViolationName>> violation =
          environment.word(failure.violation(), Vocabulary.VIOLATIONS);
      Maybe<Quantity> times =
          environment.optional(failure.times(), Long.MAX_VALUE, "a number of violations");
      if (profile.isPresent() && violation.isPresent() && !times.isWrong()) {
        failures.add(
            new FailureModel(syntax.span(), profile.get(), violation.get(), times.value()));
      }
    }
  }
}
