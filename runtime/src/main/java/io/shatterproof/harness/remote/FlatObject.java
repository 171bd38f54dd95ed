package io.shatterproof.harness.remote;

import io.shatterproof.vector.VisibleText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose members are strings, whole numbers, flags, and lists of strings. Each member is
 * asked for by name and type; what was not asked for is refused by {@link #end}.
 */
final class FlatObject {
  private static final int MOST_MEMBERS = 64;
  private static final int MOST_SHOWN = 60;
  private static final Object NUMBER = new Object();

  private String[] names = new String[16];
  private Object[] values = new Object[16]; // String, Boolean or List; NUMBER for a number
  private long[] numbers = new long[16];
  private int size;
  private long asked;
  private long hashes; // a bit for each name
  private int hint;

  /** Forgets all members. */
  void clear() {
    size = 0;
    asked = 0;
    hashes = 0;
    hint = 0;
  }

  /** Gives everything to another one. */
  void moveTo(FlatObject other) {
    for (int i = 0; i < size; i++) {
      int index = other.add(names[i]);
      other.values[index] = values[i];
      other.numbers[index] = numbers[i];
    }
    clear();
  }

  FlatObject put(String name, long number) {
    int index = add(name);
    numbers[index] = number;
    values[index] = NUMBER;
    return this;
  }

  FlatObject put(String name, Object value) {
    values[add(name)] = value;
    return this;
  }

  private int add(String name) {
    long bit = 1L << name.hashCode();
    boolean mayBeThere = (hashes & bit) != 0;
    hashes |= bit;
    if (mayBeThere && index(name) >= 0) {
      throw new NonsenseException("`" + shown(name) + "` is there twice");
    }
    if (size == MOST_MEMBERS) {
      throw new NonsenseException("an object has more than " + MOST_MEMBERS + " members");
    }
    if (size == names.length) {
      names = Arrays.copyOf(names, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    names[size] = name;
    return size++;
  }

  /** Members are mostly asked for in the order in which they stand. */
  private int index(String name) {
    if ((hashes & (1L << name.hashCode())) == 0) {
      return -1;
    }
    if (hint < size && names[hint].equals(name)) {
      hint++;
      return hint - 1;
    }
    for (int i = 0; i < size; i++) {
      if (names[i].equals(name)) {
        hint = i + 1;
        return i;
      }
    }
    return -1;
  }

  private @Nullable Object value(String name) {
    int index = index(name);
    if (index < 0) {
      return null;
    }
    asked |= 1L << index;
    return values[index];
  }

  boolean has(String name) {
    return index(name) >= 0;
  }

  String text(String name) {
    if (value(name) instanceof String text) {
      return text;
    }
    throw wrong(name, "a string");
  }

  String textOr(String usual, String name) {
    return has(name) ? text(name) : usual;
  }

  boolean flag(String name) {
    if (value(name) instanceof Boolean flag) {
      return flag;
    }
    throw wrong(name, "true or false");
  }

  boolean flagOr(boolean usual, String name) {
    return has(name) ? flag(name) : usual;
  }

  long whole(String name) {
    if (!NUMBER.equals(value(name))) {
      throw wrong(name, "a whole number");
    }
    return numbers[index(name)];
  }

  long wholeOr(long usual, String name) {
    return has(name) ? whole(name) : usual;
  }

  long whole(String name, long least, long most) {
    long number = whole(name);
    if (number < least || number > most) {
      throw new NonsenseException("`" + name + "` is " + number + ", not " + least + " to " + most);
    }
    return number;
  }

  int number(String name, int least, int most) {
    return (int) whole(name, least, most);
  }

  OptionalLong optionalWhole(String name, long least, long most) {
    return has(name) ? OptionalLong.of(whole(name, least, most)) : OptionalLong.empty();
  }

  long hex(String name) {
    if (value(name) instanceof String text && text.length() > 2 && text.length() <= 18) {
      long result = 0;
      boolean isHex = text.charAt(0) == '0' && text.charAt(1) == 'x';
      for (int i = 2; i < text.length() && isHex; i++) {
        int digit = Character.digit(text.charAt(i), 16);
        isHex = digit >= 0 && text.charAt(i) < 0x80;
        result = (result << 4) | digit;
      }
      if (isHex) {
        return result;
      }
    }
    throw wrong(name, "a string of 0x and up to 16 digits");
  }

  long hexOr(long usual, String name) {
    return has(name) ? hex(name) : usual;
  }

  List<String> texts(String name) {
    if (!has(name)) {
      return List.of();
    }
    if (value(name) instanceof List<?> list) {
      List<String> texts = new ArrayList<>();
      for (Object element : list) {
        if (!(element instanceof String text)) {
          throw wrong(name, "a list of strings");
        }
        texts.add(text);
      }
      return texts;
    }
    throw wrong(name, "a list of strings");
  }

  List<Integer> numbers(String name) {
    if (!has(name)) {
      return List.of();
    }
    if (value(name) instanceof List<?> list) {
      List<Integer> result = new ArrayList<>();
      for (Object element : list) {
        if (!(element instanceof Long number) || number != number.intValue()) {
          throw wrong(name, "a list of small numbers");
        }
        result.add(number.intValue());
      }
      return result;
    }
    throw wrong(name, "a list of small numbers");
  }

  <E extends Enum<E>> E word(String name, Spelling<E> spelling) {
    String text = text(name);
    E constant = spelling.parse(text);
    if (constant == null) {
      throw unknown(name, text);
    }
    return constant;
  }

  static NonsenseException unknown(String name, String word) {
    return new NonsenseException("`" + name + "` is \"" + shown(word) + "\", a word it cannot be");
  }

  /** Refuses what was not asked for. */
  void end() {
    for (int i = 0; i < size; i++) {
      if ((asked & (1L << i)) == 0) {
        throw new NonsenseException("`" + shown(names[i]) + "` is not known here");
      }
    }
  }

  private NonsenseException wrong(String name, String expected) {
    return new NonsenseException(
        has(name) ? "`" + name + "` is not " + expected : "`" + name + "` is missing");
  }

  /** Text of a program that nobody trusts, short and fit for a terminal. */
  static String shown(String text) {
    String visible = VisibleText.of(text);
    return visible.length() <= MOST_SHOWN ? visible : visible.substring(0, MOST_SHOWN) + "...";
  }
}
