package io.shatterproof.compiler.load;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.diagnostic.Spelling;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds imported files on disk, below the source root of the file that imports them, or in a
 * library.
 */
final class FileImports implements Imports {
  private final SourceRoots roots;
  private final LoadOptions options;
  private final Library library;
  private final Map<String, Place> places = new HashMap<>();
  private final Map<Path, SourceFile> read = new HashMap<>();
  private final Map<String, SourceFile> readOfLibrary = new HashMap<>();

  FileImports(SourceRoots roots, LoadOptions options) {
    this.roots = roots;
    this.options = options;
    this.library = new Library(options.libraries());
  }

  /**
   * Where a file lies.
   *
   * @param root empty in a library, and where a root was chosen that the file is not in
   * @param path from the root on
   */
  private record Place(Optional<SourceRoot> root, boolean isOfLibrary, List<String> path) {
    static final Place NOWHERE = new Place(Optional.empty(), false, List.of());

    Place {
      path = List.copyOf(path);
    }

    List<String> folder() {
      return path.subList(0, Math.max(0, path.size() - 1));
    }

    /** A file of the root as this one would import it. */
    String imported(Path file) {
      FileSystem system = file.getFileSystem();
      Path folder = system.getPath("", folder().toArray(String[]::new));
      Path relative = folder().isEmpty() ? file : folder.relativize(file);
      return relative.toString().replace(system.getSeparator(), "/");
    }

    /** Whether it is another file of the root. */
    boolean isOther(Path file) {
      return !names(file).equals(path);
    }

    static List<String> names(Path path) {
      List<String> names = new ArrayList<>();
      path.forEach(name -> names.add(name.toString()));
      return names;
    }
  }

  /** Notes a file that was read because it was asked for. */
  void add(SourceFile source, Path file) {
    Optional<SourceRoot> root = roots.of(file);
    List<String> path = root.map(known -> Place.names(known.relative(file))).orElse(List.of());
    places.put(source.path(), new Place(root, false, path));
    read.put(file.toAbsolutePath().normalize(), source);
  }

  @Override
  public Optional<SourceFile> find(Span path, DiagnosticSink sink) {
    Place place = places.getOrDefault(path.file().path(), Place.NOWHERE);
    Optional<ImportPath> written = ImportPath.read(path, sink);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    if (place.root().isEmpty() && !place.isOfLibrary()) {
      sink.report(Diagnostic.of(
              Code.IMPORT_OUTSIDE, path, "this file is not in the source root, and imports nothing")
          .withNote("the source root is `" + root(options.root()) + "`"));
      return Optional.empty();
    }
    Optional<List<String>> target = written.get().from(place.folder());
    if (target.isEmpty()) {
      reportOutside(path, place, "`" + path.text() + "` leads out of the source root", sink);
      return Optional.empty();
    }
    Optional<List<String>> ofLibrary = written.get().from(List.of());
    if (place.root().isPresent()) {
      SourceRoot root = place.root().get();
      Path file = root.file(target.get());
      Path absolute = file.toAbsolutePath().normalize();
      if (!Files.exists(file) && read.containsKey(absolute)) {
        return Optional.of(read.get(absolute)); // a text that is in no file
      }
      if (Files.isRegularFile(file)) {
        return ofDisk(new Found(root, file, target.get(), ofLibrary), path, sink);
      }
    } else if (library.has(target.get())) {
      return ofLibrary(target.get(), path, sink);
    }
    if (ofLibrary.filter(library::has).isPresent()) {
      return ofLibrary(ofLibrary.get(), path, sink);
    }
    reportMissing(path, place, sink);
    return Optional.empty();
  }

  /** A file on disk. */
  private record Found(
      SourceRoot root, Path file, List<String> segments, Optional<List<String>> hidden) {}

