package io.shatterproof.arch.regime;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.FaultStage;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Mair;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.Syndrome;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TransferRegister;
import io.shatterproof.arch.register.EsrEl2;
import io.shatterproof.arch.register.HcrEl2;
import io.shatterproof.arch.register.HpfarEl2;
import io.shatterproof.arch.register.ParEl1;
import java.util.EnumMap;
import java.util.Map;

/**
 * What an access leaves in the registers that report.
 *
 * @see "Arm pseudocode AArch64_FaultSyndrome(), AArch64_ReportException(), AArch64_EncodePAR()"
 */
public final class Syndromes {
  private static final int SAME_EL = 1; // added to EC when the exception does not change the EL

  private Syndromes() {}

  /**
   * Of an access that reaches memory: nothing, but of an AT instruction PAR_EL1.
   *
   * @see "Arm ARM DDI 0487, 'PAR_EL1, Physical Address Register'"
   */
  public static Syndrome of(Platform platform, GuestAccess access, Outcome.Translated outcome) {
    if (!isAddressTranslation(access)) {
      return Syndrome.NONE;
    }
    Shareability shareability = outcome.attributes().withEffectiveShareability().shareability();
    long par = ParEl1.RES1_11.mask()
        | ParEl1.SH.in(0, shareability.encoding())
        | (outcome.pa() & ParEl1.PA.mask())
        | ParEl1.ATTR.in(0, Mair.encode(outcome.attributes()));
    long nse = platform.has(Feature.RME) ? ParEl1.RES1_11.mask() : 0; // it tells EL3 something
    return only(SystemRegister.PAR_EL1, par, ParEl1.NS.mask() | ParEl1.IMPDEF_10.mask() | nse);
  }

  /**
   * Of an access that is aborted: the syndrome, the addresses; of an AT instruction PAR_EL1, unless
   * it is aborted itself.
   *
   * @param registers of the PE that executes it, which say where an abort is taken to
   */
  public static Syndrome of(
      Platform platform,
      RegisterFile registers,
      GuestAccess access,
      Outcome.Faulted outcome,
      FaultRecord record) {
    if (isAddressTranslation(access) && !isTakenAsAbort(access, outcome)) {
      long par = ParEl1.F.mask()
          | ParEl1.FST.in(0, statusCode(outcome))
          | ParEl1.PTW.in(0, outcome.stage() == FaultStage.STAGE2_ON_STAGE1_WALK ? 1 : 0)
          | ParEl1.S.in(0, outcome.stage().isStage2() ? 1 : 0)
          | ParEl1.RES1_11.mask();
      return only(SystemRegister.PAR_EL1, par, ParEl1.IMPDEF_63_48.mask());
    }
    boolean toEl2 = isTakenToEl2(platform, registers, access, outcome);
    Map<SystemRegister, Long> values = new EnumMap<>(SystemRegister.class);
    Map<SystemRegister, Long> unknown = new EnumMap<>(SystemRegister.class);
    SystemRegister esr = toEl2 ? SystemRegister.ESR_EL2 : SystemRegister.ESR_EL1;
    SystemRegister far = toEl2 ? SystemRegister.FAR_EL2 : SystemRegister.FAR_EL1;
    values.put(esr, esr(access, outcome, record, toEl2 ? 2 : 1));
    unknown.put(esr, unknownEsrBits(access, outcome.kind()));
    values.put(far, access.address());
    unknown.put(far, unknownFarBits(access));
    if (toEl2 && reportsIpa(outcome)) {
      values.put(SystemRegister.HPFAR_EL2, HpfarEl2.of(record.ipa()));
    }
    return new Syndrome(values, unknown);
  }

  private static Syndrome only(SystemRegister register, long value, long unknownBits) {
    return new Syndrome(Map.of(register, value), Map.of(register, unknownBits));
  }

  private static boolean isAddressTranslation(GuestAccess access) {
    return access.kind().group() == AccessKind.Group.ADDRESS_TRANSLATION;
  }

  /**
   * Whether a fault of an AT instruction becomes an exception: an External abort does, and from EL1
   * a fault of stage 2 on the walk of stage 1.
   *
   * @see "Arm pseudocode AArch64_AT()"
   */
  private static boolean isTakenAsAbort(GuestAccess access, Outcome.Faulted outcome) {
    return outcome.kind() == FaultKind.EXTERNAL
        || (access.kind().isStage1Only()
            && access.el() == 1
            && outcome.stage() == FaultStage.STAGE2_ON_STAGE1_WALK);
  }

  /** See Arm pseudocode AArch64_SyncExternalAbortTarget(), AArch64_DataAbort(). */
  private static boolean isTakenToEl2(
      Platform platform, RegisterFile registers, GuestAccess access, Outcome.Faulted outcome) {
    long hcr = registers.value(SystemRegister.HCR_EL2);
    return outcome.stage().isStage2()
        || access.el() == 2
        || (access.el() == 0 && HcrEl2.TGE.isSet(hcr))
        || (outcome.kind() == FaultKind.EXTERNAL
            && platform.has(Feature.RAS)
            && HcrEl2.TEA.isSet(hcr));
  }

