package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.syntax.NameSyntax;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names that the imports of one file make visible. */
final class ImportedNames {
  private static final int MOST_NOTES = 4;

  private final List<ImportedFile> files;
  private final Map<String, Name> names = new LinkedHashMap<>();
  private final Set<ImportedFile> used = new HashSet<>();

  /** A name and the import that brings it. */
  private record Name(Symbol symbol, ImportedFile from) {}

  private ImportedNames(List<ImportedFile> files) {
    this.files = files;
  }

  /** The names of these files; what two of them bring is reported. */
  static ImportedNames of(List<ImportedFile> files, DiagnosticSink sink) {
    ImportedNames names = new ImportedNames(files);
    files.forEach(file -> names.add(file, sink));
    return names;
  }

  private void add(ImportedFile file, DiagnosticSink sink) {
    List<String> notes = new ArrayList<>();
    List<String> clashes = new ArrayList<>();
    for (Symbol symbol : file.exports().map(Exports::symbols).orElse(List.of())) {
      String name = symbol.span().text();
      Name earlier = names.putIfAbsent(name, new Name(symbol, file));
      if (earlier != null) {
        clashes.add("`" + name + "`");
        notes.add("declared as a " + earlier.symbol().kind() + " at "
            + earlier.symbol().span() + ", and as a " + symbol.kind() + " at " + symbol.span());
      }
    }
    if (!clashes.isEmpty()) {
      NameSyntax path = file.statement().path();
      Diagnostic diagnostic = Diagnostic.of(
          Code.DUPLICATE_NAME,
          path.span(),
          "an earlier import brings "
              + (clashes.size() == 1 ? "the name " : "the names ")
              + String.join(", ", clashes)
              + " too");
      for (String note : notes.subList(0, Math.min(MOST_NOTES, notes.size()))) {
        diagnostic = diagnostic.withNote(note);
      }
      sink.report(diagnostic);
    }
  }

  /** What an imported name stands for; from now on its import is used. */
  Optional<Symbol> find(String name) {
    Optional<Name> found = Optional.ofNullable(names.get(name));
    found.ifPresent(known -> used.add(known.from()));
    return found.map(Name::symbol);
  }

  /** Where a name comes from. */
  Optional<ImportedFile> origin(String name) {
    return Optional.ofNullable(names.get(name)).map(Name::from);
  }

  Collection<Symbol> symbols() {
    return names.values().stream().map(Name::symbol).toList();
  }

  /** Whether the name may have been declared in something that could not be read. */
  boolean isExcused(String name) {
    return files.stream()
        .anyMatch(file -> file.exports().map(exports -> exports.isExcused(name)).orElse(true));
  }

  /** Reports the imports of which no name was looked up. */
  void reportUnused(DiagnosticSink sink) {
    for (ImportedFile file : files) {
      if (!used.contains(file)) {
        NameSyntax path = file.statement().path();
        sink.report(Code.UNUSED_IMPORT, path.span(), "nothing of `" + path.text() + "` is used");
      }
    }
  }
}