  private Optional<SourceFile> ofDisk(Found found, Span path, DiagnosticSink sink) {
    try {
      SourceRoot root = found.root();
      Optional<Path> real = root.inside(found.file());
      if (real.isEmpty()) {
        String message = "`" + path.text() + "` is a link that leads out of the source root";
        reportOutside(path, new Place(Optional.of(root), false, List.of()), message, sink);
        return Optional.empty();
      }
      Path key = root.key(real.get());
      if (!read.containsKey(key)) {
        Optional<SourceFile> source =
            new SourceReader(path, sink).read(options.shown(found.file()), real.get());
        source.ifPresent(known -> {
          read.put(key, known);
          places.put(known.path(), new Place(Optional.of(root), false, found.segments()));
        });
      }
      if (found.hidden().isPresent() && library.hasOther(found.hidden().get(), found.file())) {
        sink.report(Diagnostic.of(Code.HIDDEN_LIBRARY, path, "this file hides the one of a library")
            .withNote("the other is " + Library.shown(found.hidden().get())));
      }
      return Optional.ofNullable(read.get(key));
    } catch (IOException unreadable) {
      new SourceReader(path, sink).refuse(unreadable);
      return Optional.empty();
    }
  }

  private Optional<SourceFile> ofLibrary(List<String> segments, Span path, DiagnosticSink sink) {
    String shown = Library.shown(segments);
    if (!readOfLibrary.containsKey(shown)) {
      library.read(segments, path, sink).ifPresent(source -> {
        readOfLibrary.put(shown, source);
        places.put(shown, new Place(Optional.empty(), true, segments));
      });
    }
    return Optional.ofNullable(readOfLibrary.get(shown));
  }

  private void reportOutside(Span path, Place place, String message, DiagnosticSink sink) {
    Diagnostic diagnostic = Diagnostic.of(Code.IMPORT_OUTSIDE, path, message);
    sink.report(
        place.isOfLibrary()
            ? diagnostic.withNote("the root of a library is its folder `p2m`")
            : diagnostic.withNote(
                "the source root is `" + root(place.root().map(SourceRoot::given)) + "`"));
  }

  private String root(Optional<Path> folder) {
    String shown = folder.map(options::shown).orElse("");
    return shown.isEmpty() ? "." : shown;
  }

  private void reportMissing(Span path, Place place, DiagnosticSink sink) {
    Optional<LibraryDamage> damage = library.damage();
    if (damage.isPresent()) {
      reportUnsearched(path, damage.get(), sink);
      return;
    }
    List<Path> others = place
        .root()
        .map(root -> root.index().files().stream().filter(place::isOther).toList())
        .orElse(List.of());
    String help = Spelling.nearest(
            path.text(), others.stream().map(place::imported).toList())
        .or(() -> ofSameName(path.text(), others).map(place::imported))
        .map(near -> "did you mean \"" + near + "\"?")
        .orElse("");
    Diagnostic missing = Diagnostic.of(
            Code.IMPORT_NOT_FOUND,
            path,
            "there is no file `" + path.text() + "`, and no library has it")
        .withHelp(help);
    for (String looked : library.places()) {
      missing = missing.withNote(looked);
    }
    sink.report(missing);
  }

  /** It may be in the library that nobody can look at, or behind it. */
  private void reportUnsearched(Span path, LibraryDamage damage, DiagnosticSink sink) {
    Diagnostic unsearched = Diagnostic.of(
            Code.IMPORT_NOT_FOUND,
            path,
            "there is no file `" + path.text() + "`, and it cannot be looked for in libraries: "
                + damage.library() + " is damaged")
        .withHelp(damage.cure());
    for (String looked : library.places()) {
      unsearched = unsearched.withNote(looked);
    }
    sink.report(unsearched);
  }

  /** A file of that name in whatever folder. */
  private static Optional<Path> ofSameName(String path, List<Path> files) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return files.stream().filter(file -> file.endsWith(name)).findFirst();
  }

  @Override
  public Optional<String> declaring(SourceFile from, String keyword, String name) {
    Place place = places.getOrDefault(from.path(), Place.NOWHERE);
    return place
        .root()
        .flatMap(root -> root.index().declaring(keyword, name).stream()
            .filter(place::isOther)
            .map(place::imported)
            .findFirst());
  }
}
