package io.shatterproof.compiler;

import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.parse.FileParser;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.syntax.FileSyntax;

/**
 * A file whose grammar is known.
 *
 * @param diagnostics so far; more may be added
 */
record ParsedFile(FileSyntax syntax, Diagnostics diagnostics) {
  static ParsedFile of(SourceFile source) {
    Diagnostics diagnostics = new Diagnostics();
    return new ParsedFile(FileParser.parse(source, diagnostics), diagnostics);
  }
}
