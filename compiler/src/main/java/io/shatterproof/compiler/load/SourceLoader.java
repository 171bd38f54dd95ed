package io.shatterproof.compiler.load;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Reads scenario files. */
public final class SourceLoader {
  /** Files larger than this are refused. */
  public static final long MOST_BYTES = 64L << 20;

  /** How the name of a scenario file ends. */
  static final String SUFFIX = ".p2m";

  private final LoadOptions options;
  private final FileImports imports;
  private final TreeMap<String, Path> files = new TreeMap<>();
  private final Set<Path> known = new HashSet<>();
  private final List<SourceFile> sources = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private SourceLoader(List<Path> paths, LoadOptions options) {
    this.options = options;
    this.imports = new FileImports(SourceRoots.of(paths, options), options);
  }

  /**
   * Reads files, and every {@code *.p2m} below folders.
   *
   * @param paths as the user gave them; the paths of the files found are shown in the same form
   */
  public static Loading load(List<Path> paths) {
    return load(paths, LoadOptions.defaults());
  }

  /** Reads files, and every {@code *.p2m} below folders. */
  public static Loading load(List<Path> paths, LoadOptions options) {
    SourceLoader loader = new SourceLoader(paths, options);
    paths.forEach(loader::find);
    loader.files.forEach(loader::read);
    return new Loading(loader.sources, loader.imports, loader.diagnostics);
  }

  /** Finds what a text imports that is in no file, as if it stood in one in that folder. */
  public static Imports importsOf(SourceFile text, Path folder) {
    LoadOptions options = LoadOptions.defaults().withNamesFrom(folder);
    FileImports imports = new FileImports(SourceRoots.of(List.of(folder), options), options);
    imports.add(text, folder.resolve(text.path()));
    return imports;
  }

  private void find(Path path) {
    if (!Files.isDirectory(path)) {
      add(path);
      return;
    }
    Finder finder = new Finder();
    try {
      Files.walkFileTree(path, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, finder);
    } catch (IOException unreadable) {
      refuse(path, unreadable);
      return;
    }
    if (!finder.metSomething) {
      report(Diagnostic.of(
              Code.NO_SCENARIO_FILES, nowhere(options.shown(path)), "no *.p2m file in this folder")
          .withHelp("name a scenario file, or a folder that has one"));
    }
  }

  /** Notes a file, once however it is spelt. */
  private void add(Path file) {
    if (known.add(file.toAbsolutePath().normalize())) {
      files.put(options.shown(file), file);
    }
  }

  private void read(String shown, Path path) {
    new SourceReader(nowhere(shown), this::report).read(shown, path).ifPresent(source -> {
      sources.add(source);
      imports.add(source, path);
    });
  }

  private void refuse(Path path, IOException unreadable) {
    new SourceReader(nowhere(options.shown(path)), this::report).refuse(unreadable);
  }

  private void report(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
  }

  private static Span nowhere(String shown) {
    return new Span(new SourceFile(shown, ""), 0, 0);
  }

  /** Notes scenario files, and goes on after what cannot be read. */
  private final class Finder extends SimpleFileVisitor<Path> {
    private boolean metSomething;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (file.toString().endsWith(SUFFIX) && !isLock(file)) {
        metSomething = true;
        if (attributes.isOther()) { // reading it might never end
          report(Diagnostic.of(
                  Code.UNREADABLE_FILE, nowhere(options.shown(file)), "this is a pipe or a device")
              .withHelp("a folder holds files; to read this, name it"));
        } else {
          add(file);
        }
      }
      return FileVisitResult.CONTINUE;
    }

    /** Emacs marks a file that is being edited by a link that leads nowhere. */
    private static boolean isLock(Path file) {
      return file.getFileName().toString().startsWith(".#");
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      refuse(file, unreadable);
      metSomething = true;
      return FileVisitResult.CONTINUE;
    }
  }
}
