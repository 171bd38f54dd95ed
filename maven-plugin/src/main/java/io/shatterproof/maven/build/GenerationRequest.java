package io.shatterproof.maven.build;

import io.shatterproof.compiler.diagnostic.WarningPolicy;
import java.nio.file.Path;
import java.util.List;

/**
 * What to generate from what.
 *
 * @param baseFolder folder of the project; scenario files are named relative to it
 * @param sourceFolder where scenario files are looked for; need not exist
 * @param includes Ant patterns of files in the source folder
 * @param excludes Ant patterns of files to leave out
 * @param libraries class path whose folders {@code p2m} hold files to import
 * @param outputFolder root of the generated sources
 * @param stateFolder where the plugin remembers what it did
 * @param executionId what tells several executions of a project apart
 * @param packageName package of the generated tests
 * @param suite name of the suite
 * @param warnings what becomes of warnings
 * @param generator the version of everything that decides what is generated
 */
public record GenerationRequest(
    Path baseFolder,
    Path sourceFolder,
    List<String> includes,
    List<String> excludes,
    ClassLoader libraries,
    Path outputFolder,
    Path stateFolder,
    String executionId,
    String packageName,
    String suite,
    WarningPolicy warnings,
    String generator) {
  public GenerationRequest {
    includes = List.copyOf(includes);
    excludes = List.copyOf(excludes);
  }
}
