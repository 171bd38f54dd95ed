package io.shatterproof.p2m;

import io.shatterproof.arch.S2Permissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Memory access restriction of a page; it only takes permissions away.
 *
 * <p>The order is that of the public interface, XENMEM_access_n to XENMEM_access_n2rwx.
 *
 * @see "xen bf1bb6b731 xen/include/public/memory.h"
 */
public enum P2mAccess {
  N(false, false, false),
  R(true, false, false),
  W(false, true, false),
  RW(true, true, false),
  X(false, false, true),
  RX(true, false, true),
  WX(false, true, true),
  RWX(true, true, true),
  /** As {@code rx}; becomes {@code rw} at the first write. */
  RX2RW(true, false, true),
  /** As {@code n}; becomes {@code rwx} at the first access, which is reported. */
  N2RWX(false, false, false);

  /** The number that stands for the default access of the domain, XENMEM_access_default. */
  public static final int DEFAULT_NUMBER = 10;

  private final S2Permissions permissions;

  P2mAccess(boolean read, boolean write, boolean execute) {
    this.permissions = new S2Permissions(read, write, execute);
  }

  /** The most that this restriction leaves. */
  public S2Permissions permissions() {
    return permissions;
  }

  /** Number in the public interface, from 0. */
  public int number() {
    return List.of(values()).indexOf(this);
  }

  /** The restriction of that number; empty for {@link #DEFAULT_NUMBER} and for what is none. */
  public static Optional<P2mAccess> ofNumber(int number) {
    return number >= 0 && number < values().length
        ? Optional.of(values()[number])
        : Optional.empty();
  }

  /** The spelling of scenarios and vectors, for example {@code rx2rw}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The restriction of that spelling. */
  public static Optional<P2mAccess> parse(String word) {
    for (P2mAccess access : values()) {
      if (access.word().equals(word)) {
        return Optional.of(access);
      }
    }
    return Optional.empty();
  }
}
