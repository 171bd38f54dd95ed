package io.shatterproof.compiler.check;

import io.shatterproof.arch.S2Permissions;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.Quantity;
import java.util.List;
import java.util.stream.IntStream;

/** Pages of a domain, and what they may permit. */
final class Pages {
  /** Everything that a leaf can permit. */
  static final List<S2Permissions> ALL_PERMISSIONS = IntStream.range(0, 8)
      .mapToObj(bits -> new S2Permissions((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0))
      .toList();

  private Pages() {}

  /** Which page of the domain's granule an address lies in. */
  static long number(DomainModel domain, Quantity address) {
    return Long.divideUnsigned(
        address.value(), domain.config().geometry().granule().sizeBytes());
  }
}
