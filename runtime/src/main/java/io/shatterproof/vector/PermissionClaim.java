package io.shatterproof.vector;

import io.shatterproof.arch.S2Permissions;
import java.util.Locale;
import java.util.Optional;

/** What an expectation says about permissions. */
public enum PermissionClaim {
  NONE,
  R,
  W,
  RW,
  X,
  RX,
  WX,
  RWX,
  /** Readable, not writable; says nothing of execution. */
  READ_ONLY,
  /** Readable, writable; says nothing of execution. */
  READ_WRITE;

  /** Whether the permissions are as claimed. */
  public boolean admits(S2Permissions permissions) {
    return switch (this) {
      case READ_ONLY -> permissions.read() && !permissions.write();
      case READ_WRITE -> permissions.read() && permissions.write();
      case NONE, R, W, RW, X, RX, WX, RWX -> word().equals(permissions.toString());
    };
  }

  /** The spelling of scenarios and vectors. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The claim of that spelling. */
  public static Optional<PermissionClaim> parse(String word) {
    for (PermissionClaim claim : values()) {
      if (claim.word().equals(word)) {
        return Optional.of(claim);
      }
    }
    return Optional.empty();
  }
}
