package io.shatterproof.compiler.model;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.register.HcrEl2;
import io.shatterproof.arch.register.VttbrEl2;
import io.shatterproof.compiler.source.Span;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A declared regime. Two are equal if they are declared at one place: to compare all they say is slow.
 *
 * @param span its name
 * @param ordinal its place among the regimes of the file
 * @param format of its stage 2 descriptors
 * @param ipaBits width of its input addresses
 * @param startLevel level of its first lookup
 * @param tables memory for its tables
 * @param memory more memory that exists
 * @param root the base of VTTBR_EL2, where it is not the start table
 * @param registers values of the registers; the addresses of tables, and MAIR_EL1, are still open
 * @param isUnchecked whether the rules of legality are skipped
 * @param isRaw whether it is memory and nothing else: its words are stored by their addresses
 */
public record RegimeModel(
    Span span,
    int ordinal,
    String name,
    PlatformModel platform,
    S2Format format,
    int ipaBits,
    int startLevel,
    RangeModel tables,
    List<RangeModel> memory,
    OptionalLong root,
    Optional<Stage1Model> stage1,
    SortedMap<SystemRegister, Long> registers,
    boolean isUnchecked,
    boolean isRaw) {
  private static final int MOST_CONCATENATED_BITS = 4;
  private static final long WIDE_BASE_BYTES = 64;

  public RegimeModel {
    memory = List.copyOf(memory);
    registers = Collections.unmodifiableSortedMap(new TreeMap<>(registers));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RegimeModel that && span.equals(that.span);
  }

  @Override
  public int hashCode() {
    return span.hashCode();
  }

  /** A register value; 0 where the regime does not write it. */
  public long register(SystemRegister register) {
    return registers.getOrDefault(register, 0L);
  }

  /** Entries of the start table; with {@code unchecked} there may be no legal number of them. */
  public long startEntries() {
    Granule granule = format.granule();
    int bits = Math.max(0, ipaBits - granule.levelShift(startLevel));
    return 1L << Math.min(bits, granule.stride() + MOST_CONCATENATED_BITS);
  }

  /**
   * What the base of the start table is a multiple of.
   *
   * @see "Arm ARM DDI 0487, 'VTTBR_EL2, Virtualization Translation Table Base Register', BADDR"
   */
  public long startAlignment() {
    return Math.max(startEntries() * Long.BYTES, isBaseWide() ? WIDE_BASE_BYTES : Long.BYTES);
  }

  /** Whether VTTBR_EL2 holds a base of 52 bits, which leaves less room for low ones. */
  private boolean isBaseWide() {
    return VttbrEl2.hasWideBase(
        platform.platform(), format.granule(), register(SystemRegister.VTCR_EL2));
  }

  /** Whether HCR_EL2.FWB decides what MemAttr means. */
  public boolean forcesAttributes() {
    return HcrEl2.FWB.isSet(register(SystemRegister.HCR_EL2))
        && HcrEl2.FWB.existsOn(platform.platform());
  }

  /** Memory; {@code span} is where it is said. */
  public record RangeModel(Span span, long pa, long sizeBytes) {

    /** Whether an address is in it. */
    public boolean contains(long address) {
      return Long.compareUnsigned(address - pa, sizeBytes) < 0;
    }

    /** Whether some address is in both. */
    public boolean overlaps(RangeModel other) {
      return contains(other.pa) || other.contains(pa);
    }
  }

  /**
   * Stage 1, with a 4K granule.
   *
   * @param ipa first address of its tables as stage 1 sees them
   * @param backing the memory behind them
   * @param inputBits width of a virtual address
   * @param startLevel level of its first lookup
   */
  public record Stage1Model(long ipa, RangeModel backing, int inputBits, int startLevel) {}
}
