package io.shatterproof.compiler.backend.text;

import java.util.ArrayList;
import java.util.List;

/** What a vector says and the language has no words for, in the order of the vector. */
final class Obstacles {
  private final List<String> found = new ArrayList<>();

  /** Remembers one, told as {@code the language does not say ...}. */
  void add(String what) {
    if (!found.contains(what)) {
      found.add(what);
    }
  }

  List<String> found() {
    return List.copyOf(found);
  }
}
