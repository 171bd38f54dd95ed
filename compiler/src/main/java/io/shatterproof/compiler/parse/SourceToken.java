package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.source.SourceFile;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.jspecify.annotations.Nullable;

/** A word or sign of a file. Its offsets count UTF-16 units, as those of a file do. */
final class SourceToken implements Token {
  private final SourceFile file;
  private final int type;
  private final int start;
  private final int end;
  private final int index;

  /**
   * A token.
   *
   * @param start offset of its first character
   * @param end offset behind its last character
   * @param index number among the tokens that the parser sees; {@link Spans#NO_TOKEN} for others
   */
  SourceToken(SourceFile file, int type, int start, int end, int index) {
    this.file = file;
    this.type = type;
    this.start = start;
    this.end = end;
    this.index = index;
  }

  /** A token that should stand before this one, and does not. */
  SourceToken lackedBefore(int lackedType) {
    return new SourceToken(file, lackedType, start, start, Spans.NO_TOKEN);
  }

  @Override
  public String getText() {
    return type == EOF ? "<EOF>" : file.text().substring(start, end);
  }

  @Override
  public int getType() {
    return type;
  }

  /** Worked out on demand: only messages and documentation comments ask. */
  @Override
  public int getLine() {
    return file.line(start);
  }

  @Override
  public int getCharPositionInLine() {
    return file.column(start) - 1;
  }

  @Override
  public int getChannel() {
    return DEFAULT_CHANNEL;
  }

  @Override
  public int getTokenIndex() {
    return index;
  }

  @Override
  public int getStartIndex() {
    return start;
  }

  @Override
  public int getStopIndex() {
    return end - 1;
  }

  @Override
  @SuppressWarnings("NullAway") // ANTLR allows it
  public @Nullable TokenSource getTokenSource() {
    return null;
  }

  @Override
  @SuppressWarnings("NullAway") // ANTLR allows it
  public @Nullable CharStream getInputStream() {
    return null;
  }

  @Override
  public String toString() {
    return getText();
  }
}
