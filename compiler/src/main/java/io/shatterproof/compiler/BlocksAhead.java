package io.shatterproof.compiler;

import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.parse.FileParser;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.syntax.FileSyntax;
import java.util.Set;

/** Reads the next block of a file on another processor while the one before is resolved. */
final class BlocksAhead implements FileSyntax.Reader {
  private final FileParser parser;
  private SharedWork<FileSyntax.Block> next;

  /** Begins with the first block. */
  BlocksAhead(SourceFile source) {
    this.parser = new FileParser(source);
    this.next = SharedWork.offer(parser::read);
  }

  @Override
  public FileSyntax.Block read() {
    FileSyntax.Block block = next.result();
    if (!block.isLast()) {
      next = SharedWork.offer(parser::read);
    }
    return block;
  }

  @Override
  public Set<String> skippedWords() {
    return parser.skippedWords();
  }

  @Override
  public boolean isComplete() {
    return parser.isComplete();
  }

  /** The mistakes, once everything was read. */
  Diagnostics diagnostics() {
    return parser.diagnostics();
  }
}
