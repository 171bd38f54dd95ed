package io.shatterproof.arch.decode;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Field;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.register.EsrEl2;
import io.shatterproof.arch.register.HpfarEl2;
import io.shatterproof.arch.register.ParEl1;
import java.util.List;
import java.util.Optional;

/** Tells the registers that report: ESR, FAR, HPFAR_EL2, PAR_EL1. */
final class SyndromeAccounts {
  private static final Flags PERMISSION_FLAGS = new Flags()
      .when(EsrEl2.DIRTY_BIT, "the leaf was writable-clean")
      .when(EsrEl2.OVERLAY, "an overlay refused")
      .when(EsrEl2.ASSURED_ONLY, "the translation was not assured");

  private SyndromeAccounts() {}

  static Account esr(Platform platform, String register, long esr) {
    Lines lines = new Lines(esr);
    int ec = (int) EsrEl2.EC.of(esr);
    lines.add(EsrEl2.EC, ExceptionClass.words(ec));
    lines.add(
        EsrEl2.IL,
        EsrEl2.IL.isSet(esr) ? "32-bit instruction, or nothing to say" : "16-bit instruction");
    if (ExceptionClass.isDataAbort(ec)) {
      return dataAbort(platform, register, esr, lines);
    }
    if (ExceptionClass.isInstructionAbort(ec)) {
      return instructionAbort(platform, register, esr, lines);
    }
    lines.add("ISS", 24, 0, "not decoded for this exception class");
    lines.add("ISS2", 55, 32, "");
    return new Account(heading(register, esr), lines.finish(), List.of());
  }

  private static String heading(String register, long value) {
    return register + " = " + Hex.of(value);
  }

  private static Account dataAbort(Platform platform, String register, long esr, Lines lines) {
    int code = (int) EsrEl2.DFSC.of(esr);
    boolean isv = EsrEl2.ISV.isSet(esr);
    boolean permission = FaultStatus.isPermission(code);
    lines.add(EsrEl2.ISV, isv ? "bits[23:14] tell the instruction" : "bits[23:14] tell nothing");
    if (isv) {
      instruction(esr, lines);
    } else {
      lines.res0(23, 22, "while ISV = 0");
      topLevel(permission, esr, lines);
      lines.res0(20, 14, "while ISV = 0");
    }
    new Flags()
        .when(EsrEl2.VNCR, "an access that FEAT_NV2 makes of a register access")
        .tell(platform, esr, lines);
    setOrLst(code, esr, lines);
    common(esr, lines);
    lines.add(EsrEl2.CM, EsrEl2.CM.isSet(esr) ? "cache maintenance or address translation" : "off");
    lines.add(EsrEl2.WNR, EsrEl2.WNR.isSet(esr) ? "write" : "read");
    lines.add("DFSC", 5, 0, FaultStatus.words(code));
    lines.add("Xs", 36, 32, "");
    new Flags().when(EsrEl2.GCS, "access of the guarded control stack").tell(platform, esr, lines);
    PERMISSION_FLAGS.tell(platform, esr, lines);
    new Flags()
        .when(EsrEl2.TAG_ACCESS, "NoTagAccess refused an access of tags")
        .tell(platform, esr, lines);
    lines.add(
        "TnD",
        42,
        42,
        lines.value(42, 42) == 0 ? "off" : "stage 1 made the access of tags a fault");
    lines.add(
        "HDBSSF", 43, 43, lines.value(43, 43) == 0 ? "off" : "fault of the dirty state structure");
    String access = EsrEl2.CM.isSet(esr)
        ? "cache maintenance"
        : (EsrEl2.WNR.isSet(esr) ? "write" : "read") + (isv ? sizeAndRegister(esr) : "");
    return new Account(
        heading(register, esr),
        lines.finish(),
        List.of("Data Abort, " + access + ": " + FaultStatus.words(code) + stage(esr)));
  }

  private static String sizeAndRegister(long esr) {
    String register = (EsrEl2.SF.isSet(esr) ? "x" : "w") + EsrEl2.SRT.of(esr);
    return " of " + (1L << EsrEl2.SAS.of(esr)) + " bytes, " + register;
  }

