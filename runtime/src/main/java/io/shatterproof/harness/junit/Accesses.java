package io.shatterproof.harness.junit;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.TransferRegister;
import java.util.Optional;

/** An access. Each method answers an access that differs in one thing. */
public record Accesses(GuestAccess access) {

  /** An aligned access of a byte from EL1. */
  public static Accesses of(AccessKind kind, long address) {
    return new Accesses(GuestAccess.of(kind, address));
  }

  /** Executed at this Exception level. */
  public Accesses from(int el) {
    return new Accesses(access.from(el));
  }

  /** Of so many bytes. */
  public Accesses size(int bytes) {
    return new Accesses(
        new GuestAccess(access.kind(), access.address(), access.el(), bytes, access.register()));
  }

  /**
   * A load or store of this register, which an abort reports.
   *
   * @param name {@code x0} to {@code x30}, {@code xzr} or their W names, with {@code signed} or
   *     {@code acquire} behind it where that is so
   */
  public Accesses register(String name) {
    TransferRegister register = TransferRegister.parse(name)
        .orElseThrow(() -> new IllegalArgumentException("no register is called " + name));
    return new Accesses(new GuestAccess(
        access.kind(), access.address(), access.el(), access.sizeBytes(), Optional.of(register)));
  }
}
