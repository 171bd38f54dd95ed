package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.syntax.FileSyntax;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a file declares itself, for those that import it; nothing else of the file is kept. */
public final class Exports {
  private final SourceFile source;
  private final Map<String, Symbol> symbols = new LinkedHashMap<>();
  private final Set<String> skippedWords;
  private final boolean isComplete;

  Exports(FileSyntax file, Collection<Symbol> declared) {
    this.source = file.source();
    this.skippedWords = file.skippedWords();
    this.isComplete = file.isComplete();
    declared.forEach(symbol -> symbols.put(symbol.span().text(), symbol));
  }

  SourceFile source() {
    return source;
  }

  Collection<Symbol> symbols() {
    return List.copyOf(symbols.values());
  }

  /** Whether the name may have been declared in something that could not be read. */
  boolean isExcused(String name) {
    return !isComplete || skippedWords.contains(name);
  }

  /** Whether nothing is missing of what the file declares. */
  public boolean isWhole() {
    return isComplete
        && skippedWords.isEmpty()
        && symbols.values().stream().allMatch(Symbol::isWhole);
  }
}
