package io.shatterproof.vector.json;

import io.shatterproof.vector.VisibleText;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the values of one line, which is one JSON object of bounded depth without duplicate members.
 *
 * <p>Written out, since loading waits for it: it makes nothing but numbers, and refuses at a byte.
 */
final class JsonLineParser {
  private static final String CURE = "the file was damaged or edited by hand; write it again";
  private static final int LONGEST_SHOWN = 60;
  private static final int FEW_MEMBERS = 32;
  private static final int MOST_DIGITS = 19;

  private final int nesting;
  private final RepeatedMember repeated;
  private final JsonTokens tokens = new JsonTokens();
  private Line line = new Line("", 0, new byte[0]);
  private byte[] bytes = {};
  private int at;

  JsonLineParser(ReadLimits limits) {
    this(limits, new RepeatedMember(""));
  }

  /**
   * A parser that passes over what it has seen before.
   *
   * @param repeated a member of the line: where its value is that object again, it is one token with
   *     nothing inside
   */
  JsonLineParser(ReadLimits limits, RepeatedMember repeated) {
    this.nesting = limits.nesting();
    this.repeated = repeated;
  }

  /**
   * The tokens of a line, which are there until the next line is parsed; the first is the object.
   */
  JsonTokens parse(Line newLine) throws VectorFormatException {
    line = newLine;
    bytes = newLine.bytes();
    at = 0;
    tokens.begin(bytes);
    skipBlanks();
    if (at == bytes.length || bytes[at] != '{') {
      throw line.refuse(
          FormatFault.NOT_JSON, 0, "the line does not begin with a JSON object", CURE);
    }
    object(1);
    skipBlanks();
    if (at < bytes.length) {
      throw line.refuse(FormatFault.NOT_JSON, at, "something follows the JSON object", CURE);
    }
    return tokens;
  }

  private void value(int depth) throws VectorFormatException {
    if (at == bytes.length) {
      throw notJson("the line ends where a value should be");
    }
    switch (bytes[at]) {
      case '{' -> object(depth + 1);
      case '[' -> array(depth + 1);
      case '"' -> string();
      case 't' -> word("true", JsonTokens.TRUE);
      case 'f' -> word("false", JsonTokens.FALSE);
      case 'n' -> word("null", JsonTokens.NULL);
      default -> number();
    }
  }

  private void object(int depth) throws VectorFormatException {
    requireDepth(depth);
    int object = tokens.add(JsonTokens.OBJECT, at++);
    skipBlanks();
    if (is('}')) {
      at++;
      tokens.end(object, at);
      return;
    }
    int members = 0;
    @Nullable Set<String> names = null;
    while (true) {
      if (!is('"')) {
        throw notJson("here should be the name of a member");
      }
      int name = string();
      boolean mayBeThere = tokens.nameMember(object, name);
      if (++members > FEW_MEMBERS && names == null) {
        names = namesBefore(object + 1, name);
      }
      boolean isThere =
          names == null ? mayBeThere && isBefore(object + 1, name) : !names.add(tokens.text(name));
      if (isThere) {
        throw line.refuse(
            FormatFault.DUPLICATE_MEMBER,
            tokens.offset(name),
            "`" + printable(tokens.text(name)) + "` is there twice",
            "keep one of them");
      }
      skipBlanks();
      if (!is(':')) {
        throw notJson("here should be a colon");
      }
      at++;
      skipBlanks();
      if (depth > 1 || !skipRepeated(name)) {
        value(depth);
      }
      skipBlanks();
      if (is('}')) {
        at++;
        tokens.end(object, at);
        return;
      }
      if (!is(',')) {
        throw notJson("here should be a comma or the end of the object");
      }
      at++;
      skipBlanks();
    }
  }

  /** Whether the value of a member of the line is the object that it was before. */
  private boolean skipRepeated(int name) {
    if (!tokens.isNamed(name, repeated.name()) || !repeated.isAt(bytes, at)) {
      return false;
    }
    int object = tokens.add(JsonTokens.OBJECT, at);
    at += repeated.length();
    tokens.end(object, at);
    return true;
  }

  private void array(int depth) throws VectorFormatException {
    requireDepth(depth);
    int array = tokens.add(JsonTokens.ARRAY, at++);
    skipBlanks();
    if (is(']')) {
      at++;
      tokens.end(array, at);
      return;
    }
    while (true) {
      value(depth);
      skipBlanks();
      if (is(']')) {
        at++;
        tokens.end(array, at);
        return;
      }
      if (!is(',')) {
        throw notJson("here should be a comma or the end of the array");
      }
      at++;
      skipBlanks();
    }
  }

