package io.shatterproof.vector.json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * Prints JSON in one form only: no spaces, and of every character the shortest spelling.
 *
 * <p>Identities of vectors rest on these bytes, so no library decides them. Escaped are the quote,
 * the backslash, the control characters below U+0020 ({@code \b \t \n \f \r}, else {@code \}{@code
 * u00xx} in lower case) and surrogates without their other half.
 */
public final class CanonicalJson {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder text = new StringBuilder();
  private boolean afterValue;

  public CanonicalJson beginObject() {
    return begin('{');
  }

  public CanonicalJson endObject() {
    return end('}');
  }

  public CanonicalJson name(String name) {
    string(name);
    text.append(':');
    afterValue = false;
    return this;
  }

  public CanonicalJson text(String value) {
    string(value);
    afterValue = true;
    return this;
  }

  public CanonicalJson number(long value) {
    separate();
    text.append(value);
    afterValue = true;
    return this;
  }

  public CanonicalJson member(String name, String value) {
    return name(name).text(value);
  }

  public CanonicalJson member(String name, long value) {
    return name(name).number(value);
  }

  public CanonicalJson member(String name, boolean value) {
    name(name);
    text.append(value);
    afterValue = true;
    return this;
  }

  /** An address, descriptor or size: {@code "0x..."} in lower case without leading zeros. */
  public CanonicalJson hexMember(String name, long value) {
    return name(name).text("0x" + Long.toHexString(value));
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
  public CanonicalJson textsUnlessEmpty(String name, List<String> values) {
    return arrayUnlessEmpty(name, values, this::text);
  }

  /** Leaves the member out where the list is empty. */
  public <T> CanonicalJson arrayUnlessEmpty(String name, List<T> values, Consumer<T> printElement) {
    if (values.isEmpty()) {
      return this;
    }
    return name(name).array(values, printElement);
  }

  /** An array as a value. */
  public <T> CanonicalJson array(List<T> values, Consumer<T> printElement) {
    begin('[');
    values.forEach(printElement);
    return end(']');
  }

  /** What was printed so far, in UTF-8. */
  public byte[] toBytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private CanonicalJson begin(char bracket) {
    separate();
    text.append(bracket);
    afterValue = false;
    return this;
  }

  private CanonicalJson end(char bracket) {
    text.append(bracket);
    afterValue = true;
    return this;
  }

  private void separate() {
    if (afterValue) {
      text.append(',');
    }
  }

  private void string(String value) {
    separate();
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        control(c);
      } else if (isLoneSurrogate(value, i)) {
        unicodeEscape(c);
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  private void control(char c) {
    switch (c) {
      case '\b' -> text.append("\\b");
      case '\t' -> text.append("\\t");
      case '\n' -> text.append("\\n");
      case '\f' -> text.append("\\f");
      case '\r' -> text.append("\\r");
      default -> unicodeEscape(c);
    }
  }

  private void unicodeEscape(char c) {
    text.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      text.append(HEX.charAt(c >>> shift & 0xf));
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
