package io.shatterproof.vector.json;

import io.shatterproof.vector.Origin;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * Prints JSON in one form only: no spaces, and of every character the shortest spelling. Of a vector
 * it prints two texts at once: the line, and what of it the vector means.
 *
 * <p>Identities of vectors rest on these bytes, so no library decides them. Escaped are the quote,
 * the backslash, the control characters below U+0020 ({@code \b \t \n \f \r}, else {@code \}{@code
 * u00xx} in lower case) and surrogates without their other half.
 */
public final class CanonicalJson {
  private static final String HEX = "0123456789abcdef";

  private final Bytes complete = new Bytes();
  private final Bytes meaning = new Bytes();
  private boolean isMeant = true;
  private boolean afterValue;
  private boolean afterMeaning;

  /** Begins again with nothing. */
  void clear() {
    complete.clear();
    meaning.clear();
    isMeant = true;
    afterValue = false;
    afterMeaning = false;
  }

  public CanonicalJson beginObject() {
    return begin('{');
  }

  public CanonicalJson endObject() {
    return end('}');
  }

  public CanonicalJson name(String name) {
    int from = separate();
    complete.addName(name);
    meant(from);
    afterValue = false;
    afterMeaning &= !isMeant;
    return this;
  }

  public CanonicalJson text(String value) {
    int from = separate();
    string(value);
    return afterValue(from);
  }

  public CanonicalJson number(long value) {
    int from = separate();
    complete.addNumber(value);
    return afterValue(from);
  }

  public CanonicalJson member(String name, String value) {
    return name(name).text(value);
  }

  public CanonicalJson member(String name, long value) {
    return name(name).number(value);
  }

  public CanonicalJson member(String name, boolean value) {
    name(name);
    int from = separate();
    complete.addAscii(value ? "true" : "false");
    return afterValue(from);
  }

  /** An address, descriptor or size: {@code "0x..."} in lower case without leading zeros. */
  public CanonicalJson hexMember(String name, long value) {
    name(name);
    int from = separate();
    complete.addAddress(value);
    return afterValue(from);
  }

  /** A member that is spelt in another way in the meaning. */
  CanonicalJson member(String name, String value, int meant) {
    boolean wasMeant = isMeant;
    isMeant = false;
    member(name, value);
    isMeant = wasMeant;
    if (isMeant) {
      if (afterMeaning) {
        meaning.add(',');
      }
      meaning.addName(name);
      meaning.addNumber(meant);
      afterMeaning = true;
    }
    return this;
  }

  /** A place, which is no part of the meaning; without its file where that is told elsewhere. */
  CanonicalJson unmeantPlace(String name, Origin origin, boolean isInFile) {
    boolean wasMeant = isMeant;
    isMeant = false;
    name(name);
    separate();
    if (isInFile) {
      complete.add('"');
    } else {
      string(origin.file());
      complete.replaceLast(':');
    }
    complete.addNumber(origin.line());
    complete.add(':');
    complete.addNumber(origin.column());
    complete.add('"');
    afterValue = true;
    isMeant = wasMeant;
    return this;
  }

  /** Prints what is no part of the meaning. */
  CanonicalJson unmeant(Runnable print) {
    boolean wasMeant = isMeant;
    isMeant = false;
    print.run();
    isMeant = wasMeant;
    return this;
  }

  /** The member is no part of the meaning. */
  CanonicalJson unmeantMember(String name, String value) {
    boolean wasMeant = isMeant;
    isMeant = false;
    member(name, value);
    isMeant = wasMeant;
    return this;
  }

  /** Leaves the member out where the value is the usual one. */
  public CanonicalJson memberUnless(boolean usual, String name, boolean value) {
    return value == usual ? this : member(name, value);
  }

  /** Leaves the member out where the value is 0. */
  public CanonicalJson memberUnlessZero(String name, long value) {
    return value == 0 ? this : member(name, value);
  }

