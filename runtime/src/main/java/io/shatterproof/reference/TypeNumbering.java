package io.shatterproof.reference;

import io.shatterproof.p2m.P2mType;
import io.shatterproof.spi.UnsupportedByProviderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which number stands for a type in bits [58:55] of a leaf. Number 0 is the invalid type.
 *
 * @param types the types from number 1
 * @see "xen b03cee7319 xen/include/asm-arm/p2m.h: p2m_type_t"
 */
record TypeNumbering(List<P2mType> types) {
  /** Release 4.8: every type. */
  static final TypeNumbering XEN_4_8 = new TypeNumbering(List.of(P2mType.values()));

  /** Before Normal non-cacheable mappings existed. */
  static final TypeNumbering BEFORE_MMIO_NC = XEN_4_8.without(P2mType.MMIO_NC);

  TypeNumbering {
    types = List.copyOf(types);
  }

  private TypeNumbering without(P2mType type) {
    List<P2mType> fewer = new ArrayList<>(types);
    fewer.remove(type);
    return new TypeNumbering(fewer);
  }

  /**
   * The number of a type.
   *
   * @throws UnsupportedByProviderException if there is none
   */
  int number(P2mType type) {
    int position = types.indexOf(type);
    if (position < 0) {
      throw new UnsupportedByProviderException("the type " + type.word());
    }
    return position + 1;
  }

  /** The type of a number; empty for 0 and for numbers that no type has. */
  Optional<P2mType> type(int number) {
    return number >= 1 && number <= types.size()
        ? Optional.of(types.get(number - 1))
        : Optional.empty();
  }
}
