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
  private int meantFrom; // what follows of the line is meant, and not yet a part of the meaning
  private boolean afterValue;
  private boolean afterMeaning;

  /** Begins again with nothing. */
  void clear() {
    complete.clear();
    meaning.clear();
    isMeant = true;
    meantFrom = 0;
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
    separate();
    complete.addName(name);
    return beforeValue();
  }

  public CanonicalJson text(String value) {
    separate();
    string(value);
    return afterValue();
  }

  public CanonicalJson number(long value) {
    separate();
    complete.addNumber(value);
    return afterValue();
  }

  public CanonicalJson member(String name, String value) {
    return name(name).text(value);
  }

  public CanonicalJson member(String name, long value) {
    return name(name).number(value);
  }

  public CanonicalJson member(String name, boolean value) {
    name(name);
    separate();
    complete.addAscii(value ? "true" : "false");
    return afterValue();
  }

  /** An address, descriptor or size: {@code "0x..."} in lower case without leading zeros. */
  public CanonicalJson hexMember(String name, long value) {
    name(name);
    separate();
    complete.addAddress(value);
    return afterValue();
  }

  /** A member that is spelt in another way in the meaning. */
  CanonicalJson member(String name, String value, int meant) {
    unmeantMember(name, value);
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
    boolean wasMeant = beginUnmeant();
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
    endUnmeant(wasMeant);
    return this;
  }

  /** Prints what is no part of the meaning. */
  CanonicalJson unmeant(Runnable print) {
    boolean wasMeant = beginUnmeant();
    print.run();
    endUnmeant(wasMeant);
    return this;
  }

  /** The member is no part of the meaning. */
  CanonicalJson unmeantMember(String name, String value) {
    boolean wasMeant = beginUnmeant();
    member(name, value);
    endUnmeant(wasMeant);
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
    meaning().add(meant, 0);
    complete.add(printed, 0);
    meantFrom = complete.size();
    afterValue = true;
    afterMeaning = true;
    return this;
  }

  /** A member whose name is data. */
  CanonicalJson dataMember(String name, String value) {
    separate();
    string(name);
    complete.add(':');
    return beforeValue().text(value);
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
    if (isMeant) {
      meaning.add(complete, meantFrom);
      meantFrom = complete.size();
    }
    return meaning;
  }

  /** What follows is not meant; returns whether it was before. */
  private boolean beginUnmeant() {
    boolean wasMeant = isMeant;
    if (wasMeant) {
      meaning.add(complete, meantFrom);
    }
    isMeant = false;
    return wasMeant;
  }

  private void endUnmeant(boolean wasMeant) {
    isMeant = wasMeant;
    meantFrom = complete.size();
  }

  private CanonicalJson begin(char bracket) {
    separate();
    complete.add(bracket);
    return beforeValue();
  }

  private CanonicalJson end(char bracket) {
    complete.add(bracket);
    return afterValue();
  }

  /** A comma, if need be, and in the meaning only if something is meant before it. */
  private void separate() {
    if (afterValue) {
      complete.add(',');
      if (!afterMeaning) {
        meantFrom = complete.size();
      }
    }
  }

  private CanonicalJson beforeValue() {
    afterValue = false;
    afterMeaning &= !isMeant;
    return this;
  }

  private CanonicalJson afterValue() {
    afterValue = true;
    afterMeaning |= isMeant;
    return this;
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
