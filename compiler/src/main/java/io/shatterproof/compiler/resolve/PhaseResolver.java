package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
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
  private final Environment environment;
  private final List<PhaseModel> phases = new ArrayList<>();
  private final List<WhenModel> whens = new ArrayList<>();
  private final List<ThenModel> meanwhile = new ArrayList<>();
  private final List<ThenModel> thens = new ArrayList<>();

  PhaseResolver(Environment environment) {
    this.environment = environment;
  }

  /** The phases; what has a mistake is reported and left out. */
  List<PhaseModel> resolve(List<PartSyntax> parts) {
    Optional<MeanwhileSyntax> observed = Optional.empty();
    for (PartSyntax part : parts) {
      if (part instanceof PartSyntax.When when) {
        if (!thens.isEmpty()) {
          close();
          observed = Optional.empty();
        }
        observed.ifPresent(earlier -> reportObservedTooEarly(earlier, when));
        observed = when.meanwhile();
        when(when);
      } else if (part instanceof PartSyntax.Then then) {
        then(then);
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

  private void reportObservedTooEarly(MeanwhileSyntax observed, PartSyntax.When next) {
    environment
        .sink()
        .report(Diagnostic.of(
                Code.PARTS_OUT_OF_ORDER,
                observed.keyword(),
                "observers look at every `when` up to the next `then`, and one more follows")
            .withHelp("move `meanwhile` behind the last of them, or put a `then` between")
            .withNote("the next `when` is at", next.span()));
  }

  private void when(PartSyntax.When when) {
    body(when.span(), when.pe(), when.statements(), false);
    for (PartSyntax.BodySyntax other : when.others()) {
      body(other.span(), other.pe(), other.statements(), true);
    }
    when.meanwhile()
        .ifPresent(observers -> meanwhile(
            observers.keyword(),
            true,
            Scope.ARCHITECTURE,
            new ObserverResolver(environment).resolve(observers)));
  }

  private void body(
      Span span, ExpressionSyntax syntax, List<StatementSyntax> statements, boolean isAtOnce) {
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

  private void then(PartSyntax.Then then) {
    boolean isArchitecture = then.profiles().isEmpty();
    Scope scope = scope(then);
    List<StatementSyntax> statements = new ArrayList<>();
    for (StatementSyntax statement : then.statements()) {
      if (!(statement instanceof MeanwhileSyntax observers)) {
        statements.add(statement);
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
    thens.add(new ThenModel(
        then.span(),
        isArchitecture,
        scope,
        new ExpectationResolver(environment).resolve(statements)));
  }

  private Scope scope(PartSyntax.Then then) {
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
