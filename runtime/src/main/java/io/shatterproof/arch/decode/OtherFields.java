package io.shatterproof.arch.decode;

import java.util.Map;

/**
 * Fields without a part in translation that is decoded, by name: what a flag means when it is 1, or
 * what a wider field holds.
 */
final class OtherFields {
  static final Map<String, String> HCR = Map.ofEntries(
      Map.entry("FMO", "physical FIQ is taken to EL2, virtual FIQ is on"),
      Map.entry("IMO", "physical IRQ is taken to EL2, virtual IRQ is on"),
      Map.entry("AMO", "physical SError is taken to EL2, virtual SError is on"),
      Map.entry("VF", "virtual FIQ pending"),
      Map.entry("VI", "virtual IRQ pending"),
      Map.entry("VSE", "virtual SError pending"),
      Map.entry("TWI", "WFI of EL1 and EL0 is trapped"),
      Map.entry("TWE", "WFE of EL1 and EL0 is trapped"),
      Map.entry("TID0", "reads of ID group 0 are trapped"),
      Map.entry("TID1", "reads of ID group 1 are trapped"),
      Map.entry("TID2", "reads of ID group 2 are trapped"),
      Map.entry("TID3", "reads of ID group 3 are trapped"),
      Map.entry("TSC", "SMC of EL1 is trapped"),
      Map.entry("TIDCP", "IMPLEMENTATION DEFINED registers are trapped"),
      Map.entry("TACR", "ACTLR_EL1 is trapped"),
      Map.entry("TSW", "cache maintenance by set/way is trapped"),
      Map.entry("TPCP", "cache maintenance to the point of coherency is trapped"),
      Map.entry("TPU", "cache maintenance to the point of unification is trapped"),
      Map.entry("TVM", "writes of stage 1 controls are trapped"),
      Map.entry("TDZ", "DC ZVA is trapped"),
      Map.entry("HCD", "HVC is UNDEFINED"),
      Map.entry("TRVM", "reads of stage 1 controls are trapped"),
      Map.entry("TLOR", "registers of limited ordering regions are trapped"),
      Map.entry("TERR", "RAS error record registers are trapped"),
      Map.entry("MIOCNCE", "mismatched cacheability may lose coherency"),
      Map.entry("TME", "transactional memory is not trapped"),
      Map.entry("APK", "pointer authentication keys are not trapped"),
      Map.entry("API", "pointer authentication instructions are not trapped"),
      Map.entry("AT", "AT of EL1 is trapped"),
      Map.entry("FIEN", "RAS fault injection registers are not trapped"),
      Map.entry("TID4", "reads of ID group 4 are trapped"),
      Map.entry("TICAB", "IC IALLUIS and ICIALLUIS are trapped"),
      Map.entry("AMVOFFEN", "activity monitor counters have virtual offsets"),
      Map.entry(
          "TOCU", "cache maintenance to the point of unification is trapped, but for IC IALLUIS"),
      Map.entry("EnSCXT", "SCXTNUM registers are not trapped"),
      Map.entry("ATA", "Allocation Tags are accessible to EL1 and EL0"),
      Map.entry("TID5", "reads of ID group 5 are trapped"),
      Map.entry("TWEDEn", "the trap of WFE is delayed"),
      Map.entry("TWEDEL", "the delay of the trap of WFE"));

  static final Map<String, String> HCRX = Map.ofEntries(
      Map.entry("EnAS0", "ST64BV0 is not trapped"),
      Map.entry("EnALS", "LD64B and ST64B are not trapped"),
      Map.entry("EnASR", "ST64BV is not trapped"),
      Map.entry("SMPME", "the priority of Streaming SVE mode is mapped"),
      Map.entry("TALLINT", "writes of ALLINT are trapped"),
      Map.entry("VINMI", "virtual IRQ has Superpriority"),
      Map.entry("VFNMI", "virtual FIQ has Superpriority"),
      Map.entry("MCE2", "Memory Copy and Memory Set exceptions of EL1 are taken to EL2"),
      Map.entry("MSCEn", "Memory Copy and Memory Set instructions are enabled"),
      Map.entry("TCR2En", "TCR2_EL1 is not trapped"),
      Map.entry("SCTLR2En", "SCTLR2_EL1 is not trapped"),
      Map.entry("EnSNERR", "External aborts of reads of Normal memory are synchronous"),
      Map.entry("TMEA", "masked External aborts are taken to EL2"),
      Map.entry("EnSDERR", "External aborts of reads of Device memory are synchronous"),
      Map.entry("EnIDCP128", "128-bit IMPLEMENTATION DEFINED registers are not trapped"),
      Map.entry("GCSEn", "the guarded control stack is enabled for EL1 and EL0"),
      Map.entry("EnFPM", "FPMR is not trapped"),
      Map.entry("PACMEn", "pointer authentication with PC as modifier is enabled"));

