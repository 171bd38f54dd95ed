package io.shatterproof.tlb;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.Choices;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.regime.Stage1Regime;
import io.shatterproof.arch.regime.Stage2Regime;
import io.shatterproof.walk.DescriptorMemory;
import io.shatterproof.walk.Tlb;

/**
 * What the registers of a PE make of its accesses: one for each set of values. Entries are tagged by
 * what it says of VMID and ASID, and mean what its registers meant when they were loaded.
 */
public interface TlbContext {

  /** The VMID that entries are tagged with. */
  int vmid();

  /** The ASID that entries of stage 1 are tagged with; 0 while stage 1 is off. */
  int asid();

  /** Whether stage 1 translates. */
  boolean hasStage1();

  /** Whether stage 2 translates. */
  boolean hasStage2();

  /** Whether PEs that say so too, of the same VMID, may use what this one loads: VTTBR_EL2.CnP. */
  boolean isShared();

  /** Whether descriptors of stage 1 mean the same in another context, wherever its tables are. */
  boolean hasSameStage1(TlbContext other);

  /** Whether descriptors of stage 2 mean the same in another context, wherever its tables are. */
  boolean hasSameStage2(TlbContext other);

  /** Granule of stage 2. */
  Granule granule();

  /** Granule of stage 1 where it translates an address. */
  Granule stage1Granule(long va);

  /** Level of the first lookup of stage 1 for an address. */
  int stage1StartLevel(long va);

  /** Layout of the descriptors of stage 2. */
  S2Format format();

  /** The tables of stage 1; only where it translates. */
  Stage1Regime stage1();

  /** The tables and controls of stage 2. */
  Stage2Regime stage2();

  /**
   * Binds it to memory and a TLB.
   *
   * @param choices answer in the same way as long as the walker is used
   */
  Walker walker(DescriptorMemory memory, Tlb tlb, Choices choices);

  /** Translates in one context. */
  interface Walker {

    /** Performs an access. */
    AccessReport perform(GuestAccess access);

    /** Translates an IPA by stage 2, as the walker of stage 1 does for a table. */
    void translate(long ipa);
  }
}
