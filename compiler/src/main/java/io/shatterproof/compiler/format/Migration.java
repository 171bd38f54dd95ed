package io.shatterproof.compiler.format;

import io.shatterproof.compiler.layout.Lexeme;
import java.util.List;

/** Brings a file from one version of the language to the next, word by word. */
public interface Migration {
  /** The version it reads. */
  int from();

  /**
   * Says the same in the next version.
   *
   * @param words of a file, its first line included; the last is the end of the file
   * @return the words of the file in the next version; the number in its first line does not count
   */
  List<Lexeme> migrate(List<Lexeme> words);
}
