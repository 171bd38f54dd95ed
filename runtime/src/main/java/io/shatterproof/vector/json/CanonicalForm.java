package io.shatterproof.vector.json;

import java.nio.charset.StandardCharsets;

/** Demands that a line is spelt as the writer spells it, so that equal sets are equal files. */
final class CanonicalForm {
  private CanonicalForm() {}

  static void require(Line line, byte[] canonical) throws VectorFormatException {
    String expected = new String(canonical, StandardCharsets.UTF_8);
    if (line.text().equals(expected)) {
      return;
    }
    int same = 0;
    while (same < Math.min(expected.length(), line.text().length())
        && expected.charAt(same) == line.text().charAt(same)) {
      same++;
    }
    String rest = expected.substring(same);
    throw line.refuse(
        FormatFault.NOT_CANONICAL,
        same,
        "the line is not in canonical form"
            + (rest.isEmpty() ? "" : ": here should be " + JsonLineParser.printable(rest)),
        "no spaces, members in the order of the format, nothing empty; write the file again");
  }
}
