package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.PhaseModel.ThenModel;
import io.shatterproof.compiler.model.PhaseModel.WhenModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.DeclarationSyntax.ScenarioDeclaration;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.compiler.syntax.PartSyntax;
import io.shatterproof.vector.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What a scenario means, row by row. */
final class ScenarioResolver {
  private final Symbols symbols;
  private final DiagnosticSink sink;
  private final List<TableResolver> tables = new ArrayList<>();

  ScenarioResolver(Symbols symbols, DiagnosticSink sink) {
    this.symbols = symbols;
    this.sink = sink;
  }

  /** One model for each row; what has a mistake is reported and left out. */
  List<ScenarioModel> resolve(ScenarioDeclaration scenario) {
    PartOrder.check(scenario, sink);
    Optional<PartSyntax.Where> where = scenario.parts().stream()
        .filter(PartSyntax.Where.class::isInstance)
        .map(PartSyntax.Where.class::cast)
        .findFirst();
    if (where.isEmpty()) {
      return List.of(row(scenario, Row.none(), Optional.empty()));
    }
    TableResolver table = new TableResolver(symbols, sink);
    tables.add(table);
    Optional<List<Row>> rows = table.resolve(where.get());
    if (rows.isEmpty()) {
      return List.of();
    }
    List<ScenarioModel> models = new ArrayList<>();
    for (Row row : rows.get()) {
      models.add(row(scenario, row, rows.get().size() > 1 ? row.span() : Optional.empty()));
    }
    return models;
  }

  /** Reports the columns that nothing used, of a scenario without mistakes. */
  void reportUnused() {
    tables.forEach(TableResolver::reportUnused);
  }

  private ScenarioModel row(ScenarioDeclaration scenario, Row row, Optional<Span> rowSpan) {
    DiagnosticSink rowSink =
        rowSpan.map(span -> sink.withNote("in the row at " + span)).orElse(sink);
    Environment environment = new Environment(symbols, row, rowSink);
    List<StepModel> given = new ArrayList<>();
    for (PartSyntax part : scenario.parts()) {
      if (part instanceof PartSyntax.Given block) {
        given.addAll(StepResolver.given(environment, block.statements()));
      }
    }
    return new ScenarioModel(
        scenario.span(),
        rowSpan,
        HeaderResolver.resolve(environment, scenario),
        given,
        phases(environment, scenario));
  }

  private List<PhaseModel> phases(Environment environment, ScenarioDeclaration scenario) {
    List<PhaseModel> phases = new ArrayList<>();
    List<WhenModel> whens = new ArrayList<>();
    List<ThenModel> thens = new ArrayList<>();
    for (PartSyntax part : scenario.parts()) {
      if (part instanceof PartSyntax.When when) {
        if (!thens.isEmpty()) {
          phases.add(new PhaseModel(whens, thens));
          whens.clear();
          thens.clear();
        }
        when(environment, when).ifPresent(whens::add);
      } else if (part instanceof PartSyntax.Then then) {
        thens.add(then(environment, then));
      }
    }
    if (!whens.isEmpty() || !thens.isEmpty()) {
      phases.add(new PhaseModel(whens, thens));
    }
    return phases;
  }

  private Optional<WhenModel> when(Environment environment, PartSyntax.When when) {
    Optional<Quantity> pe = Pes.number(when.pe(), environment);
    Quantity runsOn = pe.orElse(new Quantity(0, when.pe().span()));
    List<StepModel> steps = StepResolver.when(environment, runsOn, when.statements());
    return pe.map(known -> new WhenModel(when.span(), known, steps));
  }

  private ThenModel then(Environment environment, PartSyntax.Then then) {
    List<ExpectationModel> expectations =
        new ExpectationResolver(environment).resolve(then.statements());
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
    boolean isArchitecture = then.profiles().isEmpty();
    Scope scope = isArchitecture ? Scope.ARCHITECTURE : new Scope(profiles);
    return new ThenModel(then.span(), isArchitecture, scope, expectations);
  }
}
