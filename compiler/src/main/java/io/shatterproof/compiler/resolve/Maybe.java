package io.shatterproof.compiler.resolve;

import java.util.Optional;

/**
 * Something that may be left out, and may be wrong.
 *
 * @param isWrong whether it is there, and wrong; the mistake has been told
 */
record Maybe<T>(Optional<T> value, boolean isWrong) {

  /** It was left out. */
  static <T> Maybe<T> absent() {
    return new Maybe<>(Optional.empty(), false);
  }

  /** It is there; wrong where nothing came of it. */
  static <T> Maybe<T> of(Optional<T> value) {
    return new Maybe<>(value, value.isEmpty());
  }
}
