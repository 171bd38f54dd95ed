package io.shatterproof.compiler.format;

import io.shatterproof.compiler.layout.Lexeme;
import io.shatterproof.compiler.parse.LayoutReader;
import io.shatterproof.compiler.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The first line of a file, which names the version of its language. */
final class LanguageLine {
  private static final String WORD = "language";

  private LanguageLine() {}

  /** The version that a file names. */
  private static OptionalInt version(List<Lexeme> words) {
    return words.size() > 2
            && words.get(0).text().equals(WORD)
            && words.get(1).text().matches("[0-9]{1,6}")
        ? OptionalInt.of(Integer.parseInt(words.get(1).text()))
        : OptionalInt.empty();
  }

  /** The file with the line put in front. */
  static SourceFile insert(SourceFile source, int version) {
    return new SourceFile(source.path(), WORD + " " + version + "\n\n" + source.text());
  }

  /** The file in the newest version that the migrations lead to. */
  static SourceFile migrate(SourceFile source, List<Migration> migrations) {
    if (migrations.isEmpty()) {
      return source;
    }
    List<Lexeme> words = LayoutReader.lexemes(source);
    OptionalInt version = version(words);
    for (Migration migration : migrations) {
      if (version.isPresent() && version.getAsInt() == migration.from()) {
        words = new ArrayList<>(migration.migrate(words));
        version = OptionalInt.of(migration.from() + 1);
        words.set(1, new Lexeme(words.get(1).gap(), String.valueOf(version.getAsInt())));
      }
    }
    StringBuilder text = new StringBuilder();
    words.forEach(word -> text.append(word.gap()).append(word.text()));
    return new SourceFile(source.path(), text.toString());
  }
}