  private static String stage(long esr) {
    return EsrEl2.S1PTW.isSet(esr) ? " of stage 2 on a stage 1 walk" : "";
  }

  private static void instruction(long esr, Lines lines) {
    lines.add(
        EsrEl2.SAS,
        switch ((int) EsrEl2.SAS.of(esr)) {
          case 0 -> "byte";
          case 1 -> "halfword";
          case 2 -> "word";
          default -> "doubleword";
        });
    lines.add(EsrEl2.SSE, EsrEl2.SSE.isSet(esr) ? "sign-extended" : "not sign-extended");
    lines.add(EsrEl2.SRT, "register " + EsrEl2.SRT.of(esr));
    lines.add(EsrEl2.SF, EsrEl2.SF.isSet(esr) ? "64-bit register" : "32-bit register");
    lines.add(EsrEl2.AR, EsrEl2.AR.isSet(esr) ? "acquire or release" : "off");
  }

  private static void topLevel(boolean permission, long esr, Lines lines) {
    if (permission) {
      lines.add("TopLevel", 21, 21, EsrEl2.SSE.isSet(esr) ? "the TopLevel check refused" : "off");
    } else {
      lines.res0("TopLevel", 21, 21, "but for Permission faults");
    }
  }

  private static void setOrLst(int code, long esr, Lines lines) {
    if (FaultStatus.isExternal(code)) {
      lines.add(EsrEl2.SET, synchronousErrorType((int) EsrEl2.SET.of(esr)));
    } else {
      lines.add(
          "LST",
          12,
          11,
          switch ((int) EsrEl2.SET.of(esr)) {
            case 0b00 -> "no access of FEAT_LS64 told";
            case 0b01 -> "ST64BV";
            case 0b10 -> "LD64B or ST64B";
            default -> "ST64BV0";
          });
    }
  }

  private static String synchronousErrorType(int set) {
    return switch (set) {
      case 0b00 -> "recoverable state (UER)";
      case 0b10 -> "uncontainable (UC)";
      case 0b11 -> "restartable state (UEO)";
      default -> "reserved";
    };
  }

  private static void common(long esr, Lines lines) {
    lines.add(EsrEl2.FNV, EsrEl2.FNV.isSet(esr) ? "FAR is not valid" : "FAR is valid");
    lines.add(
        EsrEl2.EA, EsrEl2.EA.isSet(esr) ? "IMPLEMENTATION DEFINED kind of External abort" : "off");
    lines.add(
        EsrEl2.S1PTW,
        EsrEl2.S1PTW.isSet(esr) ? "stage 2 fault on a stage 1 walk" : "not on a stage 1 walk");
  }

  private static Account instructionAbort(
      Platform platform, String register, long esr, Lines lines) {
    int code = (int) EsrEl2.DFSC.of(esr);
    lines.res0(24, 22);
    topLevel(FaultStatus.isPermission(code), esr, lines);
    lines.res0(20, 13);
    if (FaultStatus.isExternal(code)) {
      lines.add(EsrEl2.SET, synchronousErrorType((int) EsrEl2.SET.of(esr)));
    } else {
      lines.res0("SET", 12, 11, "but for External aborts");
    }
    common(esr, lines);
    lines.res0(8, 8);
    lines.res0(6, 6);
    lines.add("IFSC", 5, 0, FaultStatus.words(code));
    PERMISSION_FLAGS.tell(platform, esr, lines);
    return new Account(
        heading(register, esr),
        lines.finish(),
        List.of("Instruction Abort: " + FaultStatus.words(code) + stage(esr)));
  }

  static Account far(String register, long far) {
    Lines lines = new Lines(far);
    lines.add("VA", 63, 0, "the virtual address that faulted");
    return new Account(heading(register, far), lines.finish(), List.of());
  }

