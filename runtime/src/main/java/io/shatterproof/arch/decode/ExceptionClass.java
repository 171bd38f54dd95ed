package io.shatterproof.arch.decode;

import io.shatterproof.arch.register.EsrEl2;

/**
 * Exception classes, field EC of ESR_ELx.
 *
 * @see "Arm ARM DDI 0487, 'ESR_EL2, Exception Syndrome Register (EL2)', field EC"
 */
final class ExceptionClass {
  private static final int INSTRUCTION_ABORT_SAME = 0x21;
  private static final int DATA_ABORT_SAME = 0x25;

  private ExceptionClass() {}

  static boolean isDataAbort(int ec) {
    return ec == EsrEl2.DATA_ABORT || ec == DATA_ABORT_SAME;
  }

  static boolean isInstructionAbort(int ec) {
    return ec == EsrEl2.INSTRUCTION_ABORT || ec == INSTRUCTION_ABORT_SAME;
  }

  static String words(int ec) {
    return switch (ec) {
      case 0x00 -> "unknown reason";
      case 0x01 -> "WFI or WFE";
      case 0x03 -> "MCR or MRC, coproc 0b1111";
      case 0x04 -> "MCRR or MRRC, coproc 0b1111";
      case 0x05 -> "MCR or MRC, coproc 0b1110";
      case 0x06 -> "LDC or STC";
      case 0x07 -> "SVE, Advanced SIMD or floating-point";
      case 0x08 -> "VMRS";
      case 0x09 -> "pointer authentication";
      case 0x0a -> "LD64B, ST64B, ST64BV or ST64BV0";
      case 0x0c -> "MRRC, coproc 0b1110";
      case 0x0d -> "Branch Target";
      case 0x0e -> "illegal Execution state";
      case 0x11 -> "SVC, AArch32";
      case 0x12 -> "HVC, AArch32";
      case 0x13 -> "SMC, AArch32";
      case 0x14 -> "MSRR, MRRS or 128-bit System instruction";
      case 0x15 -> "SVC, AArch64";
      case 0x16 -> "HVC, AArch64";
      case 0x17 -> "SMC, AArch64";
      case 0x18 -> "MSR, MRS or System instruction";
      case 0x19 -> "SVE";
      case 0x1a -> "ERET, ERETAA or ERETAB";
      case 0x1c -> "pointer authentication failure";
      case 0x1d -> "SME";
      case 0x1e -> "Granule Protection Check";
      case 0x20 -> "Instruction Abort from a lower Exception level";
      case 0x21 -> "Instruction Abort from the same Exception level";
      case 0x22 -> "PC alignment fault";
      case 0x24 -> "Data Abort from a lower Exception level";
      case 0x25 -> "Data Abort from the same Exception level";
      case 0x26 -> "SP alignment fault";
      case 0x27 -> "Memory Copy or Memory Set";
      case 0x28 -> "floating-point, AArch32";
      case 0x2c -> "floating-point, AArch64";
      case 0x2d -> "Guarded Control Stack";
      case 0x2f -> "SError interrupt";
      case 0x30 -> "Breakpoint from a lower Exception level";
      case 0x31 -> "Breakpoint from the same Exception level";
      case 0x32 -> "Software Step from a lower Exception level";
      case 0x33 -> "Software Step from the same Exception level";
      case 0x34 -> "Watchpoint from a lower Exception level";
      case 0x35 -> "Watchpoint from the same Exception level";
      case 0x38 -> "BKPT, AArch32";
      case 0x3a -> "vector catch, AArch32";
      case 0x3c -> "BRK, AArch64";
      default -> "reserved, or of a later extension";
    };
  }
}
