package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.SourceFile;
import java.util.List;
import java.util.Set;

/**
 * A file as typed.
 *
 * @param skippedWords words in what could not be understood; each may have declared a name
 * @param isComplete whether there is nothing unread that may declare any name
 */
public record FileSyntax(
    SourceFile source,
    List<DeclarationSyntax> declarations,
    Set<String> skippedWords,
    boolean isComplete) {
  public FileSyntax {
    declarations = List.copyOf(declarations);
    skippedWords = Set.copyOf(skippedWords);
  }
}
