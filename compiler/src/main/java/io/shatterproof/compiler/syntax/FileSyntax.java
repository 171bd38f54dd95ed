package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file as typed. It is read as far as somebody asks, and what was taken is kept by nobody here, so
 * that a large file is never there as a whole.
 *
 * <p>For one thread.
 */
public final class FileSyntax {
  private final SourceFile source;
  private final Reader reader;
  private final Runnable atEnd;
  private final Deque<DeclarationSyntax> waiting = new ArrayDeque<>();
  private final Map<String, Span> declaredNames = new HashMap<>();
  private boolean isRead;

  /** Reads the declarations of a file, some at a time. */
  public interface Reader {

    /** The next declarations; after the last block it is not called again. */
    Block read();

    /** Words in what could not be understood, once everything was read. */
    Set<String> skippedWords();

    /** Whether there is nothing unread that may declare any name, once everything was read. */
    boolean isComplete();
  }

  /**
   * Declarations that follow each other.
   *
   * @param isLast whether nothing comes behind them
   */
  public record Block(List<DeclarationSyntax> declarations, boolean isLast) {
    public Block {
      declarations = List.copyOf(declarations);
    }
  }

  /**
   * A file of which nothing is read so far.
   *
   * @param atEnd is done once, when everything was read
   */
  public FileSyntax(SourceFile source, Reader reader, Runnable atEnd) {
    this.source = source;
    this.reader = reader;
    this.atEnd = atEnd;
  }

  public SourceFile source() {
    return source;
  }

  /** The next declaration, if there is one, which stays the next. */
  public Optional<DeclarationSyntax> peek() {
    while (waiting.isEmpty() && !isRead) {
      readBlock();
    }
    return Optional.ofNullable(waiting.peek());
  }

  /** The next declaration, if there is one; it is not given again. */
  public Optional<DeclarationSyntax> take() {
    Optional<DeclarationSyntax> next = peek();
    waiting.poll();
    return next;
  }

  /** Reads everything: the declarations that were not taken, and which still can be. */
  public List<DeclarationSyntax> declarations() {
    readAll();
    return List.copyOf(waiting);
  }

  /** Reads everything: names that the file declares anywhere, and where first. */
  public Map<String, Span> declaredNames() {
    readAll();
    return Collections.unmodifiableMap(declaredNames);
  }

  /** Reads everything: words in what could not be understood; each may have declared a name. */
  public Set<String> skippedWords() {
    readAll();
    return reader.skippedWords();
  }

  /** Reads everything: whether there is nothing unread that may declare any name. */
  public boolean isComplete() {
    readAll();
    return reader.isComplete();
  }

  private void readAll() {
    while (!isRead) {
      readBlock();
    }
  }

  private void readBlock() {
    Block block = reader.read();
    for (DeclarationSyntax declaration : block.declarations()) {
      declaration
          .declaredName()
          .ifPresent(name -> declaredNames.putIfAbsent(name.text(), name.span()));
      waiting.add(declaration);
    }
    isRead = block.isLast();
    if (isRead) {
      atEnd.run();
    }
  }
}
