package io.shatterproof.compiler.backend.text;

import io.shatterproof.p2m.Errno;
import java.util.Optional;
import java.util.OptionalLong;

/** What operations return, as claims. */
final class Codes {
  private final Obstacles obstacles;

  Codes(Obstacles obstacles) {
    this.obstacles = obstacles;
  }

  /** A claim of a code: {@code returns 0} or {@code fails with ENOMEM}. */
  String claim(long code) {
    if (code >= 0) {
      return "returns " + code;
    }
    return "fails with " + error(code);
  }

  /** The name of an error number. */
  String error(long code) {
    Optional<Errno> known = Errno.ofCode(code);
    if (known.isEmpty()) {
      obstacles.add("the error number " + code + ", which has no name here");
    }
    return known.map(Errno::name).orElse("EINVAL");
  }

  /** A claim behind a step, if there is one. */
  String behind(OptionalLong returns) {
    return returns.isPresent() ? "   " + claim(returns.getAsLong()) : "";
  }

  /** A claim behind a step that is called again when it was stopped. */
  String answer(OptionalLong returns) {
    if (returns.isPresent() && returns.getAsLong() == 0) {
      return "   returns done";
    }
    return returns.isPresent() && returns.getAsLong() == Errno.ERESTART.code()
        ? "   returns restart"
        : behind(returns);
  }
}
