package io.shatterproof.arch;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What an access leaves in the registers that report: an abort in those of the Exception level it is
 * taken to, an address translation instruction in PAR_EL1.
 *
 * @param values by register; one that is not in it is UNKNOWN, or left alone
 * @param unknownBits by register, the bits that are UNKNOWN or IMPLEMENTATION DEFINED; 0 where absent
 */
public record Syndrome(Map<SystemRegister, Long> values, Map<SystemRegister, Long> unknownBits) {
  public static final Syndrome NONE = new Syndrome(Map.of(), Map.of());

  public Syndrome {
    unknownBits = Collections.unmodifiableMap(copy(unknownBits));
    values = Collections.unmodifiableMap(knownBits(values, unknownBits));
  }

  private static Map<SystemRegister, Long> knownBits(
      Map<SystemRegister, Long> values, Map<SystemRegister, Long> unknownBits) {
    Map<SystemRegister, Long> known = copy(values);
    known.replaceAll((register, value) -> value & ~unknownBits.getOrDefault(register, 0L));
    return known;
  }

  private static Map<SystemRegister, Long> copy(Map<SystemRegister, Long> map) {
    Map<SystemRegister, Long> sorted = new EnumMap<>(SystemRegister.class);
    sorted.putAll(map);
    return sorted;
  }

  /** The value of a register, with its unknown bits zero; empty if nothing is said of it. */
  public OptionalLong value(SystemRegister register) {
    Long value = values.get(register);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** The bits of a register that say nothing. */
  public long unknown(SystemRegister register) {
    return unknownBits.getOrDefault(register, 0L);
  }
}
