package io.shatterproof.vector.json;

import io.shatterproof.p2m.P2mAccess;
import java.util.Optional;

/**
 * The JSON spelling of the number of an access restriction: its word; {@code default} where one may
 * ask for it; of a number that is none, the number.
 */
final class RestrictionWord {
  private static final String DEFAULT = "default";
  private static final int GREATEST_NUMBER = 255; // a byte in the public interface

  private RestrictionWord() {}

  /** Prints what a step asks for. */
  static CanonicalJson print(CanonicalJson json, String name, int number) {
    return number == P2mAccess.DEFAULT_NUMBER
        ? json.member(name, DEFAULT)
        : printAnswer(json, name, number);
  }

  /** Prints what a P2M answers: a restriction, or a negated error number. */
  static CanonicalJson printAnswer(CanonicalJson json, String name, long answer) {
    Optional<P2mAccess> access =
        answer == (int) answer ? P2mAccess.ofNumber((int) answer) : Optional.empty();
    return access.isPresent()
        ? json.member(name, Words.P2M_ACCESS.word(access.get()))
        : json.member(name, answer);
  }

  static int read(Members members, String name) throws VectorFormatException {
    if (!members.isText(name)) {
      return members.number(name, 0, GREATEST_NUMBER);
    }
    String word = members.text(name);
    if (word.equals(DEFAULT)) {
      return P2mAccess.DEFAULT_NUMBER;
    }
    Optional<P2mAccess> access = Words.P2M_ACCESS.parse(word);
    if (access.isEmpty()) {
      throw members.refuse(
          FormatFault.UNKNOWN_WORD,
          name,
          "`" + name + "` is \"" + JsonLineParser.printable(word) + "\"",
          "use one of " + String.join(", ", Words.P2M_ACCESS.all()) + ", " + DEFAULT);
    }
    return access.get().number();
  }

  static long readAnswer(Members members, String name) throws VectorFormatException {
    return members.isText(name)
        ? members.word(name, Words.P2M_ACCESS).number()
        : members.whole(name, Long.MIN_VALUE, -1);
  }
}
