package io.shatterproof.compiler;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.load.Imports;
import io.shatterproof.compiler.resolve.Exports;
import io.shatterproof.compiler.resolve.FileResolver;
import io.shatterproof.compiler.resolve.ImportedFile;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.syntax.DeclarationSyntax;
import io.shatterproof.compiler.syntax.FileSyntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads every file once, whether it is to be compiled, is imported, or both. */
final class ResolvedFiles {
  /** Files that may import each other in one chain. */
  private static final int DEEPEST = 100;

  private final Imports imports;
  private final ParsingAhead parsing;
  private final Set<String> asked;
  private final Map<String, Exports> exports = new HashMap<>();
  private final Map<String, ResolvedFile> waiting = new HashMap<>();
  private final List<ResolvedFile> unasked = new ArrayList<>();
  private final List<String> chain = new ArrayList<>();

  /**
   * Reads nothing so far.
   *
   * @param asked every file that will be taken, in the order in which that will be
   */
  ResolvedFiles(Imports imports, List<SourceFile> asked) {
    this.imports = imports;
    this.parsing = new ParsingAhead(asked);
    this.asked = new HashSet<>();
    asked.forEach(source -> this.asked.add(source.path()));
  }

  /** One of the files that are asked for; from now on only its exports are kept. */
  ResolvedFile take(SourceFile source) {
    if (!exports.containsKey(source.path())) {
      resolve(source);
    }
    ResolvedFile file = waiting.remove(source.path());
    if (file == null) {
      throw new IllegalStateException(source + " is not asked for, or was compiled before");
    }
    return file;
  }

  /** The files that were imported since the last time and that nobody asks for. */
  List<ResolvedFile> takeUnasked() {
    List<ResolvedFile> taken = List.copyOf(unasked);
    unasked.clear();
    return taken;
  }

  private void resolve(SourceFile source) {
    chain.add(source.path());
    ParsedFile parsed = parsing.take(source);
    FileSyntax syntax = parsed.syntax();
    Diagnostics diagnostics = parsed.diagnostics();
    List<ImportedFile> imported = importedBy(syntax, diagnostics);
    boolean isAsked = asked.contains(source.path());
    FileResolver.Resolved resolved = FileResolver.resolve(
        syntax,
        imported,
        (keyword, name) -> imports.declaring(source, keyword, name),
        isAsked,
        diagnostics);
    chain.remove(chain.size() - 1);
    exports.put(source.path(), resolved.exports());
    ResolvedFile file =
        new ResolvedFile(source, resolved.scenarios(), resolved.exports(), diagnostics);
    if (isAsked) {
      waiting.put(source.path(), file);
    } else {
      unasked.add(file);
    }
  }

  private List<ImportedFile> importedBy(FileSyntax syntax, Diagnostics diagnostics) {
    List<ImportedFile> imported = new ArrayList<>();
    Map<String, DeclarationSyntax.Import> seen = new HashMap<>();
    for (DeclarationSyntax.Import statement : importsOf(syntax, diagnostics)) {
      Optional<SourceFile> found = imports.find(statement.path().span(), diagnostics);
      DeclarationSyntax.@Nullable Import earlier =
          found.map(file -> seen.putIfAbsent(file.path(), statement)).orElse(null);
      if (earlier == null) {
        imported.add(new ImportedFile(
            statement, found.flatMap(file -> exports(file, statement, diagnostics))));
      } else {
        diagnostics.report(Diagnostic.of(
                Code.IMPORTED_TWICE, statement.path().span(), "this file is imported already")
            .withNote("the other import is at " + earlier.span()));
      }
    }
    if (!imported.stream().allMatch(ImportedFile::isWhole)) {
      diagnostics.countError();
    }
    return imported;
  }

  private static List<DeclarationSyntax.Import> importsOf(
      FileSyntax syntax, Diagnostics diagnostics) {
    List<DeclarationSyntax.Import> statements = new ArrayList<>();
    int end = 0;
    while (syntax.peek().orElse(null) instanceof DeclarationSyntax.Import statement) {
      statements.add(statement);
      end = statement.span().end();
      syntax.take();
    }
    Optional<DeclarationSyntax> first = syntax.peek();
    if (first.isPresent() && syntax.source().text().indexOf("import", end) >= 0) {
      for (DeclarationSyntax late : syntax.declarations()) {
        if (late instanceof DeclarationSyntax.Import statement) {
          statements.add(statement);
          diagnostics.report(Diagnostic.of(
                  Code.LATE_IMPORT, statement.span(), "imports stand before everything else")
              .withHelp("move it above line " + first.get().span().line()));
        }
      }
    }
    return statements;
  }

  private Optional<Exports> exports(
      SourceFile file, DeclarationSyntax.Import statement, Diagnostics diagnostics) {
    int open = chain.indexOf(file.path());
    if (open >= 0) {
      reportCycle(chain.subList(open, chain.size()), statement, diagnostics);
      return Optional.empty();
    }
    if (!exports.containsKey(file.path()) && chain.size() >= DEEPEST) {
      diagnostics.report(
          Code.NESTED_TOO_DEEPLY,
          statement.path().span(),
          "more than " + DEEPEST + " files import each other in a chain");
      return Optional.empty();
    }
    if (!exports.containsKey(file.path())) {
      resolve(file);
    }
    return Optional.ofNullable(exports.get(file.path()));
  }

  private static void reportCycle(
      List<String> files, DeclarationSyntax.Import statement, Diagnostics diagnostics) {
    diagnostics.report(
        files.size() == 1
            ? Diagnostic.of(Code.IMPORT_CYCLE, statement.path().span(), "this file imports itself")
            : Diagnostic.of(
                Code.IMPORT_CYCLE,
                statement.path().span(),
                "the imports go in a circle: " + String.join(" -> ", files) + " -> "
                    + files.get(0)));
  }
}
