package io.shatterproof.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads TAP 14 as its specification has it, as far as there are no subtests. */
record TapReader(List<String> points, List<String> descriptions) {
  private static final Pattern POINT =
      Pattern.compile("(ok|not ok) ([0-9]+) - ((?:[^\\\\#]|\\\\.)*)(?:#\\s*(SKIP|TODO)\\s*(.*))?");

  static TapReader read(String text) {
    List<String> lines = text.lines().toList();
    assertThat(lines.get(0)).isEqualTo("TAP version 14");
    assertThat(lines.get(1)).matches("1\\.\\.[0-9]+");
    List<String> points = new ArrayList<>();
    List<String> descriptions = new ArrayList<>();
    boolean inYaml = false;
    for (String line : lines.subList(2, lines.size())) {
      if (inYaml) {
        assertThat(line).startsWith("  ");
        inYaml = !line.equals("  ...");
      } else if (line.equals("  ---")) {
        inYaml = true;
      } else if (!line.startsWith("#")) {
        Matcher point = POINT.matcher(line);
        assertThat(point.matches()).as(line).isTrue();
        assertThat(point.group(2)).isEqualTo(Integer.toString(points.size() + 1));
        descriptions.add(unescaped(point.group(3)).strip());
        points.add(point.group(1)
            + (point.group(4) == null
                ? ""
                : " " + point.group(4) + " " + unescaped(point.group(5))));
      }
    }
    assertThat(inYaml).isFalse();
    assertThat(lines.get(1)).isEqualTo("1.." + points.size());
    return new TapReader(points, descriptions);
  }

  private static String unescaped(String text) {
    return text.replaceAll("\\\\([\\\\#])", "$1");
  }
}
