package io.shatterproof.p2m;

import io.shatterproof.arch.S2Permissions;
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
  N(0, false, false, false),
  R(1, true, false, false),
  W(2, false, true, false),
  RW(3, true, true, false),
  X(4, false, false, true),
  RX(5, true, false, true),
  WX(6, false, true, true),
  RWX(7, true, true, true),
  /** As {@code rx}; becomes {@code rw} at the first write. */
  RX2RW(8, true, false, true),
  /** As {@code n}; becomes {@code rwx} at the first access, which is reported. */
  N2RWX(9, false, false, false);

  /** The number that stands for the default access of the domain, XENMEM_access_default. */
  public static final int DEFAULT_NUMBER = 10;

  private final int number;
  private final S2Permissions permissions;

  P2mAccess(int number, boolean read, boolean write, boolean execute) {
    this.number = number;
    this.permissions = new S2Permissions(read, write, execute);
  }

  /** The most that this restriction leaves. */
  public S2Permissions permissions() {
    return permissions;
  }

  /** Number in the public interface, from 0. */
  public int number() {
    return number;
  }

  /** The restriction of that number; empty for {@link #DEFAULT_NUMBER} and for what is none. */
  public static Optional<P2mAccess> ofNumber(int number) {
    for (P2mAccess access : values()) {
      if (access.number == number) {
        return Optional.of(access);
      }
    }
    return Optional.empty();
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
