package io.shatterproof.compiler.resolve;

import java.util.Optional;

/** Knows which file could be imported for a name. */
@FunctionalInterface
public interface ImportHints {

  /**
   * The path of a file that seems to declare a name.
   *
   * @param keyword of the declaration
   */
  Optional<String> declaring(String keyword, String name);
}
