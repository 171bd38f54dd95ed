package io.shatterproof.arch.register;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Field;
import java.util.List;

/**
 * Fields of HPFAR_EL2.
 *
 * @see "Arm ARM DDI 0487, 'HPFAR_EL2, Hypervisor IPA Fault Address Register'"
 */
public final class HpfarEl2 {
  /** IPA[55:12]; without FEAT_D128 only bits [43:4] are implemented. */
  public static final Field FIPA = Field.of("FIPA", 47, 4);

  public static final Field NS = Field.of("NS", 63, Feature.SEL2);

  /** Every field, from bit 0 upwards. */
  public static final List<Field> FIELDS = List.of(FIPA, NS);

  private HpfarEl2() {}

  /** The value that reports an IPA; its page offset is lost. */
  public static long of(long ipa) {
    return FIPA.in(0, ipa >>> 12 & FIPA.max());
  }
}
