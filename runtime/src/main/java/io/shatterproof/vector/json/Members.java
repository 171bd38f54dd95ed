package io.shatterproof.vector.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object, each asked for by name and type. What was not asked for is refused
 * by {@link #end}.
 */
final class Members {
  private static final Pattern HEX = Pattern.compile("0x(0|[1-9a-f][0-9a-f]{0,15})");

  private final Line line;
  private final JsonValue.Structure object;
  private final Dialect dialect;
  private final Set<String> asked = new HashSet<>();

  /** Makes something of one element of an array. */
  interface Decoder<T> {
    T decode(JsonValue value) throws VectorFormatException;
  }

  Members(Line line, JsonValue.Structure object, Dialect dialect) {
    this.line = line;
    this.object = object;
    this.dialect = dialect;
  }

  /** The members of an element of an array. */
  Members of(JsonValue value) throws VectorFormatException {
    if (value instanceof JsonValue.Structure inner) {
      return new Members(line, inner, dialect);
    }
    throw wrongType("an element", value, "an object");
  }

  boolean has(String name) {
    return object.members().containsKey(name);
  }

  /** Whether the member is there as a string. */
  boolean isText(String name) {
    return value(name) instanceof JsonValue.Text;
  }

  String text(String name) throws VectorFormatException {
    return text(name, required(name));
  }

  String textOrEmpty(String name) throws VectorFormatException {
    JsonValue value = value(name);
    return value == null ? "" : text(name, value);
  }

  List<String> texts(String name) throws VectorFormatException {
    return list(name, value -> text("an element of " + name, value));
  }

  long whole(String name, long least, long most) throws VectorFormatException {
    return whole(name, required(name), least, most);
  }

  int number(String name, int least, int most) throws VectorFormatException {
    return (int) whole(name, least, most);
  }

  OptionalLong optionalWhole(String name, long least, long most) throws VectorFormatException {
    JsonValue value = value(name);
    return value == null ? OptionalLong.empty() : OptionalLong.of(whole(name, value, least, most));
  }

  /** The number; 0 where it is absent. */
  long wholeOrZero(String name, long most) throws VectorFormatException {
    return optionalWhole(name, 0, most).orElse(0);
  }

  List<Integer> numbers(String name, int least, int most) throws VectorFormatException {
    return list(name, value -> (int) whole("an element of " + name, value, least, most));
  }

  boolean flag(String name) throws VectorFormatException {
    return flag(name, required(name));
  }

  /** The flag; {@code usual} where it is absent. */
  boolean flagOr(boolean usual, String name) throws VectorFormatException {
    JsonValue value = value(name);
    return value == null ? usual : flag(name, value);
  }

  Optional<Boolean> optionalFlag(String name) throws VectorFormatException {
    JsonValue value = value(name);
    return value == null ? Optional.empty() : Optional.of(flag(name, value));
  }

  long hex(String name) throws VectorFormatException {
    return hex(name, required(name));
  }

  OptionalLong optionalHex(String name) throws VectorFormatException {
    JsonValue value = value(name);
    return value == null ? OptionalLong.empty() : OptionalLong.of(hex(name, value));
  }

  <E extends Enum<E>> E word(String name, Words<E> words) throws VectorFormatException {
    return known(name, word(name, required(name), words), words);
  }

  <E extends Enum<E>> Optional<E> optionalWord(String name, Words<E> words)
      throws VectorFormatException {
    JsonValue value = value(name);
    return value == null
        ? Optional.empty()
        : Optional.of(known(name, word(name, value, words), words));
  }

  <E extends Enum<E>> List<E> words(String name, Words<E> words) throws VectorFormatException {
    List<E> constants = list(name, value -> word("an element of " + name, value, words));
    for (E constant : constants) {
      requireWordSince(words.since(constant), name, words.word(constant));
    }
    return constants;
  }

  Members object(String name) throws VectorFormatException {
    JsonValue value = required(name);
    if (value instanceof JsonValue.Structure inner) {
      return new Members(line, inner, dialect);
    }
    throw wrongType("`" + name + "`", value, "an object");
  }

  /** The members of an object whose names are data; empty where it is absent. */
  Map<String, JsonValue.Member> entries(String name) throws VectorFormatException {
    return has(name) ? object(name).object.members() : Map.of();
  }

  String text(String name, JsonValue value) throws VectorFormatException {
    if (value instanceof JsonValue.Text text) {
      return text.value();
    }
    throw wrongType("`" + name + "`", value, "a string");
  }

  /** The elements of an array; none where it is absent. */
  <T> List<T> list(String name, Decoder<T> decoder) throws VectorFormatException {
    JsonValue value = value(name);
    return value == null ? List.of() : list(name, value, decoder);
  }

  /** The elements of an array that is an element itself. */
  <T> List<T> list(String name, JsonValue value, Decoder<T> decoder) throws VectorFormatException {
    if (!(value instanceof JsonValue.Array array)) {
      throw wrongType("`" + name + "`", value, "an array");
    }
    List<T> elements = new ArrayList<>();
    for (JsonValue element : array.elements()) {
      elements.add(decoder.decode(element));
    }
    return elements;
  }

  /** Refuses the members that were not asked for, unless the header lists them as optional. */
  void end() throws VectorFormatException {
    for (Map.Entry<String, JsonValue.Member> member : object.members().entrySet()) {
      if (!asked.contains(member.getKey()) && !dialect.ignores(member.getKey())) {
        throw line.refuse(
            FormatFault.UNKNOWN_MEMBER,
            member.getValue().nameOffset(),
            "`" + JsonLineParser.printable(member.getKey()) + "` is unknown here",
            "whoever ignores a member tests less than they think; use a newer reader");
      }
    }
  }

  /** Refuses members that the version of the header does not have. */
  void requireSince(int minorVersion, String... names) throws VectorFormatException {
    for (String name : names) {
      JsonValue.Member member = object.members().get(name);
      if (member != null && dialect.minorVersion() < minorVersion) {
        throw tooNew(
            FormatFault.UNKNOWN_MEMBER, member.nameOffset(), "the member `" + name, minorVersion);
      }
    }
  }

  /** Refuses a word as the value of a member where the version of the header does not have it. */
  void requireWordSince(int minorVersion, String name, String word) throws VectorFormatException {
    JsonValue.Member member = object.members().get(name);
    if (member != null && dialect.minorVersion() < minorVersion) {
      throw tooNew(
          FormatFault.UNKNOWN_WORD, member.value().offset(), "the word `" + word, minorVersion);
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
    JsonValue.Member member = object.members().get(name);
    int offset = member == null ? object.offset() : member.value().offset();
    return line.refuse(fault, offset, reason, cure);
  }

  /** Where the value of a member begins, in code points from 1. */
  int column(String name) {
    JsonValue.Member member = object.members().get(name);
    return line.column(member == null ? object.offset() : member.value().offset());
  }

  private @Nullable JsonValue value(String name) {
    asked.add(name);
    JsonValue.Member member = object.members().get(name);
    return member == null ? null : member.value();
  }

  private JsonValue required(String name) throws VectorFormatException {
    JsonValue value = value(name);
    if (value == null) {
      throw line.refuse(
          FormatFault.MISSING_MEMBER,
          object.offset(),
          "`" + name + "` is missing in this object",
          "write the file again with a writer of this format version");
    }
    return value;
  }

  private long whole(String name, JsonValue value, long least, long most)
      throws VectorFormatException {
    if (!(value instanceof JsonValue.Whole whole)) {
      throw wrongType("`" + name + "`", value, "a number");
    }
    if (whole.value() < least || whole.value() > most) {
      throw line.refuse(
          FormatFault.OUT_OF_RANGE,
          value.offset(),
          "`" + name + "` is " + whole.value() + ", not " + least + " to " + most,
          "write a number of that range");
    }
    return whole.value();
  }

  private boolean flag(String name, JsonValue value) throws VectorFormatException {
    if (value instanceof JsonValue.Flag flag) {
      return flag.value();
    }
    throw wrongType("`" + name + "`", value, "true or false");
  }

  private long hex(String name, JsonValue value) throws VectorFormatException {
    String digits = text(name, value);
    if (!HEX.matcher(digits).matches()) {
      throw line.refuse(
          FormatFault.WRONG_TYPE,
          value.offset(),
          "`" + name + "` is \"" + JsonLineParser.printable(digits) + "\", not an address",
          "write 0x and up to 16 lower-case digits without leading zeros");
    }
    return Long.parseUnsignedLong(digits.substring(2), 16);
  }

  private <E extends Enum<E>> E known(String name, E constant, Words<E> words)
      throws VectorFormatException {
    requireWordSince(words.since(constant), name, words.word(constant));
    return constant;
  }

  private <E extends Enum<E>> E word(String name, JsonValue value, Words<E> words)
      throws VectorFormatException {
    String word = text(name, value);
    Optional<E> constant = words.parse(word);
    if (constant.isEmpty()) {
      throw line.refuse(
          FormatFault.UNKNOWN_WORD,
          value.offset(),
          "`" + name + "` is \"" + JsonLineParser.printable(word) + "\"",
          "use one of " + String.join(", ", words.all()));
    }
    return constant.get();
  }

  private VectorFormatException wrongType(String what, JsonValue value, String expected) {
    return line.refuse(
        FormatFault.WRONG_TYPE,
        value.offset(),
        what + " is " + value.description() + ", not " + expected,
        "write " + expected);
  }
}
