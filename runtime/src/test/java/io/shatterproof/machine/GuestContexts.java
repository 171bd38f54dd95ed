package io.shatterproof.machine;

import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
import io.shatterproof.tlb.TlbContext;

/** What registers mean, for tests of what is below the machine. */
public final class GuestContexts {
  private GuestContexts() {}

  /** The context of a PE with these registers. */
  public static TlbContext of(Platform platform, RegisterFile registers) {
    return new RegisterContext(platform, registers);
  }
}