  /** Whether one of the members from {@code first} on has the name of this one, which is new. */
  private boolean isBefore(int first, int name) {
    for (int other = first; other < name; other = tokens.next(other + 1)) {
      if (tokens.areSameNames(other, name)) {
        return true;
      }
    }
    return false;
  }

  private Set<String> namesBefore(int first, int name) {
    Set<String> names = new HashSet<>();
    for (int other = first; other < name; other = tokens.next(other + 1)) {
      names.add(tokens.text(other));
    }
    return names;
  }

  private int string() throws VectorFormatException {
    int start = at++;
    at = PlainLetters.end(bytes, at);
    if (is('"')) {
      int token = tokens.add(JsonTokens.PLAIN_TEXT, start);
      tokens.end(token, ++at);
      return token;
    }
    return otherString(start);
  }

  /** A string with escapes or with letters of several bytes, from the first of them on. */
  private int otherString(int start) throws VectorFormatException {
    while (at < bytes.length) {
      byte c = bytes[at];
      if (c == '"') {
        int token = tokens.add(JsonTokens.TEXT, start);
        tokens.end(token, ++at);
        return token;
      }
      if (c == '\\') {
        escape();
      } else if (c >= 0 && c < ' ') {
        throw notJson("a control character stands in a string");
      } else {
        at++;
      }
    }
    throw notJson("the line ends inside of a string");
  }

  private void escape() throws VectorFormatException {
    int digits = 0;
    if (at + 1 < bytes.length && bytes[at + 1] == 'u') {
      digits = 4;
    } else if (at + 1 >= bytes.length || "\"\\/bfnrt".indexOf(bytes[at + 1]) < 0) {
      throw notJson("there is no such escape");
    }
    for (int i = at + 2; i < at + 2 + digits; i++) {
      if (i >= bytes.length || Character.digit(bytes[i], 16) < 0) {
        throw notJson("behind \\u are four hexadecimal digits");
      }
    }
    at += 2 + digits;
  }

  private void word(String word, byte kind) throws VectorFormatException {
    int token = tokens.add(kind, at);
    for (int i = 0; i < word.length(); i++) {
      if (at == bytes.length || bytes[at] != word.charAt(i)) {
        throw notJson("here should be a value");
      }
      at++;
    }
    tokens.end(token, at);
  }

  private void number() throws VectorFormatException {
    int start = at;
    int token = tokens.add(JsonTokens.WHOLE, start);
    if (is('-')) {
      at++;
    }
    int digits = at;
    skipDigits();
    if (at == digits) {
      throw notJson("here should be a value");
    }
    if (bytes[digits] == '0' && at > digits + 1) {
      throw notJson("a number has no leading zeros");
    }
    if (is('.') || is('e') || is('E')) {
      throw line.refuse(
          FormatFault.WRONG_TYPE, start, "numbers are whole", "write digits only, after a minus");
    }
    tokens.end(token, at);
    if (at - digits > MOST_DIGITS || (at - digits == MOST_DIGITS && !fits(token, start))) {
      throw line.refuse(
          FormatFault.OUT_OF_RANGE,
          start,
          "the number does not fit into 64 bits",
          "addresses are strings as in \"0x40000000\"");
    }
  }

  /** Of 19 digits: too large a number has become one of the other sign. */
  private boolean fits(int token, int start) {
    return bytes[start] == '-' ? tokens.whole(token) < 0 : tokens.whole(token) > 0;
  }

  private void skipDigits() {
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
  }

  private void skipBlanks() {
    while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r')) {
      at++;
    }
  }

  private boolean is(char c) {
    return at < bytes.length && bytes[at] == c;
  }

  private void requireDepth(int depth) throws VectorFormatException {
    if (depth > nesting) {
      throw line.refuse(
          FormatFault.TOO_LARGE,
          at,
          "deeper than " + nesting + " levels",
          "read with larger limits if you trust the file");
    }
  }

  private VectorFormatException notJson(String reason) {
    return line.refuse(FormatFault.NOT_JSON, at, "this is not JSON: " + reason, CURE);
  }

  /** Text of a file that nobody trusts, short and fit for a terminal. */
  static String printable(String text) {
    if (text.length() <= LONGEST_SHOWN) {
      return VisibleText.of(text);
    }
    return VisibleText.of(text.substring(0, LONGEST_SHOWN)) + "...";
  }
}
