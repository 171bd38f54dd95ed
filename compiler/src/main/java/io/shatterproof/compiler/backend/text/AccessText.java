package io.shatterproof.compiler.backend.text;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.GuestAccess;

/** Accesses without the PE that makes them. */
final class AccessText {
  private static final int BYTES_OF_64B = 64;

  private AccessText() {}

  /**
   * An access, for example {@code read guest 0x4000_0000 size 4}.
   *
   * @param of the domain or regime
   */
  static String of(GuestAccess access, String of) {
    AccessKind kind = access.kind();
    boolean isAt = kind.group() == AccessKind.Group.ADDRESS_TRANSLATION;
    boolean is64B = kind == AccessKind.LD64B || kind == AccessKind.ST64B;
    int usualBytes = is64B ? BYTES_OF_64B : 1;
    return kind.word() + " " + of + " " + Numbers.hex(access.address())
        + (access.sizeBytes() == usualBytes ? "" : " size " + access.sizeBytes())
        + access.register().map(register -> " register " + register).orElse("")
        + (access.el() == 1 || isAt ? "" : " from el" + access.el());
  }
}