  private static long esr(
      GuestAccess access, Outcome.Faulted outcome, FaultRecord record, int targetEl) {
    boolean isFetch = access.kind() == AccessKind.FETCH;
    long esr = EsrEl2.IL.mask() | EsrEl2.DFSC.in(0, statusCode(outcome));
    int exceptionClass = isFetch ? EsrEl2.INSTRUCTION_ABORT : EsrEl2.DATA_ABORT;
    esr = EsrEl2.EC.in(esr, exceptionClass + (access.el() == targetEl ? SAME_EL : 0));
    if (outcome.stage() == FaultStage.STAGE2_ON_STAGE1_WALK) {
      esr |= EsrEl2.S1PTW.mask();
    }
    if (isFetch) {
      return esr;
    }
    boolean isMaintenance =
        access.kind().group() == AccessKind.Group.CACHE || isAddressTranslation(access);
    if (isMaintenance) {
      esr |= EsrEl2.CM.mask();
    }
    if (isMaintenance || record.isWrite()) {
      esr |= EsrEl2.WNR.mask();
    }
    if (record.isTagAccess()) {
      esr |= EsrEl2.TAG_ACCESS.mask();
    }
    boolean isInstructionReported = outcome.stage() == FaultStage.STAGE2
        && outcome.kind() != FaultKind.EXTERNAL
        && targetEl == 2;
    return isInstructionReported ? esr | instruction(access) : esr;
  }

  /**
   * The part of the syndrome that lets a hypervisor emulate the instruction.
   *
   * @see "Arm ARM DDI 0487, 'ISS encoding for an exception from a Data Abort', field ISV"
   */
  private static long instruction(GuestAccess access) {
    if (access.register().isEmpty()) {
      return 0;
    }
    TransferRegister register = access.register().get();
    long syndrome = EsrEl2.ISV.mask();
    syndrome = EsrEl2.SAS.in(syndrome, Integer.numberOfTrailingZeros(access.sizeBytes()));
    syndrome = EsrEl2.SRT.in(syndrome, register.number());
    return syndrome
        | (register.is64Bit() ? EsrEl2.SF.mask() : 0)
        | (register.isSignExtended() ? EsrEl2.SSE.mask() : 0)
        | (register.isAcquireRelease() ? EsrEl2.AR.mask() : 0);
  }

  /**
   * The bits of ESR_ELx that are UNKNOWN or IMPLEMENTATION DEFINED for a kind of fault: of an External
   * abort its type, of an atomic access WnR where no permission decides, of FEAT_LS64 what is reported
   * of the instruction.
   */
  public static long unknownEsrBits(GuestAccess access, FaultKind kind) {
    long bits = 0;
    if (kind == FaultKind.EXTERNAL) {
      bits |= EsrEl2.EA.mask() | EsrEl2.SET.mask();
    }
    boolean isAtomic = access.kind() == AccessKind.ATOMIC;
    if (kind == FaultKind.UNSUPPORTED || (kind == FaultKind.EXTERNAL && isAtomic)) {
      bits |= EsrEl2.WNR.mask();
    }
    if (access.kind().is64Bytes()) {
      bits |= EsrEl2.ISV.mask()
          | EsrEl2.SAS.mask()
          | EsrEl2.SSE.mask()
          | EsrEl2.SRT.mask()
          | EsrEl2.SF.mask()
          | EsrEl2.AR.mask()
          | EsrEl2.SET.mask();
    }
    return bits;
  }

  /** The bits of FAR_ELx that may differ: DC ZVA reports any address of its block. */
  public static long unknownFarBits(GuestAccess access) {
    return access.kind() == AccessKind.DC_ZVA ? 0x7ff : 0; // a block has at most 2 KB
  }

  /**
   * Whether HPFAR_EL2 holds the IPA; otherwise it is UNKNOWN.
   *
   * @see "Arm pseudocode IPAValid()"
   */
  public static boolean reportsIpa(Outcome.Faulted outcome) {
    return switch (outcome.kind()) {
      case TRANSLATION, ADDRESS_SIZE, ACCESS_FLAG -> outcome.stage().isStage2();
      case PERMISSION -> outcome.stage() == FaultStage.STAGE2_ON_STAGE1_WALK;
      case EXTERNAL, ALIGNMENT, UNSUPPORTED, CONFLICT -> false;
    };
  }

  /**
   * DFSC, IFSC or FST of a fault, six bits.
   *
   * @see "Arm pseudocode EncodeLDFSC()"
   */
  public static int statusCode(Outcome.Faulted outcome) {
    int level = outcome.level();
    return switch (outcome.kind()) {
      case ADDRESS_SIZE -> level == -1 ? 0x29 : level;
      case TRANSLATION -> level == -1 ? 0x2b : 0x04 + level;
      case ACCESS_FLAG -> 0x08 + level;
      case PERMISSION -> 0x0c + level;
      case EXTERNAL -> 0x14 + level;
      case ALIGNMENT -> 0x21;
      case UNSUPPORTED -> 0x35;
      case CONFLICT -> 0x30;
    };
  }
}
