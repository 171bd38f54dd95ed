package io.shatterproof.compiler.backend.text;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.GuestAccess;

/** Accesses without the PE that makes them. */
final class AccessText {
  private static final int BYTES_OF_64B = 64;

  private AccessText() {}

  /** An access in the guest of a domain, for example {@code read guest 0x4000_0000 size 4}. */
  static String inGuest(GuestAccess access, String domain) {
    boolean isAt = access.kind().group() == AccessKind.Group.ADDRESS_TRANSLATION;
    return of(access, domain) + (isAt ? "" : from(access));
  }

  /** An access under bare tables, which says where it is executed unless that is EL1. */
  static String ofMemory(GuestAccess access, String regime) {
    return of(access, regime) + from(access);
  }

  private static String of(GuestAccess access, String subject) {
    AccessKind kind = access.kind();
    boolean is64B = kind == AccessKind.LD64B || kind == AccessKind.ST64B;
    int usualBytes = is64B ? BYTES_OF_64B : 1;
    return kind.word() + " " + subject + " " + Numbers.hex(access.address())
        + (access.sizeBytes() == usualBytes ? "" : " size " + access.sizeBytes())
        + access.register().map(register -> " register " + register).orElse("");
  }

  private static String from(GuestAccess access) {
    return access.el() == 1 ? "" : " from el" + access.el();
  }
}
