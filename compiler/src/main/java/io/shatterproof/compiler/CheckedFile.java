package io.shatterproof.compiler;

import io.shatterproof.compiler.check.Rules;
import io.shatterproof.compiler.lower.ScenarioLowering;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.json.VectorIdentity;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of which everything is known that it says for itself.
 *
 * @param vectors one for each scenario, in order; none if there is an error
 */
record CheckedFile(ResolvedFile file, List<ConformanceVector> vectors) {
  /** For fewer scenarios it is not worth while to use several processors. */
  private static final int MANY = 256;

  CheckedFile {
    vectors = List.copyOf(vectors);
  }

  /** Checks a file; of nobody else it changes anything, so that many can be checked at once. */
  static CheckedFile of(ResolvedFile file) {
    List<ScenarioModel> scenarios = file.scenarios();
    Rules.check(scenarios, file.diagnostics());
    if (file.diagnostics().hasErrors()) {
      return new CheckedFile(file, List.of());
    }
    Stream<ScenarioModel> all =
        scenarios.size() < MANY ? scenarios.stream() : scenarios.parallelStream();
    return new CheckedFile(file, all.map(CheckedFile::vector).toList());
  }

  private static ConformanceVector vector(ScenarioModel scenario) {
    ConformanceVector vector = ScenarioLowering.lower(scenario);
    return new ConformanceVector(
        vector.heading().withId(VectorIdentity.identify(vector)),
        vector.setup(),
        vector.given(),
        vector.phases());
  }
}
