package io.shatterproof.harness.remote;

import java.util.ArrayList;
import java.util.List;

/**
 * A program with its arguments. {@code toString} is the line it was split from.
 *
 * @param line as it was written
 * @param words the program, then its arguments
 */
public record ProgramCommand(String line, List<String> words) {
  public ProgramCommand {
    words = List.copyOf(words);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a command has a program");
    }
  }

  /**
   * Splits a line at blanks, without any shell. What stands between single or double quotes is one
   * word, or a part of it; nothing else means anything, no backslash, no variable, no pipe.
   *
   * @throws IllegalArgumentException if there is no program, or no end of a quote
   */
  public static ProgramCommand parse(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean isInWord = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        isInWord = true;
      } else if (c == ' ' || c == '\t') {
        if (isInWord) {
          words.add(word.toString());
          word.setLength(0);
        }
        isInWord = false;
      } else {
        word.append(c);
        isInWord = true;
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("the quote " + quote + " in the command has no end");
    }
    if (isInWord) {
      words.add(word.toString());
    }
    if (words.isEmpty() || words.get(0).isEmpty()) {
      throw new IllegalArgumentException("the command names no program");
    }
    return new ProgramCommand(line, words);
  }

  /** The program without its arguments. */
  String program() {
    return words.get(0);
  }

  @Override
  public String toString() {
    return line;
  }
}
