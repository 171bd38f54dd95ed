package io.shatterproof.vector.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The members of one JSON object, each asked for by name and type. What was not asked for is refused
 * by {@link #end}.
 */
final class Members {
  private static final int ABSENT = -1;

  private final Line line;
  private final JsonTokens tokens;
  private final int object;
  private final Dialect dialect;
  private int cursor;

  /** Makes something of one element of an array. */
  interface Decoder<T> {
    T decode(int value) throws VectorFormatException;
  }

  /** The members of the object that a line is. */
  Members(Line line, JsonTokens tokens, Dialect dialect) {
    this(line, tokens, 0, dialect);
  }

  private Members(Line line, JsonTokens tokens, int object, Dialect dialect) {
    this.line = line;
    this.tokens = tokens;
    this.object = object;
    this.dialect = dialect;
    this.cursor = object + 1;
  }

  /** The members of an element of an array. */
  Members of(int value) throws VectorFormatException {
    if (tokens.kind(value) == JsonTokens.OBJECT) {
      return new Members(line, tokens, value, dialect);
    }
    throw wrongType("an element", value, "an object");
  }

  boolean has(String name) {
    return name(name) != ABSENT;
  }

  /** Whether the member is there as a string. */
  boolean isText(String name) {
    int value = value(name);
    return value != ABSENT && tokens.isText(value);
  }

  String text(String name) throws VectorFormatException {
    return text(name, required(name));
  }

  String textOrEmpty(String name) throws VectorFormatException {
    int value = value(name);
    return value == ABSENT ? "" : text(name, value);
  }

  List<String> texts(String name) throws VectorFormatException {
    return list(name, value -> {
      if (tokens.isText(value)) {
        return tokens.text(value);
      }
      throw wrongType("`an element of " + name + "`", value, "a string");
    });
  }

  long whole(String name, long least, long most) throws VectorFormatException {
    return whole(name, required(name), least, most);
  }

  int number(String name, int least, int most) throws VectorFormatException {
    return (int) whole(name, least, most);
  }

  OptionalLong optionalWhole(String name, long least, long most) throws VectorFormatException {
    int value = value(name);
    return value == ABSENT
        ? OptionalLong.empty()
        : OptionalLong.of(whole(name, value, least, most));
  }

  /** The number; 0 where it is absent. */
  long wholeOrZero(String name, long most) throws VectorFormatException {
    return optionalWhole(name, 0, most).orElse(0);
  }

  List<Integer> numbers(String name, int least, int most) throws VectorFormatException {
    return list(name, value -> (int) whole(name, value, least, most));
  }

  boolean flag(String name) throws VectorFormatException {
    return flag(name, required(name));
  }

  /** The flag; {@code usual} where it is absent. */
  boolean flagOr(boolean usual, String name) throws VectorFormatException {
    int value = value(name);
    return value == ABSENT ? usual : flag(name, value);
  }

  Optional<Boolean> optionalFlag(String name) throws VectorFormatException {
    int value = value(name);
    return value == ABSENT ? Optional.empty() : Optional.of(flag(name, value));
  }

  long hex(String name) throws VectorFormatException {
    return hex(name, required(name));
  }

  OptionalLong optionalHex(String name) throws VectorFormatException {
    int value = value(name);
    return value == ABSENT ? OptionalLong.empty() : OptionalLong.of(hex(name, value));
  }

  <E extends Enum<E>> E word(String name, Words<E> words) throws VectorFormatException {
    return known(name, word(name, required(name), words), words);
  }

  <E extends Enum<E>> Optional<E> optionalWord(String name, Words<E> words)
      throws VectorFormatException {
    int value = value(name);
    return value == ABSENT
        ? Optional.empty()
        : Optional.of(known(name, word(name, value, words), words));
  }

  <E extends Enum<E>> List<E> words(String name, Words<E> words) throws VectorFormatException {
    List<E> constants = list(name, value -> word(name, value, words));
    for (E constant : constants) {
      requireWordSince(words.since(constant), name, words.word(constant));
    }
    return constants;
  }

  Members object(String name) throws VectorFormatException {
    int value = required(name);
    if (tokens.kind(value) == JsonTokens.OBJECT) {
      return new Members(line, tokens, value, dialect);
    }
    throw wrongType("`" + name + "`", value, "an object");
  }

  /** The strings of an object whose names are data, in order; none where it is absent. */
  Map<String, String> entries(String name) throws VectorFormatException {
    Map<String, String> entries = new LinkedHashMap<>();
    if (has(name)) {
      Members inner = object(name);
      for (int member = inner.object + 1; member < inner.behind(); member = next(member)) {
        entries.put(tokens.text(member), text(name, member + 1));
      }
    }
    return entries;
  }

  String text(String name, int value) throws VectorFormatException {
    if (tokens.isText(value)) {
      return tokens.text(value);
    }
    throw wrongType("`" + name + "`", value, "a string");
  }

  /** The elements of an array; none where it is absent. */
  <T> List<T> list(String name, Decoder<T> decoder) throws VectorFormatException {
    int value = value(name);
    return value == ABSENT ? List.of() : list(name, value, decoder);
  }

  /** The elements of an array that is an element itself. */
  <T> List<T> list(String name, int value, Decoder<T> decoder) throws VectorFormatException {
    if (tokens.kind(value) != JsonTokens.ARRAY) {
      throw wrongType("`" + name + "`", value, "an array");
    }
    List<T> elements = new ArrayList<>();
    int end = tokens.next(value);
    for (int element = value + 1; element < end; element = tokens.next(element)) {
      elements.add(decoder.decode(element));
    }
    return elements;
  }

  /** Refuses the members that were not asked for, unless the header lists them as optional. */
  void end() throws VectorFormatException {
    for (int member = object + 1; member < behind(); member = next(member)) {
      if (!tokens.isAsked(member) && !dialect.ignores(tokens.text(member))) {
        throw line.refuse(
            FormatFault.UNKNOWN_MEMBER,
            tokens.offset(member),
            "`" + JsonLineParser.printable(tokens.text(member)) + "` is unknown here",
            "whoever ignores a member tests less than they think; use a newer reader");
      }
    }
  }

  /** Refuses members that the version of the header does not have. */
  void requireSince(int minorVersion, String... names) throws VectorFormatException {
    if (dialect.minorVersion() >= minorVersion) {
      return;
    }
    for (String name : names) {
      int member = name(name);
      if (member != ABSENT) {
        throw tooNew(
            FormatFault.UNKNOWN_MEMBER, tokens.offset(member), "the member `" + name, minorVersion);
      }
    }
  }

  /** Refuses a word as the value of a member where the version of the header does not have it. */
  void requireWordSince(int minorVersion, String name, String word) throws VectorFormatException {
    if (dialect.minorVersion() < minorVersion && has(name)) {
      throw tooNew(FormatFault.UNKNOWN_WORD, offset(name), "the word `" + word, minorVersion);
    }
  }

  private VectorFormatException tooNew(
      FormatFault fault, int offset, String what, int minorVersion) {
    String needed = VectorHeader.MAJOR_VERSION + "." + minorVersion;
    return line.refuse(
        fault,
        offset,
        what + "` here is of version " + needed + ", and the header says "
            + VectorHeader.MAJOR_VERSION + "." + dialect.minorVersion(),
        "write \"version\":\"" + needed + "\" into the header, so that older readers are warned");
  }

  /** A refusal that points at the value of a member. */
  VectorFormatException refuse(FormatFault fault, String name, String reason, String cure) {
    return line.refuse(fault, offset(name), reason, cure);
  }

  /** Where the value of a member begins, in code points from 1. */
  int column(String name) {
    return line.column(offset(name));
  }

  /** Whether the object is the value of a member that is repeated. */
  boolean isRepeated(RepeatedMember member) {
    return tokens.isRepeated(object, member);
  }

  /** Makes the object the value of a member that is repeated. */
  void repeat(RepeatedMember member) {
    tokens.repeat(object, member);
  }

  /** Where the value of a member begins; the object, where it is absent. */
  private int offset(String name) {
    int member = name(name);
    return tokens.offset(member == ABSENT ? object : member + 1);
  }

  private int value(String name) {
    int member = name(name);
    if (member == ABSENT) {
      return ABSENT;
    }
    tokens.ask(member);
    cursor = next(member);
    return member + 1;
  }

  /** The name of a member. Members are mostly asked for in the order in which they stand. */
  private int name(String name) {
    if (!tokens.mayHave(object, name)) {
      return ABSENT;
    }
    int end = behind();
    for (int member = cursor; member < end; member = next(member)) {
      if (tokens.isNamed(member, name)) {
        return member;
      }
    }
    for (int member = object + 1; member < cursor; member = next(member)) {
      if (tokens.isNamed(member, name)) {
        return member;
      }
    }
    return ABSENT;
  }

  private int next(int member) {
    return tokens.next(member + 1);
  }

  private int behind() {
    return tokens.next(object);
  }

  private int required(String name) throws VectorFormatException {
    int value = value(name);
    if (value == ABSENT) {
      throw line.refuse(
          FormatFault.MISSING_MEMBER,
          tokens.offset(object),
          "`" + name + "` is missing in this object",
          "write the file again with a writer of this format version");
    }
    return value;
  }

  private long whole(String name, int value, long least, long most) throws VectorFormatException {
    if (tokens.kind(value) != JsonTokens.WHOLE) {
      throw wrongType("`" + name + "`", value, "a number");
    }
    long whole = tokens.whole(value);
    if (whole < least || whole > most) {
      throw line.refuse(
          FormatFault.OUT_OF_RANGE,
          tokens.offset(value),
          "`" + name + "` is " + whole + ", not " + least + " to " + most,
          "write a number of that range");
    }
    return whole;
  }

  private boolean flag(String name, int value) throws VectorFormatException {
    byte kind = tokens.kind(value);
    if (kind == JsonTokens.TRUE || kind == JsonTokens.FALSE) {
      return kind == JsonTokens.TRUE;
    }
    throw wrongType("`" + name + "`", value, "true or false");
  }

  private long hex(String name, int value) throws VectorFormatException {
    if (tokens.isHex(value)) {
      return tokens.lastHex();
    }
    throw line.refuse(
        FormatFault.WRONG_TYPE,
        tokens.offset(value),
        "`" + name + "` is \"" + JsonLineParser.printable(text(name, value)) + "\", not an address",
        "write 0x and up to 16 lower-case digits without leading zeros");
  }

  private <E extends Enum<E>> E known(String name, E constant, Words<E> words)
      throws VectorFormatException {
    int since = words.since(constant);
    if (dialect.minorVersion() < since) {
      requireWordSince(since, name, words.word(constant));
    }
    return constant;
  }

  private <E extends Enum<E>> E word(String name, int value, Words<E> words)
      throws VectorFormatException {
    String word = text(name, value);
    Optional<E> constant = words.parse(word);
    if (constant.isEmpty()) {
      throw line.refuse(
          FormatFault.UNKNOWN_WORD,
          tokens.offset(value),
          "`" + name + "` is \"" + JsonLineParser.printable(word) + "\"",
          "use one of " + String.join(", ", words.all()));
    }
    return constant.get();
  }

  private VectorFormatException wrongType(String what, int value, String expected) {
    return line.refuse(
        FormatFault.WRONG_TYPE,
        tokens.offset(value),
        what + " is " + JsonTokens.description(tokens.kind(value)) + ", not " + expected,
        "write " + expected);
  }
}
