package io.shatterproof.arch.decode;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Field;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.register.HcrEl2;
import io.shatterproof.arch.register.HcrxEl2;
import io.shatterproof.arch.register.SctlrEl1;
import io.shatterproof.arch.register.TcrEl1;
import io.shatterproof.arch.register.VtcrEl2;
import io.shatterproof.arch.register.VttbrEl2;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells the registers that control translation, but for VTCR_EL2. */
final class ControlAccounts {
  private static final String NOT_DECODED = "no part in stage 2 translation";

  private static final Flags HCR = new Flags()
      .when(HcrEl2.VM, "stage 2 is on", "stage 2 is off unless DC = 1")
      .when(HcrEl2.SWIO, "invalidate by set/way cleans too")
      .when(
          HcrEl2.PTW,
          "a stage 1 walk of Device memory is a stage 2 Permission fault",
          "a stage 1 walk of Device memory is made as Normal Non-cacheable")
      .when(HcrEl2.FB, "TLB and instruction cache maintenance of EL1 is broadcast")
      .when(HcrEl2.DC, "stage 1 is off and gives Normal WB; stage 2 is on")
      .when(HcrEl2.TTLB, "TLB maintenance of EL1 is trapped")
      .when(HcrEl2.TGE, "exceptions of EL0 are taken to EL2")
      .when(HcrEl2.RW, "EL1 is AArch64", "EL1 and EL0 are AArch32")
      .when(HcrEl2.CD, "data accesses and walks of stage 2 are Non-cacheable")
      .when(HcrEl2.ID, "instruction fetches are Non-cacheable")
      .when(HcrEl2.E2H, "EL2 hosts an operating system")
      .when(HcrEl2.TEA, "synchronous External aborts are taken to EL2")
      .when(HcrEl2.NV, "nested virtualization")
      .when(HcrEl2.NV1, "nested virtualization, EL1 as if EL2 without E2H")
      .when(HcrEl2.NV2, "register accesses of nested virtualization go to memory")
      .when(
          HcrEl2.FWB,
          "MemAttr of stage 2 overrides stage 1",
          "MemAttr of stage 2 is combined with stage 1")
      .when(HcrEl2.GPF, "Granule Protection Faults are taken to EL2")
      .when(HcrEl2.TTLBIS, "Inner Shareable TLB maintenance of EL1 is trapped")
      .when(HcrEl2.TTLBOS, "Outer Shareable TLB maintenance of EL1 is trapped")
      .when(HcrEl2.DCT, "memory that DC makes of stage 1 is Tagged");

  private static final Flags HCRX = new Flags()
      .when(HcrxEl2.FNXS, "TLBI and DSB of EL1 act as their nXS forms")
      .when(
          HcrxEl2.FGTNXS,
          "fine-grained traps of TLBI do not hold for nXS forms",
          "fine-grained traps of TLBI hold for nXS forms too")
      .when(HcrxEl2.CMOW, "cache maintenance needs stage 2 write permission")
      .when(HcrxEl2.PTTWI, "writes of RCWS need not be seen by walks at once")
      .when(HcrxEl2.D128EN, "128-bit registers are not trapped");

  private static final Flags SCTLR = new Flags()
      .when(SctlrEl1.M, "stage 1 is on", "stage 1 is off: an IPA is the VA")
      .when(SctlrEl1.A, "alignment of data accesses is checked")
      .when(SctlrEl1.C, "data accesses may be cached", "Normal data accesses are Non-cacheable")
      .when(SctlrEl1.NAA, "unaligned accesses of FEAT_LSE2 do not fault")
      .when(SctlrEl1.I, "fetches may be cached", "Normal fetches are Non-cacheable")
      .when(SctlrEl1.WXN, "what is writable is not executable")
      .when(SctlrEl1.EE, "data and stage 1 tables are big-endian", "little-endian")
      .when(SctlrEl1.CMOW, "cache maintenance of EL0 needs stage 1 write permission");

  private static final Flags TCR = new Flags()
      .when(TcrEl1.EPD0, "no walks of TTBR0_EL1", "walks of TTBR0_EL1")
      .when(TcrEl1.EPD1, "no walks of TTBR1_EL1", "walks of TTBR1_EL1")
      .when(TcrEl1.A1, "the ASID is that of TTBR1_EL1", "the ASID is that of TTBR0_EL1")
      .when(TcrEl1.AS, "ASID of 16 bits", "ASID of 8 bits")
      .when(TcrEl1.TBI0, "the top byte of addresses for TTBR0_EL1 is ignored")
      .when(TcrEl1.TBI1, "the top byte of addresses for TTBR1_EL1 is ignored")
      .when(TcrEl1.HA, "hardware sets the access flag", "software sets the access flag")
      .when(TcrEl1.HD, "hardware manages the dirty state")
      .when(TcrEl1.HPD0, "no hierarchical permissions below TTBR0_EL1")
      .when(TcrEl1.HPD1, "no hierarchical permissions below TTBR1_EL1")
      .when(TcrEl1.DS, "descriptors have 52-bit addresses");

