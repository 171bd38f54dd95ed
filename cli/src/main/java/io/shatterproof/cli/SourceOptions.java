package io.shatterproof.cli;

import io.shatterproof.compiler.load.LoadOptions;
import io.shatterproof.compiler.load.Loading;
import io.shatterproof.compiler.load.SourceLoader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of the commands that read scenario files: where the files may be that these import. */
final class SourceOptions {
  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--source-root",
      paramLabel = "DIR",
      description = "Folder that imports do not lead out of; without it each folder given, or the"
          + " folder of a file given.")
  private @Nullable Path root;

  @Option(
      names = "--library",
      paramLabel = "JAR",
      arity = "1",
      description = "Jar or folder whose folder p2m holds files to import; may be repeated.")
  private List<Path> libraries = List.of();

  /** Reads files, folders, or the standard input. */
  Loading load(List<Path> paths, Console console) throws FileFailure {
    if (StandardInput.isOneOfSeveral(paths)) {
      throw wrong("- is the standard input, and stands alone");
    }
    return StandardInput.isMeant(paths)
        ? StandardInput.load(console)
        : SourceLoader.load(paths, loading());
  }

  /** How files are found. */
  LoadOptions loading() {
    LoadOptions options = LoadOptions.defaults();
    if (root != null) {
      if (!Files.isDirectory(root)) {
        throw wrong("--source-root " + root + " is no folder");
      }
      options = options.withRoot(root);
    }
    return libraries.isEmpty() ? options : options.withLibraries(classPath());
  }

  /** Folders that other files may be in. */
  List<Path> folders() {
    List<Path> folders = new ArrayList<>(libraries);
    folders.removeIf(path -> !Files.isDirectory(path));
    if (root != null) {
      folders.add(root);
    }
    return folders;
  }

  /** Libraries that are files. */
  List<Path> jars() {
    return libraries.stream().filter(path -> !Files.isDirectory(path)).toList();
  }

  private ClassLoader classPath() {
    URL[] urls = ClassPathEntries.of(spec, "--library", libraries);
    return ((Main) spec.root().userObject())
        .opened()
        .add(new URLClassLoader(urls, SourceOptions.class.getClassLoader()));
  }

  private WrongChoice wrong(String message) {
    return new WrongChoice(spec.commandLine(), message);
  }
}
