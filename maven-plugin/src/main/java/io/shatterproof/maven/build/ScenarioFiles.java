package io.shatterproof.maven.build;

import io.shatterproof.compiler.load.Loading;
import io.shatterproof.compiler.load.SourceLoader;
import io.shatterproof.compiler.source.SourceFile;
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

  /** Reads them; from now on they are named relative to the project, as on every machine. */
  static Loading load(List<Path> files, GenerationRequest request) {
    Loading loading = SourceLoader.load(files);
    List<SourceFile> named = loading.sources().stream()
        .map(source -> new SourceFile(relative(source.path(), request), source.text()))
        .toList();
    return new Loading(named, loading.diagnostics());
  }

  private static String relative(String path, GenerationRequest request) {
    Path base = request.baseFolder().toAbsolutePath().normalize();
    Path file = base.resolve(path).normalize();
    Path shown = file.startsWith(base) ? base.relativize(file) : file;
    return shown.toString().replace('\\', '/');
  }
}
