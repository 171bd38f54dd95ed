package io.shatterproof.vector;

import io.shatterproof.arch.DescriptorKind;
import io.shatterproof.arch.S2Format;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What an expectation says about a stored descriptor.
 *
 * @param pa output address of a leaf or address of the next table, where claimed
 */
public record DescriptorClaim(Kind kind, OptionalLong pa) {

  /** The claim without an address. */
  public static DescriptorClaim of(Kind kind) {
    return new DescriptorClaim(kind, OptionalLong.empty());
  }

  /**
   * Whether a descriptor of this level is as claimed.
   *
   * @param format layout of the descriptor
   */
  public boolean admits(S2Format format, long descriptor, int level) {
    DescriptorKind actual = format.kind(descriptor, level);
    return kind.admits(actual)
        && (pa.isEmpty() || pa.getAsLong() == address(format, descriptor, level));
  }

  private static long address(S2Format format, long descriptor, int level) {
    return format.kind(descriptor, level) == DescriptorKind.TABLE
        ? format.nextTablePa(descriptor)
        : format.outputAddress(descriptor, level);
  }

  @Override
  public String toString() {
    return kind.word() + (pa.isPresent() ? " 0x" + Long.toHexString(pa.getAsLong()) : "");
  }

  /** Class of descriptors. */
  public enum Kind {
    ANY,
    INVALID,
    VALID,
    BLOCK,
    PAGE,
    TABLE;

    boolean admits(DescriptorKind actual) {
      return switch (this) {
        case ANY -> true;
        case INVALID -> actual == DescriptorKind.INVALID;
        case VALID -> actual != DescriptorKind.INVALID;
        case BLOCK -> actual == DescriptorKind.BLOCK;
        case PAGE -> actual == DescriptorKind.PAGE;
        case TABLE -> actual == DescriptorKind.TABLE;
      };
    }

    /** The spelling of scenarios and vectors. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