  /** Leaves the member out where the text is empty. */
  public CanonicalJson memberUnlessEmpty(String name, String value) {
    return value.isEmpty() ? this : member(name, value);
  }

  /** Leaves the member out where the list is empty. */
  public CanonicalJson textsUnlessEmpty(String name, Collection<String> values) {
    return arrayUnlessEmpty(name, values, this::text);
  }

  /** Leaves the member out where the list is empty. */
  public <T> CanonicalJson arrayUnlessEmpty(
      String name, Collection<T> values, Consumer<T> printElement) {
    if (values.isEmpty()) {
      return this;
    }
    return name(name).array(values, printElement);
  }

  /** An array as a value. */
  <T> CanonicalJson array(Collection<T> values, Consumer<T> printElement) {
    begin('[');
    values.forEach(printElement);
    return end(']');
  }

  /** A value that was printed before, as a member that is meant. */
  CanonicalJson again(Bytes printed, Bytes meant) {
    complete.add(printed, 0);
    meaning.add(meant, 0);
    afterValue = true;
    afterMeaning = true;
    return this;
  }

  /** A member whose name is data. */
  CanonicalJson dataMember(String name, String value) {
    int from = separate();
    string(name);
    complete.add(':');
    meant(from);
    afterValue = false;
    afterMeaning &= !isMeant;
    return text(value);
  }

  /** What was printed so far, in UTF-8. */
  public byte[] toBytes() {
    return complete.toArray();
  }

  /** What was printed so far. */
  Bytes complete() {
    return complete;
  }

  /** What of it is meant. */
  Bytes meaning() {
    return meaning;
  }

  private CanonicalJson begin(char bracket) {
    int from = separate();
    complete.add(bracket);
    meant(from);
    afterValue = false;
    afterMeaning &= !isMeant;
    return this;
  }

  private CanonicalJson end(char bracket) {
    int from = complete.size();
    complete.add(bracket);
    meant(from);
    afterValue = true;
    afterMeaning |= isMeant;
    return this;
  }

  /** A comma, if need be; returns where the printing goes on. */
  private int separate() {
    if (afterValue) {
      complete.add(',');
    }
    if (afterMeaning && isMeant) {
      meaning.add(',');
    }
    return complete.size();
  }

  private CanonicalJson afterValue(int from) {
    meant(from);
    afterValue = true;
    afterMeaning |= isMeant;
    return this;
  }

  /** What was printed from here on is meant too, if anything is. */
  private void meant(int from) {
    if (isMeant) {
      meaning.add(complete, from);
    }
  }

  private void string(String value) {
    complete.add('"');
    for (int i = complete.addPlain(value); i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        complete.add('\\');
        complete.add(c);
      } else if (c < ' ') {
        control(c);
      } else if (c < 0x80) {
        complete.add(c);
      } else if (isLoneSurrogate(value, i)) {
        unicodeEscape(c);
      } else {
        int codePoint = value.codePointAt(i);
        complete.addUtf8(codePoint);
        i += Character.charCount(codePoint) - 1;
      }
    }
    complete.add('"');
  }

  private void control(char c) {
    switch (c) {
      case '\b' -> complete.addAscii("\\b");
      case '\t' -> complete.addAscii("\\t");
      case '\n' -> complete.addAscii("\\n");
      case '\f' -> complete.addAscii("\\f");
      case '\r' -> complete.addAscii("\\r");
      default -> unicodeEscape(c);
    }
  }

  private void unicodeEscape(char c) {
    complete.addAscii("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      complete.add(HEX.charAt(c >>> shift & 0xf));
    }
  }

  private static boolean isLoneSurrogate(String value, int index) {
    char c = value.charAt(index);
    if (Character.isHighSurrogate(c)) {
      return index + 1 == value.length() || !Character.isLowSurrogate(value.charAt(index + 1));
    }
    return Character.isLowSurrogate(c)
        && (index == 0 || !Character.isHighSurrogate(value.charAt(index - 1)));
  }
}
