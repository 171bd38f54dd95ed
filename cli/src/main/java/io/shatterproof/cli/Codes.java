package io.shatterproof.cli;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Spelling;
import java.util.Optional;

/** Codes of messages as people write them. */
final class Codes {
  private Codes() {}

  /** The code, in either case, with or without {@code P2M} and zeros before it. */
  static Optional<Code> find(String word) {
    return Code.parseLoosely(word);
  }

  /** That there is no such code, and which is near. */
  static String unknown(String word) {
    return "no message has the code '" + word + "'"
        + Spelling.nearest(word, Code.numbers())
            .map(near -> "; did you mean " + near + "?")
            .orElse("; `shatterproof explain` lists them");
  }
}