  private ControlAccounts() {}

  private static Account account(String register, long value, Lines lines, List<String> follows) {
    return new Account(register + " = " + Hex.of(value), lines.finish(), follows);
  }

  /** Fields that are told in a few words, whether or not the platform has their feature. */
  private static void others(List<Field> fields, Map<String, String> words, Lines lines) {
    for (Field field : fields) {
      String meaning = words.getOrDefault(field.name(), "");
      boolean isFlag = field.width() == 1;
      lines.add(field, isFlag && lines.value(field.high(), field.low()) == 0 ? "off" : meaning);
    }
  }

  static Account hcr(Platform platform, long hcr) {
    Lines lines = new Lines(hcr);
    HCR.tell(platform, hcr, lines);
    lines.add(
        HcrEl2.BSU,
        "barriers of EL1 and EL0 reach at least: "
            + switch ((int) HcrEl2.BSU.of(hcr)) {
              case 0b00 -> "what they say";
              case 0b01 -> "Inner Shareable";
              case 0b10 -> "Outer Shareable";
              default -> "the full system";
            });
    others(HcrEl2.OTHERS, OtherFields.HCR, lines);
    boolean inHost = HcrEl2.TGE.isSet(hcr) && HcrEl2.E2H.isSet(hcr);
    boolean on = HcrEl2.VM.isSet(hcr) || HcrEl2.DC.isSet(hcr);
    return account(
        "HCR_EL2",
        hcr,
        lines,
        List.of(
            inHost
                ? "E2H and TGE are 1: EL0 is in the host, without stage 2"
                : on ? "stage 2 is on" : "stage 2 is off: a PA is the IPA"));
  }

  static Account hcrx(Platform platform, long hcrx) {
    Lines lines = new Lines(hcrx);
    HCRX.tell(platform, hcrx, lines);
    others(HcrxEl2.OTHERS, OtherFields.HCRX, lines);
    lines.add(Lines.RES0, 63, 25, "or of a later extension");
    return account("HCRX_EL2", hcrx, lines, List.of());
  }

  static Account sctlrEl1(Platform platform, long sctlr) {
    Lines lines = new Lines(sctlr);
    SCTLR.tell(platform, sctlr, lines);
    others(SctlrEl1.OTHERS, OtherFields.SCTLR, lines);
    return account("SCTLR_EL1", sctlr, lines, List.of());
  }

  /** Of SCTLR_EL2 only EE matters to EL1 and EL0. */
  static Account sctlrEl2(long sctlr) {
    Lines lines = new Lines(sctlr);
    lines.add("others", 63, 26, NOT_DECODED);
    lines.add(
        "EE",
        25,
        25,
        "stage 2 tables are " + (SctlrEl1.EE.isSet(sctlr) ? "big-endian" : "little-endian"));
    lines.add("others", 24, 0, NOT_DECODED);
    return account("SCTLR_EL2", sctlr, lines, List.of());
  }

  static Account tcr(Platform platform, long tcr) {
    Lines lines = new Lines(tcr);
    TCR.tell(platform, tcr, lines);
    size(TcrEl1.T0SZ, tcr, lines);
    size(TcrEl1.T1SZ, tcr, lines);
    lines.add(
        TcrEl1.TG0,
        switch ((int) TcrEl1.TG0.of(tcr)) {
          case 0b00 -> "granule 4K";
          case 0b01 -> "granule 64K";
          case 0b10 -> "granule 16K";
          default -> "reserved: the granule is IMPLEMENTATION DEFINED";
        });
    lines.add(
        TcrEl1.TG1,
        switch ((int) TcrEl1.TG1.of(tcr)) {
          case 0b01 -> "granule 16K";
          case 0b10 -> "granule 4K";
          case 0b11 -> "granule 64K";
          default -> "reserved: the granule is IMPLEMENTATION DEFINED";
        });
    lines.add(TcrEl1.IPS, "IPA of " + VtcrEl2.outputBits(TcrEl1.IPS.of(tcr)) + " bits");
    walks("inner", TcrEl1.IRGN0, tcr, lines);
    walks("inner", TcrEl1.IRGN1, tcr, lines);
    walks("outer", TcrEl1.ORGN0, tcr, lines);
    walks("outer", TcrEl1.ORGN1, tcr, lines);
    walksShareability(TcrEl1.SH0, tcr, lines);
    walksShareability(TcrEl1.SH1, tcr, lines);
    others(TcrEl1.OTHERS, OtherFields.TCR, lines);
    return account("TCR_EL1", tcr, lines, List.of());
  }

