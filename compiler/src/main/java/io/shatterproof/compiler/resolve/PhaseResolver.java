package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.PhaseModel.ThenModel;
import io.shatterproof.compiler.model.PhaseModel.WhenModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.MeanwhileSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.compiler.syntax.PartSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import io.shatterproof.vector.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What the parts of a scenario mean in which something happens: phases, one after the other. */
final class PhaseResolver {
  private final PlacedPart.Environments environments;
  private final List<PhaseModel> phases = new ArrayList<>();
  private final List<WhenModel> whens = new ArrayList<>();
  private final List<ThenModel> meanwhile = new ArrayList<>();
  private final List<ThenModel> thens = new ArrayList<>();

  PhaseResolver(PlacedPart.Environments environments) {
    this.environments = environments;
  }

  /** The phases; what has a mistake is reported and left out. */
  List<PhaseModel> resolve(List<PlacedPart> parts) {
    Optional<MeanwhileSyntax> observed = Optional.empty();
    for (PlacedPart placed : parts) {
      PartSyntax part = placed.part();
      if (part instanceof PartSyntax.When when) {
        if (!thens.isEmpty()) {
          close();
          observed = Optional.empty();
        }
        Optional<Environment> environment = environments.of(placed);
        if (environment.isPresent()) {
          DiagnosticSink sink = environment.get().sink();
          observed.ifPresent(earlier -> reportObservedTooEarly(earlier, when, sink));
          when(when, environment.get());
        }
        observed = when.meanwhile();
      } else if (part instanceof PartSyntax.Then then) {
        environments.of(placed).ifPresent(environment -> then(then, environment));
      }
    }
    if (!whens.isEmpty() || !thens.isEmpty()) {
      close();
    }
    return phases;
  }

  private void close() {
    phases.add(new PhaseModel(whens, meanwhile, thens));
    whens.clear();
    meanwhile.clear();
    thens.clear();
  }

  private static void reportObservedTooEarly(
      MeanwhileSyntax observed, PartSyntax.When next, DiagnosticSink sink) {
    sink.report(Diagnostic.of(
            Code.PARTS_OUT_OF_ORDER,
            observed.keyword(),
            "observers look at every `when` up to the next `then`, and one more follows")
        .withHelp("move `meanwhile` behind the last of them, or put a `then` between")
        .withNote("the next `when` is at", next.span()));
  }

  private void when(PartSyntax.When when, Environment environment) {
    body(when.span(), when.pe(), when.statements(), false, environment);
    for (PartSyntax.BodySyntax other : when.others()) {
      body(other.span(), other.pe(), other.statements(), true, environment);
    }
    when.meanwhile()
        .ifPresent(observers -> meanwhile(
            observers.keyword(),
            true,
            Scope.ARCHITECTURE,
            new ObserverResolver(environment).resolve(observers)));
  }

  private void body(
      Span span,
      ExpressionSyntax syntax,
      List<StatementSyntax> statements,
      boolean isAtOnce,
      Environment environment) {
    Optional<Quantity> pe = Pes.number(syntax, environment);
    Quantity runsOn = pe.orElse(new Quantity(0, syntax.span()));
    List<StepModel> steps = StepResolver.when(environment, runsOn, statements);
    pe.ifPresent(known -> whens.add(new WhenModel(span, known, steps, isAtOnce)));
  }

  private void meanwhile(
      Span span, boolean isArchitecture, Scope scope, List<ExpectationModel> observers) {
    if (!observers.isEmpty()) {
      meanwhile.add(new ThenModel(span, isArchitecture, scope, observers));
    }
  }

  private void then(PartSyntax.Then then, Environment environment) {
    boolean isArchitecture = then.profiles().isEmpty();
    Scope scope = scope(then, environment);
    List<ExpectationModel> expectations = new ArrayList<>();
    expect(then.statements(), isArchitecture, scope, environment, expectations);
    thens.add(new ThenModel(then.span(), isArchitecture, scope, expectations));
  }

  private void expect(
      List<StatementSyntax> statements,
      boolean isArchitecture,
      Scope scope,
      Environment environment,
      List<ExpectationModel> expectations) {
    ExpectationResolver resolver = new ExpectationResolver(environment);
    for (StatementSyntax statement : statements) {
      if (statement instanceof StatementSyntax.UseSyntax syntax) {
        TemplateUse.of(syntax, false, environment.symbols(), environment.sink())
            .ifPresent(use -> use.inside(environment)
                .ifPresent(inside -> expect(
                    use.template().statements(), isArchitecture, scope, inside, expectations)));
      } else if (!(statement instanceof MeanwhileSyntax observers)) {
        expectations.addAll(resolver.resolve(List.of(statement)));
      } else if (isArchitecture) {
        environment
            .sink()
            .report(Diagnostic.of(
                    Code.STATEMENT_IN_WRONG_PART,
                    observers.keyword(),
                    "what holds for every implementation is observed behind the `when`")
                .withHelp("write `when pe 0 { ... } meanwhile { ... }`"));
      } else {
        meanwhile(
            observers.keyword(),
            false,
            scope,
            new ObserverResolver(environment).resolve(observers));
      }
    }
  }

  private static Scope scope(PartSyntax.Then then, Environment environment) {
    TreeSet<String> profiles = new TreeSet<>();
    for (NameSyntax name : then.profiles()) {
      Optional<Spanned<String>> profile = environment.word(name, Vocabulary.PROFILES);
      if (profile.isPresent() && !profiles.add(profile.get().value())) {
        environment
            .sink()
            .report(
                Code.DUPLICATE_IN_HEADER,
                name.span(),
                "profile `" + name.text() + "` is given twice");
      }
    }
    return then.profiles().isEmpty() ? Scope.ARCHITECTURE : new Scope(profiles);
  }
}
