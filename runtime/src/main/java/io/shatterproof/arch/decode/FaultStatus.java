package io.shatterproof.arch.decode;

/**
 * Fault status codes: DFSC and IFSC of ESR_ELx, FST of PAR_EL1.
 *
 * @see "Arm pseudocode EncodeLDFSC()"
 */
final class FaultStatus {
  private static final int PERMISSION = 0x0c;
  private static final String RESERVED = "reserved";

  private FaultStatus() {}

  /** For example {@code Translation fault level 3}. */
  static String words(int code) {
    return switch (code) {
      case 0x10 -> "synchronous External abort, not on a walk";
      case 0x11 -> "synchronous Tag Check Fault";
      case 0x18 -> "synchronous parity or ECC error, not on a walk";
      case 0x21 -> "Alignment fault";
      case 0x28 -> "Granule Protection Fault, not on a walk";
      case 0x29 -> "Address size fault level -1";
      case 0x2a -> "Translation fault level -2";
      case 0x2b -> "Translation fault level -1";
      case 0x2c -> "Address size fault level -2";
      case 0x30 -> "TLB conflict abort";
      case 0x31 -> "unsupported atomic hardware update";
      case 0x34 -> "IMPLEMENTATION DEFINED fault: lockdown";
      case 0x35 -> "IMPLEMENTATION DEFINED fault: unsupported exclusive or atomic access";
      default -> withLevel(code);
    };
  }

  private static String withLevel(int code) {
    int level = code & 0b11;
    return switch (code >>> 2) {
      case 0x0 -> "Address size fault level " + level;
      case 0x1 -> "Translation fault level " + level;
      case 0x2 -> "Access flag fault level " + level;
      case 0x3 -> "Permission fault level " + level;
      case 0x5 -> "synchronous External abort on a walk, level " + level;
      case 0x7 -> "synchronous parity or ECC error on a walk, level " + level;
      case 0x9 -> "Granule Protection Fault on a walk, level " + level;
      case 0x4 -> negative("synchronous External abort on a walk, level ", level);
      case 0x6 -> negative("synchronous parity or ECC error on a walk, level ", level);
      case 0x8 -> negative("Granule Protection Fault on a walk, level ", level);
      default -> RESERVED;
    };
  }

  /** Levels -2 and -1 stand just before the codes of level 0. */
  private static String negative(String words, int lowBits) {
    return lowBits < 2 ? RESERVED : words + (lowBits - 4);
  }

  static boolean isPermission(int code) {
    return (code & ~0b11) == PERMISSION;
  }

  /** Whether it is an External abort, on a walk or not. */
  static boolean isExternal(int code) {
    return code >= 0x10 && code <= 0x17 && code != 0x11;
  }
}
