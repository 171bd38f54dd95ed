package io.shatterproof.compiler;

import io.shatterproof.compiler.check.Rules;
import io.shatterproof.compiler.lower.ScenarioLowering;
import io.shatterproof.compiler.model.ScenarioModel;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of which everything is known that it says for itself.
 *
 * @param vectors one for each scenario, in order; none if there is an error
 */
record CheckedFile<V>(ResolvedFile file, List<V> vectors) {
  /** For fewer scenarios it is not worth while to use several processors. */
  private static final int MANY = 256;

  CheckedFile {
    vectors = List.copyOf(vectors);
  }

  /** Checks a file; of nobody else it changes anything, so that many can be checked at once. */
  static <V> CheckedFile<V> of(ResolvedFile file, Distinction<V> distinction) {
    List<ScenarioModel> scenarios = file.scenarios();
    Rules.check(scenarios, file.diagnostics());
    if (file.diagnostics().hasErrors()) {
      return new CheckedFile<>(file, List.of());
    }
    Stream<ScenarioModel> all =
        scenarios.size() < MANY ? scenarios.stream() : scenarios.parallelStream();
    return new CheckedFile<>(
        file,
        all.map(scenario -> distinction.prepare(ScenarioLowering.lower(scenario)))
            .toList());
  }
}
