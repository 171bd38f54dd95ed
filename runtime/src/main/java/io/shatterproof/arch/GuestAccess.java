package io.shatterproof.arch;

import java.util.Optional;

/**
 * One access of a program, or one address translation instruction.
 *
 * @param kind what is done; not {@link AccessKind.Group#STAGE1}
 * @param address the virtual address; with stage 1 off also the IPA
 * @param el the Exception level it is executed at: 0 or 1, and 2 for address translation
 * @param sizeBytes 1, 2, 4, 8, 16, 32 or 64; where {@code address} is no multiple of it, the access
 *     is not aligned
 * @param register the register of a load or store of one general-purpose register without
 *     writeback, which an abort reports; empty for every other instruction
 */
public record GuestAccess(
    AccessKind kind, long address, int el, int sizeBytes, Optional<TransferRegister> register) {

  public GuestAccess {
    if (kind.group() == AccessKind.Group.STAGE1) {
      throw new IllegalArgumentException("no instruction does a " + kind.word());
    }
    if (el < 0 || el > 2) {
      throw new IllegalArgumentException("an access is executed at EL0, EL1 or EL2, not " + el);
    }
    if (sizeBytes < 1 || sizeBytes > 64 || Integer.bitCount(sizeBytes) != 1) {
      throw new IllegalArgumentException("no access has " + sizeBytes + " bytes");
    }
    if (register.isPresent() && kind != AccessKind.READ && kind != AccessKind.WRITE) {
      throw new IllegalArgumentException("a " + kind.word() + " reports no register");
    }
  }

  /** An aligned access of a byte from EL1. */
  public static GuestAccess of(AccessKind kind, long address) {
    return new GuestAccess(kind, address, 1, 1, Optional.empty());
  }

  /** The same access executed at another Exception level. */
  public GuestAccess from(int otherEl) {
    return new GuestAccess(kind, address, otherEl, sizeBytes, register);
  }

  /** The same access at another address. */
  public GuestAccess at(long otherAddress) {
    return new GuestAccess(kind, otherAddress, el, sizeBytes, register);
  }

  /** Whether data of it lies in two pages of 4K, so that it is translated twice. */
  public boolean crossesPage() {
    return kind.group() == AccessKind.Group.DATA && (address & 0xfff) + sizeBytes > 0x1000;
  }

  /** The first address behind the page of 4K in which it begins. */
  public long nextPage() {
    return (address | 0xfff) + 1;
  }

  /** Whether the address is a multiple of the size. */
  public boolean isAligned() {
    return (address & (sizeBytes - 1)) == 0;
  }

  /** The Exception level whose rights count: an AT instruction names it. */
  public int rightsOf() {
    return switch (kind) {
      case AT_S1E0R, AT_S1E0W, AT_S12E0R, AT_S12E0W -> 0;
      case AT_S1E1R, AT_S1E1W, AT_S12E1R, AT_S12E1W -> 1;
      default -> el;
    };
  }
}
