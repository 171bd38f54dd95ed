package io.shatterproof.compiler.parse;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** The documentation comments of a file, asked for from its beginning to its end. */
final class Documentation {
  private final Deque<SourceToken> comments;

  Documentation(TokenList tokens) {
    this.comments = tokens.documentation();
  }

  /**
   * The text of the comment lines directly above a declaration.
   *
   * <p>Lines count as one comment while no empty line and no code is between them.
   */
  String before(Token declaration) {
    List<String> lines = new ArrayList<>();
    int lastLine = 0;
    while (!comments.isEmpty() && isBefore(comments.getFirst(), declaration)) {
      SourceToken comment = comments.removeFirst();
      int line = comment.getLine();
      if (line != lastLine + 1) {
        lines.clear();
      }
      lastLine = line;
      lines.add(text(comment));
    }
    return !lines.isEmpty() && lastLine + 1 == declaration.getLine()
        ? String.join("\n", lines).strip()
        : "";
  }

  private static boolean isBefore(Token comment, Token declaration) {
    return comment.getStartIndex() < declaration.getStartIndex();
  }

  private static String text(Token comment) {
    String text = comment.getText().substring(3).stripTrailing();
    return text.startsWith(" ") ? text.substring(1) : text;
  }
}