  /** Bits of FIPA that address sizes of the platform do not need are RES0. */
  static Account hpfar(Platform platform, long hpfar) {
    Lines lines = new Lines(hpfar);
    boolean d128 = platform.features().contains(Feature.D128);
    boolean lpa = platform.features().contains(Feature.LPA);
    int high = d128 ? 47 : lpa ? 43 : 39;
    long ipa = lines.value(high, 4) << 12;
    lines.add("FIPA", high, 4, "IPA page " + Hex.of(ipa));
    if (!d128) {
      lines.res0(47, high + 1, lpa ? "without FEAT_D128" : "without FEAT_LPA");
    }
    lines.res0(3, 0);
    new Flags()
        .when(HpfarEl2.NS, "Non-secure IPA, seen from Secure EL2")
        .tell(platform, hpfar, lines);
    return new Account(
        heading("HPFAR_EL2", hpfar),
        lines.finish(),
        List.of("IPA " + Hex.of(ipa) + " to " + Hex.of(ipa | 0xfff)
            + "; bits[11:0] are those of FAR_EL2 unless ESR_EL2.S1PTW = 1"));
  }

  static Account par(Platform platform, long par) {
    Lines lines = new Lines(par);
    return ParEl1.F.isSet(par) ? failed(platform, par, lines) : succeeded(platform, par, lines);
  }

  private static Account succeeded(Platform platform, long par, Lines lines) {
    int attr = (int) ParEl1.ATTR.of(par);
    lines.add(ParEl1.F, "the translation succeeded");
    lines.res0(6, 1);
    Shareability shareability = Shareability.of((int) ParEl1.SH.of(par));
    lines.add(ParEl1.SH, LeafFields.words(shareability));
    lines.add(ParEl1.NS, "means nothing in Non-secure state");
    lines.add(ParEl1.IMPDEF_10, "");
    res1(platform, par, lines);
    lines.add(ParEl1.PA, "PA " + Hex.of(ParEl1.PA.of(par) << 12));
    String memory = RegisterWords.memory(attr);
    lines.add(ParEl1.ATTR, memory);
    return new Account(
        heading("PAR_EL1", par),
        lines.finish(),
        List.of("PA " + Hex.of(ParEl1.PA.of(par) << 12) + ", " + memory + ", "
            + LeafFields.words(shareability)));
  }

  private static Account failed(Platform platform, long par, Lines lines) {
    boolean stage2 = ParEl1.S.isSet(par);
    boolean onWalk = ParEl1.PTW.isSet(par);
    String fault = FaultStatus.words((int) ParEl1.FST.of(par));
    lines.add(ParEl1.F, "the translation failed");
    lines.add(ParEl1.FST, fault);
    lines.add(ParEl1.PTW, onWalk ? "stage 2 fault on a stage 1 walk" : "not on a stage 1 walk");
    lines.add(ParEl1.S, stage2 ? "stage 2" : "stage 1");
    res1(platform, par, lines);
    flag(platform, "AssuredOnly", 12, Feature.THE, lines);
    flag(platform, "TopLevel", 13, Feature.THE, lines);
    flag(platform, "Overlay", 14, Feature.S2POE, lines);
    flag(platform, "DirtyBit", 15, Feature.S2PIE, lines);
    lines.add(ParEl1.IMPDEF_63_48, "");
    return new Account(
        heading("PAR_EL1", par),
        lines.finish(),
        List.of(fault + " of "
            + (stage2 ? "stage 2" + (onWalk ? " on a stage 1 walk" : "") : "stage 1")));
  }

  private static void flag(Platform platform, String name, int bit, Feature feature, Lines lines) {
    Field field = Field.of(name, bit, feature);
    RegisterWords.missing(platform, field)
        .ifPresentOrElse(
            why -> lines.res0(name, bit, bit, why),
            () -> lines.add(field, lines.value(bit, bit) == 0 ? "off" : "the reason"));
  }

  /** With FEAT_RME bit 11 of a success is NSE, which means something at EL3 alone. */
  private static void res1(Platform platform, long par, Lines lines) {
    boolean shouldBeSet = ParEl1.F.isSet(par) || !platform.features().contains(Feature.RME);
    lines.add(
        ParEl1.RES1_11,
        shouldBeSet ? "" : "NSE at EL3",
        !shouldBeSet || ParEl1.RES1_11.isSet(par) ? Optional.empty() : Optional.of("should be 1"));
  }
}
