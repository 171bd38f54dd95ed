package io.shatterproof.cli;

import io.shatterproof.vector.VisibleText;

/** Vectors in lists. */
final class ListedVector {
  private static final int LONGEST_TITLE = 100;

  private ListedVector() {}

  /** The id and the title, which is shortened. */
  static String of(String id, String title) {
    return id + "  " + title(title);
  }

  /** A title in the list. */
  static String title(String title) {
    boolean fits = title.codePointCount(0, title.length()) <= LONGEST_TITLE;
    return VisibleText.of(
        fits ? title : title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE)) + "...");
  }
}
