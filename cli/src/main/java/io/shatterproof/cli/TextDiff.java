package io.shatterproof.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import io.shatterproof.vector.VisibleText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** The difference between two texts, as {@code diff -u} writes it. */
final class TextDiff {
  private static final int CONTEXT = 3;

  private TextDiff() {}

  /**
   * The lines of the difference; none if the texts are equal.
   *
   * @param path of the file that has the first text
   */
  static List<String> of(String path, String before, String after) {
    List<String> lines = lines(before);
    Patch<String> patch = DiffUtils.diff(lines, lines(after));
    return UnifiedDiffUtils.generateUnifiedDiff(path, path, lines, patch, CONTEXT);
  }

  /** A line as terminals show it. */
  static String painted(String line, boolean paints) {
    UnaryOperator<String> paint = !paints
        ? UnaryOperator.identity()
        : line.startsWith("-")
            ? Color.RED::paint
            : line.startsWith("+") ? Color.GREEN::paint : UnaryOperator.identity();
    return paint.apply(visible(line));
  }

  /** Tabs and the end of the file are seen as they are. */
  private static String visible(String line) {
    return String.join(
        "\n",
        Arrays.stream(line.split("\n", -1))
            .map(part -> String.join(
                "\t", Arrays.stream(part.split("\t", -1)).map(VisibleText::of).toList()))
            .toList());
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    String last = lines.remove(lines.size() - 1);
    if (!last.isEmpty()) {
      lines.add(last + "\n\\ No newline at end of file");
    }
    return lines;
  }
}
