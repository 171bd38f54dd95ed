package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import java.util.Arrays;
import java.util.Deque;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.Interval;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a file that the parser sees, read when it looks at them.
 *
 * <p>Only those of the declaration at hand are kept, so that a large file takes little memory.
 */
final class TokenList implements TokenStream {
  /** Messages look so far back. */
  private static final int KEPT_BEHIND = 4;

  private final SourceFile source;
  private final TokenReader reader;
  private SourceToken[] window = new SourceToken[1024];
  private int first; // index of the first token of the window
  private int count; // tokens in the window
  private int position; // index of the current token

  private TokenList(SourceFile source, Diagnostics diagnostics) {
    this.source = source;
    this.reader = new TokenReader(source, diagnostics);
  }

  /** The tokens of a file; what makes the rest of it unreadable is reported. */
  static TokenList of(SourceFile source, Diagnostics diagnostics) {
    return new TokenList(source, diagnostics);
  }

  SourceFile source() {
    return source;
  }

  /** Whether the whole file was read; known once the parser is at its end. */
  boolean isWhole() {
    return reader.isWhole();
  }

  /** Documentation comments up to about the current token, in order. */
  Deque<SourceToken> documentation() {
    return reader.documentation();
  }

  /** Where a token stands; the end of the file is the place behind its last character. */
  Span span(Token token) {
    return span(token, token);
  }

  /** From the start of a token to the end of another. */
  Span span(Token start, Token stop) {
    int end = Math.max(start.getStopIndex(), stop.getStopIndex()) + 1;
    return new Span(source, start.getStartIndex(), end);
  }

  /** Forgets the tokens before the current one. */
  void beginDeclaration() {
    int forgotten = Math.max(0, position - KEPT_BEHIND - first);
    System.arraycopy(window, forgotten, window, 0, count - forgotten);
    Arrays.fill(window, count - forgotten, count, null);
    first += forgotten;
    count -= forgotten;
    reader.beginDeclaration();
  }

  /** The token of an index, which was not forgotten; behind the last it is EOF. */
  @Override
  public SourceToken get(int index) {
    while (index >= first + count) {
      if (count > 0 && window[count - 1].getType() == Token.EOF) {
        return window[count - 1];
      }
      if (count == window.length) {
        window = Arrays.copyOf(window, 2 * count);
      }
      window[count++] = reader.next();
    }
    return window[index - first];
  }

  @Override
  public int LA(int distance) {
    SourceToken token = LT(distance);
    return token == null ? Token.INVALID_TYPE : token.getType();
  }

  @Override
  public @Nullable SourceToken LT(int distance) {
    int at = position - first + (distance > 0 ? distance - 1 : distance);
    if (at >= 0 && at < count && distance != 0) { // asked a hundred times for each token
      return window[at];
    }
    return distance == 0 || at < 0 ? null : get(first + at);
  }

  @Override
  public void consume() {
    if (get(position).getType() == Token.EOF) {
      throw new IllegalStateException("nothing stands behind the end of the file");
    }
    position++;
  }

  @Override
  public int index() {
    return position;
  }

  @Override
  public void seek(int index) {
    position = index;
  }

  @Override
  public int mark() {
    return 0; // the tokens of a declaration stay
  }

  @Override
  public void release(int marker) {}

  /** Number of tokens read so far. */
  @Override
  public int size() {
    return first + count;
  }

  @Override
  public String getSourceName() {
    return source.path();
  }

  @Override
  public TokenSource getTokenSource() {
    throw new UnsupportedOperationException("tokens come from a file");
  }

  @Override
  public String getText() {
    return source.text();
  }

  @Override
  public String getText(Interval interval) {
    return getText(get(interval.a), get(interval.b));
  }

  @Override
  public String getText(RuleContext context) {
    return getText(context.getSourceInterval());
  }

  @Override
  public String getText(Token start, Token stop) {
    return span(start, stop).text();
  }
}
