package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.HeaderModel;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.RowModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.compiler.syntax.DeclarationSyntax.ScenarioDeclaration;
import io.shatterproof.compiler.syntax.PartSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a scenario means, row by row. */
final class ScenarioResolver {
  private final Symbols symbols;
  private final List<TableResolver> tables;
  private final DiagnosticSink sink;

  /**
   * For one scenario.
   *
   * @param tables takes its table, if it has one
   */
  ScenarioResolver(Symbols symbols, List<TableResolver> tables, DiagnosticSink sink) {
    this.symbols = symbols;
    this.tables = tables;
    this.sink = sink;
  }

  /** One model for each row; what has a mistake is reported and left out. */
  List<ScenarioModel> resolve(ScenarioDeclaration scenario) {
    List<PlacedPart> parts = PlacedPart.of(scenario.parts(), symbols, sink);
    PartOrder.check(scenario, parts, sink);
    Optional<PartSyntax.Where> where = scenario.parts().stream()
        .filter(PartSyntax.Where.class::isInstance)
        .map(PartSyntax.Where.class::cast)
        .findFirst();
    if (where.isEmpty()) {
      return List.of(row(scenario, parts, Row.none(), Optional.empty()));
    }
    TableResolver table = new TableResolver(symbols, sink);
    tables.add(table);
    Optional<List<Row>> rows = table.resolve(where.get());
    if (rows.isEmpty()) {
      return List.of();
    }
    List<ScenarioModel> models = new ArrayList<>();
    for (Row row : rows.get()) {
      if (!models.isEmpty()
          && (long) models.get(0).uses().size() * rows.get().size() > Uses.MOST_IN_ROWS) {
        Uses.reportTooManyInRows(where.get().span(), rows.get().size(), sink);
        return models;
      }
      models.add(row(
          scenario,
          parts,
          row,
          rows.get().size() > 1 ? model(row, where.get()) : Optional.empty()));
    }
    return models;
  }

  private static Optional<RowModel> model(Row row, PartSyntax.Where where) {
    return row.span().map(span -> new RowModel(span, where.generator().isPresent(), row.texts()));
  }

  private static DiagnosticSink of(RowModel row, DiagnosticSink sink) {
    return row.isGenerated()
        ? sink.withNote("with " + row.values())
        : sink.withNote("in the row at", row.span());
  }

  private ScenarioModel row(
      ScenarioDeclaration scenario, List<PlacedPart> parts, Row row, Optional<RowModel> model) {
    DiagnosticSink rowSink = model.map(known -> of(known, sink)).orElse(sink);
    Environment environment = new Environment(symbols, row, rowSink);
    PlacedPart.Environments environments = new PlacedPart.Environments(environment);
    List<StepModel> given = new ArrayList<>();
    for (PlacedPart part : parts) {
      if (part.part() instanceof PartSyntax.Given block) {
        environments
            .of(part)
            .ifPresent(inside -> given.addAll(StepResolver.given(inside, block.statements())));
      }
    }
    HeaderModel header = HeaderResolver.resolve(environment, scenario);
    List<PhaseModel> phases = new PhaseResolver(environments).resolve(parts);
    ScenarioModel resolved = new ScenarioModel(
        scenario.span(),
        model,
        header,
        given,
        phases,
        environment.labels(),
        environment.uses().models());
    if (!scenario.isBroken()) { // a part that could not be read may set labels
      new NamedLabels(symbols, environment.setLabels(), rowSink).check(resolved);
    }
    return resolved;
  }
}
