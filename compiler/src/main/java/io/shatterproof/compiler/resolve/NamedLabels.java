package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.diagnostic.Spelling;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.syntax.DeclarationSyntax.ScenarioDeclaration;
import io.shatterproof.compiler.syntax.PartSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Rule: a label that is named is set somewhere in the scenario, whether or not its step is right. In
 * which steps it has to stand is told once those are.
 */
final class NamedLabels {
  private final Symbols symbols;
  private final DiagnosticSink sink;
  private final Set<String> set = new LinkedHashSet<>();

  NamedLabels(Symbols symbols, DiagnosticSink sink) {
    this.symbols = symbols;
    this.sink = sink;
  }

  /** Reports the labels that nothing sets. */
  void check(ScenarioDeclaration scenario, List<PhaseModel> phases) {
    if (scenario.isBroken()) {
      return; // a part that could not be read may set them
    }
    for (PartSyntax part : scenario.parts()) {
      if (part instanceof PartSyntax.When when) {
        collect(when.statements());
        when.others().forEach(other -> collect(other.statements()));
      }
    }
    for (PhaseModel phase : phases) {
      phase.namedLabels().stream()
          // What a twin does away with was named in the original, and is told otherwise.
          .filter(name -> name.span().start() >= scenario.span().start())
          .forEach(name -> check(name, phases.size()));
    }
  }

  private void collect(List<StatementSyntax> statements) {
    for (StatementSyntax statement : statements) {
      StatementSyntax step = statement;
      if (statement instanceof StatementSyntax.LabelledSyntax labelled) {
        set.add(labelled.label().text());
        step = labelled.step();
      }
      if (step instanceof StatementSyntax.LockSyntax lock) {
        collect(lock.body());
      }
    }
  }

  private void check(Spanned<String> name, int phases) {
    if (set.contains(name.value()) || symbols.isExcused(name.value())) {
      return;
    }
    Diagnostic diagnostic =
        Diagnostic.of(Code.UNKNOWN_LABEL, name.span(), "label `" + name.value() + "` is never set");
    boolean isAnyMeant =
        !set.isEmpty() && (phases == 1 || Spelling.nearest(name.value(), set).isPresent());
    sink.report(
        isAnyMeant
            ? diagnostic.withMeant(name.value(), set)
            : diagnostic.withHelp("put it before a step: `" + name.value() + ": ...`"));
  }
}
