package io.shatterproof.vector.json;

import java.util.OptionalLong;

/** The member {@code mask} beside a {@code value}: the bits that are claimed, all where absent. */
final class MaskMember {
  private static final long ALL = -1;

  private MaskMember() {}

  static CanonicalJson print(CanonicalJson json, long mask) {
    return mask == ALL ? json : json.hexMember("mask", mask);
  }

  /** The mask, which claims something and covers the value. */
  static long read(Members members, long value) throws VectorFormatException {
    OptionalLong mask = members.optionalHex("mask");
    if (mask.isEmpty()) {
      return ALL;
    }
    if (mask.getAsLong() == 0 || (value & ~mask.getAsLong()) != 0) {
      throw members.refuse(
          FormatFault.OUT_OF_RANGE,
          "mask",
          mask.getAsLong() == 0 ? "`mask` claims no bit" : "`value` has bits outside of `mask`",
          "write the claimed bits in both, and zeros elsewhere in `value`");
    }
    return mask.getAsLong();
  }
}
