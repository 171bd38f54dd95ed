package io.shatterproof.reference;

import io.shatterproof.p2m.P2mType;
import io.shatterproof.spi.UnsupportedByProviderException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which number stands for a type in bits [58:55] of a leaf. Number 0 is the invalid type, which is
 * no {@link P2mType}.
 *
 * @see "xen b03cee7319 xen/include/asm-arm/p2m.h: p2m_type_t"
 */
final class TypeNumbering {
  static final int INVALID = 0;

  /** Release 4.8: every type. */
  static final TypeNumbering XEN_4_8 = new TypeNumbering(List.of(P2mType.values()));

  /** Before Normal non-cacheable mappings existed. */
  static final TypeNumbering BEFORE_MMIO_NC = new TypeNumbering(
      Arrays.stream(P2mType.values()).filter(type -> type != P2mType.MMIO_NC).toList());

  private final List<P2mType> types;
  private final Map<P2mType, Integer> numbers = new EnumMap<>(P2mType.class);
  private final int foreign;

  /** Numbers the types from 1. */
  private TypeNumbering(List<P2mType> types) {
    this.types = types;
    for (P2mType type : types) {
      numbers.put(type, numbers.size() + 1);
    }
    this.foreign = number(P2mType.FOREIGN);
  }

  /** The types from number 1. */
  List<P2mType> types() {
    return types;
  }

  /** The number of the type of another domain's pages. */
  int foreign() {
    return foreign;
  }

  /**
   * The number of a type; {@link #INVALID} for none.
   *
   * @throws UnsupportedByProviderException for a type that the release does not have
   */
  int number(@Nullable P2mType type) {
    if (type == null) {
      return INVALID;
    }
    Integer number = numbers.get(type);
    if (number == null) {
      throw new UnsupportedByProviderException("the type " + type.word());
    }
    return number;
  }

  /** The type of a number; empty for 0 and for numbers that no type has. */
  Optional<P2mType> type(int number) {
    return number >= 1 && number <= types.size()
        ? Optional.of(types.get(number - 1))
        : Optional.empty();
  }
}
