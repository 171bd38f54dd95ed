package io.shatterproof.arch;

import java.util.Locale;

/** An architectural feature a platform may have; {@code XNX} is FEAT_XNX. */
public enum Feature {
  BBML1,
  BBML2,
  BBML3,
  CMOW,
  D128,
  ETS2,
  EVT,
  GCS,
  HAFDBS,
  HAFT,
  HCX,
  HPDS2,
  LPA,
  LPA2,
  LS64,
  LSE,
  LSE2,
  MEC,
  MTE2,
  MTE_PERM,
  NTLBPA,
  NV,
  NV2,
  RAS,
  RME,
  S2FWB,
  S2PIE,
  S2POE,
  SEL2,
  THE,
  TLBIOS,
  TLBIRANGE,
  TTCNP,
  TTL,
  TTST,
  VMID16,
  XNX,
  XS;

  /** The spelling of scenarios and vectors: the FEAT_ name without its prefix, lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
