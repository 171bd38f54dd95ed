package io.shatterproof.compiler.diagnostic.data;

import java.util.Arrays;

/** Which code point of a text an offset is, without counting from the start each time. */
final class CharacterIndex {
  private static final int STRIDE = 1024;

  private final String text;
  private int[] countsAt = new int[16]; // at every multiple of STRIDE
  private int known; // how many of them are counted

  CharacterIndex(String text) {
    this.text = text;
    this.known = 1;
  }

  /** Code points before an offset in UTF-16 units. */
  int codePointsBefore(int offset) {
    int block = offset / STRIDE;
    while (known <= block) {
      if (known == countsAt.length) {
        countsAt = Arrays.copyOf(countsAt, 2 * known);
      }
      int start = (known - 1) * STRIDE;
      countsAt[known] = countsAt[known - 1] + countBetween(start, start + STRIDE);
      known++;
    }
    return countsAt[block] + countBetween(block * STRIDE, offset);
  }

  /** Begins of code points in a stretch, which may begin or end between the halves of one. */
  private int countBetween(int start, int end) {
    int count = 0;
    for (int i = start; i < end; i++) {
      boolean isSecondHalf = i > 0 && Character.isSurrogatePair(text.charAt(i - 1), text.charAt(i));
      count += isSecondHalf ? 0 : 1;
    }
    return count;
  }
}
