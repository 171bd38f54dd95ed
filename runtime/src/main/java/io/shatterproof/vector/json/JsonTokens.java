package io.shatterproof.vector.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The values of one line in the order of the line, each known by its number: what a tree would hold,
 * without its objects. Behind an object stand names and values in turn, behind an array its elements.
 */
final class JsonTokens {
  private static final int LONGEST_KEPT = 32;
  private static final int KEPT = 1 << 10;

  private final String[] kept = new String[KEPT];
  private byte[] line = {};
  private Kind[] kinds = new Kind[256];
  private int[] starts = new int[256];
  private int[] ends = new int[256];
  private int[] nexts = new int[256];
  private int[] hashes = new int[256];
  private boolean[] asked = new boolean[256];
  private int size;
  private long lastHex;

  /** What a value is. */
  enum Kind {
    OBJECT("an object"),
    ARRAY("an array"),
    /** Of letters that stand for themselves, one byte each. */
    PLAIN_TEXT("a string"),
    TEXT("a string"),
    WHOLE("a number"),
    TRUE("true"),
    FALSE("false"),
    NULL("null");

    private final String description;

    Kind(String description) {
      this.description = description;
    }

    /** How a person calls values of this kind. */
    String description() {
      return description;
    }

    boolean isText() {
      return this == PLAIN_TEXT || this == TEXT;
    }
  }

  /** Forgets everything; the tokens that follow are of this line. */
  void begin(byte[] newLine) {
    line = newLine;
    size = 0;
  }

  /** Adds a value that begins at an offset, and returns its number. */
  int add(Kind kind, int start) {
    if (size == kinds.length) {
      int more = size * 2;
      kinds = Arrays.copyOf(kinds, more);
      starts = Arrays.copyOf(starts, more);
      ends = Arrays.copyOf(ends, more);
      nexts = Arrays.copyOf(nexts, more);
      hashes = Arrays.copyOf(hashes, more);
      asked = Arrays.copyOf(asked, more);
    }
    kinds[size] = kind;
    starts[size] = start;
    asked[size] = false;
    return size++;
  }

  /** A value, with all that is inside of it, ends before an offset. */
  void end(int token, int offset) {
    ends[token] = offset;
    nexts[token] = size;
  }

  /** The same of a string, whose hash is that of the Java string if it is plain. */
  void end(int token, int offset, int hash) {
    end(token, offset);
    hashes[token] = hash;
  }

  Kind kind(int token) {
    return kinds[token];
  }

  /** Where a value begins. */
  int offset(int token) {
    return starts[token];
  }

  /** The number of what follows a value and all that is inside of it. */
  int next(int token) {
    return nexts[token];
  }

  /** A member was asked for. */
  void ask(int name) {
    asked[name] = true;
  }

  boolean isAsked(int name) {
    return asked[name];
  }

  /** Whether a string is this one. */
  boolean is(int token, String text) {
    if (kinds[token] != Kind.PLAIN_TEXT) {
      return text(token).equals(text);
    }
    return hashes[token] == text.hashCode() && isPlain(token, text);
  }

  /** Whether two strings are the same. */
  boolean areSame(int first, int second) {
    if (kinds[first] != kinds[second] || kinds[first] != Kind.PLAIN_TEXT) {
      return text(first).equals(text(second));
    }
    return hashes[first] == hashes[second]
        && Arrays.equals(
            line, starts[first] + 1, ends[first] - 1, line, starts[second] + 1, ends[second] - 1);
  }

  /** The characters of a string. */
  String text(int token) {
    int start = starts[token] + 1;
    int length = ends[token] - 1 - start;
    if (kinds[token] != Kind.PLAIN_TEXT) {
      return JsonText.decode(line, start, length);
    }
    if (length > LONGEST_KEPT) {
      return new String(line, start, length, StandardCharsets.ISO_8859_1);
    }
    int slot = hashes[token] & (KEPT - 1);
    String known = kept[slot];
    if (known == null || known.hashCode() != hashes[token] || !isPlain(token, known)) {
      known = new String(line, start, length, StandardCharsets.ISO_8859_1);
      kept[slot] = known;
    }
    return known;
  }

  private boolean isPlain(int token, String text) {
    int start = starts[token] + 1;
    if (text.length() != ends[token] - 1 - start) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != line[start + i]) {
        return false;
      }
    }
    return true;
  }

  /** The number that stands there, which fits. */
  long whole(int token) {
    int i = starts[token];
    boolean isNegative = line[i] == '-';
    if (isNegative) {
      i++;
    }
    long value = 0;
    for (; i < ends[token]; i++) {
      value = value * 10 - (line[i] - '0'); // downwards, since the least number has no positive twin
    }
    return isNegative ? value : -value;
  }

  /**
   * The address, descriptor or size that a string is: {@code 0x} and digits in lower case without
   * leading zeros.
   *
   * @return whether it is one; the value is then {@link #lastHex}
   */
  boolean isHex(int token) {
    int start = starts[token] + 1;
    int digits = ends[token] - 1 - start - 2;
    if (kinds[token] != Kind.PLAIN_TEXT
        || digits < 1
        || digits > 16
        || line[start] != '0'
        || line[start + 1] != 'x'
        || (line[start + 2] == '0' && digits > 1)) {
      return false;
    }
    long value = 0;
    for (int i = start + 2; i < start + 2 + digits; i++) {
      int c = line[i];
      int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
      if (digit < 0) {
        return false;
      }
      value = value << 4 | digit;
    }
    lastHex = value;
    return true;
  }

  /** What {@link #isHex} has found last. */
  long lastHex() {
    return lastHex;
  }
}
