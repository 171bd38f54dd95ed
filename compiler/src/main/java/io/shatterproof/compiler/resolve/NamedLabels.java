package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.diagnostic.Spelling;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.Spanned;
import java.util.Set;

/**
 * Rule: a label that is named is set somewhere in the scenario, whether or not its step is right. In
 * which steps it has to stand is told once those are.
 */
final class NamedLabels {
  private final Symbols symbols;
  private final DiagnosticSink sink;
  private final Set<String> set;

  /**
   * Knows labels.
   *
   * @param set those of steps, right or wrong, in the order of the text
   */
  NamedLabels(Symbols symbols, Set<String> set, DiagnosticSink sink) {
    this.symbols = symbols;
    this.set = set;
    this.sink = sink;
  }

  /** Reports the labels that nothing sets. */
  void check(ScenarioModel scenario) {
    for (PhaseModel phase : scenario.phases()) {
      phase.namedLabels().stream()
          // What a twin does away with was named in the original, and is told otherwise.
          .filter(name -> !scenario.isOfOriginal(name.span()))
          .forEach(name -> check(name, scenario.phases().size()));
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
