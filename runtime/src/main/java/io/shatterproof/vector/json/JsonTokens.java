package io.shatterproof.vector.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The values of one line in the order of the line, each known by its number: what a tree would hold,
 * without its objects. Behind an object stand names and values in turn, behind an array its elements.
 */
final class JsonTokens {
  static final byte OBJECT = 0;
  static final byte ARRAY = 1;

  /** Of letters that stand for themselves, one byte each. */
  static final byte PLAIN_TEXT = 2;

  static final byte TEXT = 3;
  static final byte WHOLE = 4;
  static final byte TRUE = 5;
  static final byte FALSE = 6;
  static final byte NULL = 7;

  private final KnownTexts names = new KnownTexts();
  private final KnownTexts values = new KnownTexts();
  private byte[] line = {};
  private byte[] kinds = new byte[256];
  private int[] starts = new int[256];
  private int[] ends = new int[256];
  private int[] nexts = new int[256];
  private int[] known = new int[256];
  private boolean[] asked = new boolean[256];
  private long[] nameMasks = new long[256]; // of an object: the bits of the names of its members
  private int size;
  private long lastHex;

  /** How a person calls values of a kind. */
  static String description(byte kind) {
    return switch (kind) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case PLAIN_TEXT, TEXT -> "a string";
      case WHOLE -> "a number";
      case TRUE -> "true";
      case FALSE -> "false";
      default -> "null";
    };
  }

  /** Whether a value is a string. */
  boolean isText(int token) {
    return kinds[token] == PLAIN_TEXT || kinds[token] == TEXT;
  }

  /** Forgets everything; the tokens that follow are of this line. */
  void begin(byte[] newLine) {
    line = newLine;
    size = 0;
  }

  /** Adds a value of a kind that begins at an offset, and returns its number. */
  int add(byte kind, int start) {
    if (size == kinds.length) {
      grow();
    }
    kinds[size] = kind;
    starts[size] = start;
    nameMasks[size] = 0;
    return size++;
  }

  private void grow() {
    int more = size * 2;
    kinds = Arrays.copyOf(kinds, more);
    starts = Arrays.copyOf(starts, more);
    ends = Arrays.copyOf(ends, more);
    nexts = Arrays.copyOf(nexts, more);
    known = Arrays.copyOf(known, more);
    asked = Arrays.copyOf(asked, more);
    nameMasks = Arrays.copyOf(nameMasks, more);
  }

  /** A value, with all that is inside of it, ends before an offset. */
  void end(int token, int offset) {
    ends[token] = offset;
    nexts[token] = size;
  }

  /** A string is the name of a member. */
  private void name(int token) {
    asked[token] = false;
    known[token] = kinds[token] == PLAIN_TEXT ? number(names, token) : KnownTexts.NONE;
  }

  private int number(KnownTexts texts, int token) {
    int start = starts[token] + 1;
    int length = ends[token] - 1 - start;
    if (length > KnownTexts.LONGEST) {
      return KnownTexts.NONE;
    }
    return texts.number(line, start, length, word(start, length), word(start + 8, length - 8));
  }

  /** Up to eight bytes as one number. */
  private long word(int start, int length) {
    if (length <= 0) {
      return 0;
    }
    if (start + Long.BYTES <= line.length) {
      long word = EightBytes.at(line, start);
      return length >= Long.BYTES ? word : word & ((1L << (8 * length)) - 1);
    }
    long word = 0;
    for (int i = Math.min(length, Long.BYTES) - 1; i >= 0; i--) {
      word = word << 8 | (line[start + i] & 0xff);
    }
    return word;
  }

  byte kind(int token) {
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

  /**
   * A member of an object gets its name.
   *
   * @return whether another one before it may have the same
   */
  boolean nameMember(int object, int name) {
    name(name);
    int number = known[name];
    long bit = number == KnownTexts.NONE ? bit(text(name)) : names.bit(number);
    boolean isTaken = (nameMasks[object] & bit) != 0;
    nameMasks[object] |= bit;
    return isTaken;
  }

  /** Whether an object may have a member of this name; most that are asked for are absent. */
  boolean mayHave(int object, String name) {
    return (nameMasks[object] & bit(name)) != 0;
  }

  /** One of 64 bits, by the hash of a name. */
  static long bit(String name) {
    return 1L << name.hashCode(); // by its low six bits
  }

  /** Whether a name is this one. */
  boolean isNamed(int name, String text) {
    int number = known[name];
    return number == KnownTexts.NONE ? text(name).equals(text) : names.is(number, text);
  }

  /** Whether two names are the same. */
  boolean areSameNames(int first, int second) {
    if (known[first] != KnownTexts.NONE && known[second] != KnownTexts.NONE) {
      return known[first] == known[second];
    }
    return text(first).equals(text(second));
  }

  /** The characters of a string. */
  String text(int token) {
    int start = starts[token] + 1;
    int length = ends[token] - 1 - start;
    if (kinds[token] != PLAIN_TEXT) {
      return JsonText.decode(line, start, length);
    }
    int number = number(values, token);
    return number == KnownTexts.NONE
        ? new String(line, start, length, StandardCharsets.ISO_8859_1)
        : values.text(number);
  }

  /** Whether a value is the one of a member that is repeated. */
  boolean isRepeated(int token, RepeatedMember member) {
    return member.isAt(line, starts[token]);
  }

  /** Makes a value the one of a member that is repeated. */
  void repeat(int token, RepeatedMember member) {
    member.set(line, starts[token], ends[token]);
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
      value =
          value * 10 - (line[i] - '0'); // downwards, since the least number has no positive twin
    }
    return isNegative ? value : -value;
  }

  /**
   * Whether a string is an address, descriptor or size: {@code 0x} and digits in lower case without
   * leading zeros. If so, it is {@link #lastHex}.
   */
  boolean isHex(int token) {
    int start = starts[token] + 1;
    int digits = ends[token] - 1 - start - 2;
    if (kinds[token] != PLAIN_TEXT
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
