package io.shatterproof.maven.build;

import io.shatterproof.compiler.backend.junit.TestTarget;
import io.shatterproof.compiler.diagnostic.WarningPolicy;
import java.nio.file.Path;
import java.util.Set;

/**
 * What to generate from what.
 *
 * @param sources the scenario files
 * @param outputFolder root of the generated sources
 * @param stateFolder where the plugin remembers what it did
 * @param executionId what tells several executions of a project apart
 * @param executions every execution that the project may have
 * @param packageName package of the generated tests
 * @param suite name of the suite
 * @param target what the tests run on
 * @param warnings what becomes of warnings
 * @param generator the version of everything that decides what is generated
 */
public record GenerationRequest(
    SourceRequest sources,
    Path outputFolder,
    Path stateFolder,
    String executionId,
    Set<String> executions,
    String packageName,
    String suite,
    TestTarget target,
    WarningPolicy warnings,
    String generator) {
  public GenerationRequest {
    executions = Set.copyOf(executions);
  }
}
