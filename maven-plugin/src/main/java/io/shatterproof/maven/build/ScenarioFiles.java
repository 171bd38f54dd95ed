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

  /** The files that the patterns choose, sorted; none where there is no folder. */
  static List<Path> find(SourceRequest request) {
    Path folder = request.sourceFolder();
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    DirectoryScanner scanner = new DirectoryScanner();
    scanner.setBasedir(folder.toFile());
    scanner.setIncludes(request.includes().toArray(String[]::new));
    scanner.setExcludes(request.excludes().toArray(String[]::new));
    scanner.addDefaultExcludes();
    scanner.scan();
    return Arrays.stream(scanner.getIncludedFiles())
        .map(folder::resolve)
        .sorted()
        .toList();
  }

  /** Reads them; they are named relative to the project, as on every machine. */
  static Loading load(List<Path> files, SourceRequest request) {
    return load(files, request, request.baseFolder());
  }

  /** Reads them, named relative to a folder. */
  static Loading load(List<Path> files, SourceRequest request, Path namedFrom) {
    LoadOptions options = LoadOptions.defaults()
        .withRoot(request.sourceFolder())
        .withNamesFrom(namedFrom)
        .withLibraries(request.libraries());
    return SourceLoader.load(files, options);
  }
}
