package io.shatterproof.compiler.explanation;

import io.shatterproof.compiler.diagnostic.Code;

/**
 * The section of {@code docs/diagnostics.md} about one mistake.
 *
 * @param group title of the chapter that it stands in
 * @param title what is wrong, in a few words
 * @param markdown what stands below its title
 */
public record Explanation(Code code, String group, String title, String markdown) {

  /** For a terminal: the title, and the section with its examples indented and without links. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append(code.number())
        .append(": ")
        .append(title)
        .append(" (")
        .append(code.severity().word())
        .append(")\n\n");
    boolean isExample = false;
    for (String line : markdown.lines().toList()) {
      if (line.startsWith("```")) {
        isExample = !isExample;
      } else if (isExample) {
        out.append(line.isEmpty() ? "" : "    ").append(line).append('\n');
      } else {
        out.append(line.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")).append('\n');
      }
    }
    return out.toString();
  }

  /** Its first paragraph on one line: what is wrong. */
  public String summary() {
    int end = markdown.indexOf("\n\n");
    String first = end < 0 ? markdown.strip() : markdown.substring(0, end);
    return first.startsWith("```") || first.startsWith("In `") ? title : first.replace('\n', ' ');
  }
}
