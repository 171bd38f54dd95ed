package io.shatterproof.compiler.format;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.layout.Gap;
import io.shatterproof.compiler.layout.Layout;
import io.shatterproof.compiler.layout.Lexeme;
import io.shatterproof.compiler.layout.Remark;
import io.shatterproof.compiler.parse.FileParser;
import io.shatterproof.compiler.parse.LayoutReader;
import io.shatterproof.compiler.source.SourceFile;
import java.util.ArrayList;
import java.util.List;

/** Writes a file in the one form everybody writes. */
public final class Formatter {
  private static final int VERSION = 1;
  private static final int WIDTH = 120;

  private final List<Migration> migrations;

  /**
   * Makes a formatter.
   *
   * @param migrations one for each old version, from the oldest
   */
  public Formatter(List<Migration> migrations) {
    this.migrations = List.copyOf(migrations);
  }

  /** The one for files of every version there has been. */
  public static Formatter standard() {
    return new Formatter(List.of());
  }

  /**
   * Formats a file: as a rule the line ends are the author's, the blanks are ours. A file with a
   * syntax error is refused. A missing line of the language is put in front.
   */
  public Formatting format(SourceFile file) {
    SourceFile source = LanguageLine.migrate(file, migrations);
    List<Diagnostic> errors = errors(source);
    if (errors.size() == 1 && errors.get(0).code().equals(Code.NO_LANGUAGE_LINE.number())) {
      source = LanguageLine.insert(source, VERSION);
    }
    if (!errors.isEmpty() && !errors(source).isEmpty()) {
      return Formatting.refused(errors);
    }
    String text = text(LayoutReader.read(source));
    requireSameWords(source, new SourceFile(source.path(), text));
    return Formatting.of(endsLinesWithCarriageReturn(file) ? text.replace("\n", "\r\n") : text);
  }

  private static List<Diagnostic> errors(SourceFile source) {
    Diagnostics found = new Diagnostics();
    FileParser.parse(source, found);
    return found.inOrder().stream().filter(Diagnostic::isError).toList();
  }

  private static boolean endsLinesWithCarriageReturn(SourceFile file) {
    int end = file.text().indexOf('\n');
    return end > 0 && file.text().charAt(end - 1) == '\r';
  }

  static String text(Layout layout) {
    Breaks breaks = new Breaks();
    List<Line> lines;
    do {
      lines = Composer.compose(layout, breaks);
      Columns.align(lines);
    } while (shorten(lines, breaks));
    return text(lines);
  }

  /** Finds a place to break for each line that is too long; returns whether there is a new one. */
  private static boolean shorten(List<Line> lines, Breaks breaks) {
    boolean isNew = false;
    for (Line line : lines) {
      if (line.width() > WIDTH) {
        isNew |= line.remedies().stream().anyMatch(breaks::add);
      }
    }
    return isNew;
  }

  private static String text(List<Line> lines) {
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      text.append(line.isBehindEmpty() ? "\n" : "")
          .append(" ".repeat(line.indent().column()));
      for (Atom atom : line.atoms()) {
        text.append(" ".repeat(atom.gap())).append(atom.text());
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** A formatter that loses a word would be worse than none. */
  private static void requireSameWords(SourceFile before, SourceFile after) {
    if (!words(before).equals(words(after))) {
      throw new IllegalStateException("formatting would change the words of " + before);
    }
  }

  private static List<String> words(SourceFile source) {
    List<String> words = new ArrayList<>();
    for (Lexeme lexeme : LayoutReader.lexemes(source)) {
      Gap.of(lexeme.gap()).remarks().stream().map(Remark::text).forEach(words::add);
      words.add(lexeme.text());
    }
    return words;
  }
}
