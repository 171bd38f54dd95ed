package io.shatterproof.compiler.parse;

/** From numbers of code points, which the lexer counts, to offsets in the text. */
final class CodePointOffsets {
  private final int[] offsets; // empty where every code point is one unit

  private CodePointOffsets(int[] offsets) {
    this.offsets = offsets;
  }

  static CodePointOffsets of(String text) {
    int count = text.codePointCount(0, text.length());
    if (count == text.length()) {
      return new CodePointOffsets(new int[0]);
    }
    int[] offsets = new int[count + 1];
    for (int i = 0, offset = 0; i <= count; i++) {
      offsets[i] = offset;
      offset += offset < text.length() ? Character.charCount(text.codePointAt(offset)) : 0;
    }
    return new CodePointOffsets(offsets);
  }

  /** Offset of the code point of that number; the end of the text for the one behind the last. */
  int offset(int codePoint) {
    return offsets.length == 0 ? codePoint : offsets[codePoint];
  }
}
