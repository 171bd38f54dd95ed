package io.shatterproof.compiler;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.load.Imports;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;

/**
 * One run of the compiler, from sources to vectors, file by file. Names are resolved here, in the
 * order of the files, which may import each other; the other stages go on on other processors for
 * the next few files, and what comes of them is told in order.
 *
 * <p>For one thread. Nothing has to be closed: what was begun ends by itself.
 *
 * @param <V> what is made of a vector
 */
final class Compiling<V> implements Iterator<CompiledFile<V>> {
  /** Files that may be under way. */
  private static final int MOST_BEGUN = 16;

  /** Characters of all files but the first that are under way, so that large ones come one by one. */
  private static final int MOST_CHARACTERS = 1 << 20;

  private final Iterator<SourceFile> coming;
  private final ResolvedFiles files;
  private final Distinction<V> distinction;
  private final Queue<Begun<V>> begun = new ArrayDeque<>();
  private final Set<String> toldOfOthers = new HashSet<>();
  private long characters;

  /**
   * A file under way.
   *
   * @param imported the files it was the first to import, and that nobody asks for
   */
  private record Begun<V>(
      SourceFile source, List<ResolvedFile> imported, SharedWork<CheckedFile<V>> checked) {}

  /**
   * Compiles nothing so far.
   *
   * @param sources all files that will be compiled, in the order in which that will be
   * @param distinction tells vectors that mean the same, in all of the files
   */
  Compiling(Imports imports, List<SourceFile> sources, Distinction<V> distinction) {
    this.coming = sources.iterator();
    this.distinction = distinction;
    this.files = new ResolvedFiles(imports, sources);
  }

  @Override
  public boolean hasNext() {
    return coming.hasNext() || !begun.isEmpty();
  }

  @Override
  public CompiledFile<V> next() {
    if (!hasNext()) {
      throw new NoSuchElementException("every file was compiled");
    }
    begin();
    if (begun.size() < MOST_BEGUN && characters < MOST_CHARACTERS) {
      begin(); // one more each time: the first file does not wait for many others
    }
    Begun<V> first = begun.remove();
    characters -= first.source().text().length();
    first.checked().help();
    for (Begun<V> later : begun) {
      if (first.checked().isDone()) {
        break;
      }
      later.checked().help();
    }
    return compiled(first, first.checked().result());
  }

  private void begin() {
    if (coming.hasNext()) {
      SourceFile source = coming.next();
      ResolvedFile file = files.take(source);
      characters += source.text().length();
      begun.add(new Begun<>(
          source, files.takeUnasked(), SharedWork.offer(() -> CheckedFile.of(file, distinction))));
    }
  }

  private CompiledFile<V> compiled(Begun<V> begunFile, CheckedFile<V> checked) {
    Diagnostics found = checked.file().diagnostics();
    for (int i = 0; i < checked.vectors().size(); i++) {
      tellSameMeaning(checked.vectors().get(i), checked.file().scenarios().get(i), found);
    }
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (ResolvedFile imported : begunFile.imported()) {
      addOnce(imported.source(), imported.diagnostics(), diagnostics);
    }
    addOnce(begunFile.source(), found, diagnostics);
    return new CompiledFile<>(diagnostics, checked.vectors());
  }

  /** What is told of another file than the one that is compiled is told once. */
  private void addOnce(SourceFile source, Diagnostics found, List<Diagnostic> diagnostics) {
    for (Diagnostic diagnostic : found.inOrder()) {
      Span span = diagnostic.span();
      boolean isOwn = span.file().path().equals(source.path());
      if (isOwn || toldOfOthers.add(diagnostic.code() + " " + span + " " + span.end())) {
        diagnostics.add(diagnostic);
      }
    }
  }

  private void tellSameMeaning(V vector, ScenarioModel scenario, Diagnostics found) {
    Span title = scenario.header().titleSpan();
    distinction
        .firstOf(vector, title.toString())
        .ifPresent(earlier -> found.report(
            Diagnostic.of(Code.SAME_MEANING, title, "this tests the same as another scenario")
                .withHelp("a vector file holds it once, under the title of the first")
                .withNote("the other is at " + earlier)));
  }
}