  static final Map<String, String> SCTLR = Map.ofEntries(
      Map.entry("SA", "alignment of SP is checked at EL1"),
      Map.entry("SA0", "alignment of SP is checked at EL0"),
      Map.entry("CP15BEN", "AArch32 barrier instructions of EL0 are enabled"),
      Map.entry("ITD", "parts of IT are disabled at EL0"),
      Map.entry("SED", "SETEND is disabled at EL0"),
      Map.entry("UMA", "DAIF is accessible at EL0"),
      Map.entry("EnRCTX", "speculation restriction by context is enabled at EL0"),
      Map.entry("EOS", "exception exit is context synchronizing"),
      Map.entry("EnDB", "pointer authentication with key DB"),
      Map.entry("DZE", "DC ZVA is enabled at EL0"),
      Map.entry("UCT", "CTR_EL0 is accessible at EL0"),
      Map.entry("nTWI", "WFI of EL0 is not trapped"),
      Map.entry("nTWE", "WFE of EL0 is not trapped"),
      Map.entry("TSCXT", "SCXTNUM_EL0 is trapped"),
      Map.entry("IESB", "implicit error synchronization"),
      Map.entry("EIS", "exception entry is context synchronizing"),
      Map.entry("SPAN", "PAN is left alone on exceptions to EL1"),
      Map.entry("E0E", "data of EL0 is big-endian"),
      Map.entry("UCI", "cache maintenance is enabled at EL0"),
      Map.entry("EnDA", "pointer authentication with key DA"),
      Map.entry("nTLSMD", "multiple accesses of AArch32 to Device memory are not trapped"),
      Map.entry("LSMAOE", "multiple accesses of AArch32 keep their order"),
      Map.entry("EnIB", "pointer authentication with key IB"),
      Map.entry("EnIA", "pointer authentication with key IA"),
      Map.entry("MSCEn", "Memory Copy and Memory Set instructions are enabled at EL0"),
      Map.entry("EnFPM", "FPMR is not trapped at EL0"),
      Map.entry("BT0", "PACIxSP is no target for BTYPE 0b11 at EL0"),
      Map.entry("BT1", "PACIxSP is no target for BTYPE 0b11 at EL1"),
      Map.entry("ITFSB", "Tag Check Faults are synchronized on entry to EL1"),
      Map.entry("TCF0", "what a Tag Check Fault of EL0 does"),
      Map.entry("TCF", "what a Tag Check Fault of EL1 does"),
      Map.entry("ATA0", "Allocation Tags are accessible at EL0"),
      Map.entry("ATA", "Allocation Tags are accessible at EL1"),
      Map.entry("DSSBS", "SSBS is set on exceptions to EL1"),
      Map.entry("TWEDEn", "the trap of WFE is delayed"),
      Map.entry("TWEDEL", "the delay of the trap of WFE"),
      Map.entry("TMT0", "transactions of EL0 fail"),
      Map.entry("TMT", "transactions of EL1 fail"),
      Map.entry("TME0", "transactional memory is enabled at EL0"),
      Map.entry("TME", "transactional memory is enabled at EL1"),
      Map.entry("EnASR", "ST64BV is enabled at EL0"),
      Map.entry("EnAS0", "ST64BV0 is enabled at EL0"),
      Map.entry("EnALS", "LD64B and ST64B are enabled at EL0"),
      Map.entry("EPAN", "PAN counts for execute-only memory"),
      Map.entry("TCSO0", "tag checks of stores only at EL0"),
      Map.entry("TCSO", "tag checks of stores only at EL1"),
      Map.entry("EnTP2", "TPIDR2_EL0 is accessible at EL0"),
      Map.entry("NMI", "interrupts with Superpriority are on"),
      Map.entry("SPINTMASK", "the stack pointer selects the interrupt mask"),
      Map.entry("TIDCP", "IMPLEMENTATION DEFINED registers of EL0 are trapped"));

  static final Map<String, String> TCR = Map.ofEntries(
      Map.entry(
          "HWU059", "bit 59 of a stage 1 leaf of TTBR0_EL1 is for IMPLEMENTATION DEFINED use"),
      Map.entry(
          "HWU060", "bit 60 of a stage 1 leaf of TTBR0_EL1 is for IMPLEMENTATION DEFINED use"),
      Map.entry(
          "HWU061", "bit 61 of a stage 1 leaf of TTBR0_EL1 is for IMPLEMENTATION DEFINED use"),
      Map.entry(
          "HWU062", "bit 62 of a stage 1 leaf of TTBR0_EL1 is for IMPLEMENTATION DEFINED use"),
      Map.entry(
          "HWU159", "bit 59 of a stage 1 leaf of TTBR1_EL1 is for IMPLEMENTATION DEFINED use"),
      Map.entry(
          "HWU160", "bit 60 of a stage 1 leaf of TTBR1_EL1 is for IMPLEMENTATION DEFINED use"),
      Map.entry(
          "HWU161", "bit 61 of a stage 1 leaf of TTBR1_EL1 is for IMPLEMENTATION DEFINED use"),
      Map.entry(
          "HWU162", "bit 62 of a stage 1 leaf of TTBR1_EL1 is for IMPLEMENTATION DEFINED use"),
      Map.entry("TBID0", "TBI0 is for data accesses alone"),
      Map.entry("NFD0", "non-fault accesses of EL0 do not walk from TTBR0_EL1"),
      Map.entry("E0PD0", "EL0 accesses to TTBR0_EL1 addresses fault"),
      Map.entry("TCMA0", "accesses with a canonical tag are unchecked, TTBR0_EL1"),
      Map.entry("MTX0", "address bits [59:56] are a logical tag, TTBR0_EL1"),
      Map.entry("TBID1", "TBI1 is for data accesses alone"),
      Map.entry("NFD1", "non-fault accesses of EL0 do not walk from TTBR1_EL1"),
      Map.entry("E0PD1", "EL0 accesses to TTBR1_EL1 addresses fault"),
      Map.entry("TCMA1", "accesses with a canonical tag are unchecked, TTBR1_EL1"),
      Map.entry("MTX1", "address bits [59:56] are a logical tag, TTBR1_EL1"));

  private OtherFields() {}
}
