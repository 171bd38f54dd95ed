package io.shatterproof.compiler.examples;

import io.shatterproof.harness.Faults;
import io.shatterproof.spi.P2mProvider;

/** Implementations that are wrong on purpose. */
final class BrokenP2m {
  private BrokenP2m() {}

  /** The one of that name, for example {@code M03}. */
  static P2mProvider named(String name) {
    return Faults.all(BrokenP2m.class.getClassLoader()).stream()
        .filter(fault -> fault.name().equals(name))
        .findFirst()
        .orElseThrow()
        .provider();
  }
}