  private static void size(Field field, long tcr, Lines lines) {
    lines.add(field, "VA of 64 - " + field.of(tcr) + " = " + (64 - field.of(tcr)) + " bits");
  }

  private static void walks(String side, Field field, long tcr, Lines lines) {
    lines.add(field, "walks: " + side + " " + RegisterWords.cacheability(field.of(tcr)));
  }

  private static void walksShareability(Field field, long tcr, Lines lines) {
    long sh = field.of(tcr);
    lines.add(
        field,
        "walks: " + LeafFields.words(Shareability.of((int) sh)),
        RegisterWords.shareabilityRemark(sh));
  }

  static Account mair(long mair) {
    Lines lines = new Lines(mair);
    for (int n = 0; n < 8; n++) {
      int attr = (int) (mair >>> (n * 8)) & 0xff;
      lines.add("Attr" + n, n * 8 + 7, n * 8, RegisterWords.memory(attr));
    }
    return account("MAIR_EL1", mair, lines, List.of());
  }

  /** TTBR0_EL1 and TTBR1_EL1; which bits of the base count depends on TCR_EL1. */
  static Account ttbr(Platform platform, String register, long ttbr) {
    Lines lines = new Lines(ttbr);
    commonNotPrivate(platform, ttbr, lines);
    lines.add("BADDR", 47, 1, "stage 1 table, an IPA: its alignment follows from TCR_EL1");
    lines.add("ASID", 63, 48, "");
    return account(register, ttbr, lines, List.of());
  }

  private static void commonNotPrivate(Platform platform, long value, Lines lines) {
    new Flags()
        .when(VttbrEl2.CNP, "the tables are common to PEs", "the tables may be private to the PE")
        .tell(platform, value, lines);
  }

  static Account daif(long daif) {
    Lines lines = new Lines(daif);
    String[] names = {"F", "I", "A", "D"};
    for (int n = 0; n < names.length; n++) {
      int bit = 6 + n;
      lines.add(names[n], bit, bit, lines.value(bit, bit) == 1 ? "masked" : "not masked");
    }
    return account("DAIF", daif, lines, List.of());
  }

  static Account vttbr(Stage2Control control, long vttbr) {
    Lines lines = new Lines(vttbr);
    List<String> follows = new ArrayList<>();
    commonNotPrivate(control.platform(), vttbr, lines);
    vmid(control, vttbr, lines);
    Optional<String> why = control.cannotDecode().isPresent()
        ? Optional.of("VTCR_EL2.D128 is set: the 128-bit form is not decoded yet")
        : control.obstacle().map(rule -> "VTCR_EL2 is illegal: " + rule);
    if (why.isPresent()) {
      lines.add("BADDR", 47, 1, "", why);
    } else {
      base(control, vttbr, lines);
      follows.add("the start table is at PA " + Hex.of(control.rootPa(vttbr)));
      if (control.rootPa(vttbr) >>> control.outputBits() != 0) {
        follows.add("beyond the output size of " + control.outputBits()
            + " bits: every access is an Address size fault level 0");
      }
    }
    return account("VTTBR_EL2", vttbr, lines, follows);
  }

  private static void base(Stage2Control control, long vttbr, Lines lines) {
    int aligned = control.baseAlignmentShift();
    lines.add("BADDR", 47, aligned, "PA " + Hex.of(control.rootPa(vttbr)));
    if (control.hasWideBase()) {
      lines.add("BADDR[51:48]", 5, 2, "bits of the address");
      if (aligned > 6) {
        belowAlignment(aligned - 1, 6, lines);
      }
      lines.res0(1, 1);
    } else {
      belowAlignment(aligned - 1, 1, lines);
    }
  }

  private static void belowAlignment(int high, int low, Lines lines) {
    lines.add(
        Lines.RES0,
        high,
        low,
        "below the alignment of the start table",
        lines.value(high, low) == 0
            ? Optional.empty()
            : Optional.of("CONSTRAINED UNPREDICTABLE: taken as zero or part of the address"));
  }

  private static void vmid(Stage2Control control, long vttbr, Lines lines) {
    if (control.isOn(VtcrEl2.VS)) {
      lines.add(VttbrEl2.VMID, Long.toString(VttbrEl2.VMID.of(vttbr)));
      return;
    }
    String why = control.has(Feature.VMID16) ? "VTCR_EL2.VS is 0" : "FEAT_VMID16 is not there";
    lines.add(
        "VMID[15:8]",
        63,
        56,
        "",
        lines.value(63, 56) == 0 ? Optional.empty() : Optional.of("ignored: " + why));
    lines.add("VMID", 55, 48, Long.toString(lines.value(55, 48)));
  }
}
