package io.shatterproof.vector.json;

import java.nio.charset.StandardCharsets;

/** Demands that a line is spelt as the writer spells it, so that equal sets are equal files. */
final class CanonicalForm {
  private CanonicalForm() {}

  static void require(Line line, Bytes canonical) throws VectorFormatException {
    int same = canonical.mismatch(line.bytes());
    if (same < 0) {
      return;
    }
    byte[] expected = canonical.toArray();
    int shown = same;
    while (shown > 0 && shown < expected.length && (expected[shown] & 0xc0) == 0x80) {
      shown--; // to the begin of the code point
    }
    String rest = new String(expected, shown, expected.length - shown, StandardCharsets.UTF_8);
    throw line.refuse(
        FormatFault.NOT_CANONICAL,
        shown,
        "the line is not in canonical form"
            + (rest.isEmpty() ? "" : ": here should be " + JsonLineParser.printable(rest)),
        "no spaces, members in the order of the format, nothing empty; write the file again, or by `shatterproof import --canonical`");
  }
}
