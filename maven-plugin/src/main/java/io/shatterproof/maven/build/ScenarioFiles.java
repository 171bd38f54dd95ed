package io.shatterproof.maven.build;

import io.shatterproof.compiler.load.LoadOptions;
import io.shatterproof.compiler.load.Loading;
import io.shatterproof.compiler.load.SourceLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.codehaus.plexus.util.DirectoryScanner;

/** The scenario files of a project. */
final class ScenarioFiles {
  private ScenarioFiles() {}

  /** The files that the patterns choose, sorted. */
  static List<Path> find(GenerationRequest request) {
    if (!Files.isDirectory(request.sourceFolder())) {
      return List.of();
    }
    DirectoryScanner scanner = new DirectoryScanner();
    scanner.setBasedir(request.sourceFolder().toFile());
    scanner.setIncludes(request.includes().toArray(String[]::new));
    scanner.setExcludes(request.excludes().toArray(String[]::new));
    scanner.addDefaultExcludes();
    scanner.scan();
    return Arrays.stream(scanner.getIncludedFiles())
        .map(request.sourceFolder()::resolve)
        .sorted()
        .toList();
  }

  /** Reads them; they are named relative to the project, as on every machine. */
  static Loading load(List<Path> files, GenerationRequest request) {
    LoadOptions options = LoadOptions.defaults()
        .withRoot(request.sourceFolder())
        .withNamesFrom(request.baseFolder())
        .withLibraries(request.libraries());
    return SourceLoader.load(files, options);
  }
}
