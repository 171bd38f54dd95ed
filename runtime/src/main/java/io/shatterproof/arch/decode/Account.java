package io.shatterproof.arch.decode;

import java.util.List;

/**
 * A word told field by field. Each of its 64 bits is in exactly one line; without a word there is no
 * line.
 *
 * @param heading what it is, in one line
 * @param lines the fields, from bit 63 down
 * @param consequences what follows from the fields together
 */
public record Account(String heading, List<AccountLine> lines, List<String> consequences) {

  public Account {
    lines = List.copyOf(lines);
    consequences = List.copyOf(consequences);
  }

  /** The account as text, each line ended. Lines with a remark begin with {@code !}. */
  public String text() {
    StringBuilder text = new StringBuilder(heading).append('\n');
    int bits = lines.stream().mapToInt(line -> line.bits().length()).max().orElse(0);
    int names = lines.stream().mapToInt(line -> line.name().length()).max().orElse(0);
    int values =
        lines.stream().mapToInt(line -> line.valueText().length()).max().orElse(0);
    for (AccountLine line : lines) {
      String row = (line.remark().isPresent() ? "! " : "  ")
          + pad(line.bits(), bits + 2)
          + pad(line.name(), names + 2)
          + pad(line.valueText(), values + 2)
          + line.words();
      text.append(row.stripTrailing()).append('\n');
    }
    consequences.forEach(one -> text.append("  => ").append(one).append('\n'));
    return text.toString();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  @Override
  public String toString() {
    return text();
  }
}
