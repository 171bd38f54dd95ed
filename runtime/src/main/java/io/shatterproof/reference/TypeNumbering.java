package io.shatterproof.reference;

import io.shatterproof.p2m.P2mType;
import io.shatterproof.spi.UnsupportedByProviderException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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

  /** So many numbers there are in 4 bits. */
  static final int NUMBERS = 1 << 4;

  /** Release 4.8: every type. */
  static final TypeNumbering XEN_4_8 = new TypeNumbering(List.of(P2mType.values()));

  /** Before Normal non-cacheable mappings existed. */
  static final TypeNumbering BEFORE_MMIO_NC = new TypeNumbering(
      Arrays.stream(P2mType.values()).filter(type -> type != P2mType.MMIO_NC).toList());

  /**
   * Read-only foreign mappings have number 7, which no {@link P2mType} stands for; entries of tables
   * have the type of RAM, so that the invalid type marks what is not mapped.
   *
   * @see "xen c447b7308b xen/arch/arm/include/asm/p2m.h: p2m_type_t; 833c9c5e6c, 2a654d3129"
   */
  static final TypeNumbering XEN_LATEST =
      new TypeNumbering(Arrays.asList(P2mType.values()), P2mType.FOREIGN, P2mType.RAM_RW);

  private final List<P2mType> types;
  private final Map<P2mType, Integer> numbers = new EnumMap<>(P2mType.class);
  private final List<Optional<P2mType>> byNumber =
      new ArrayList<>(Collections.nCopies(NUMBERS, Optional.empty()));
  private final int foreign;
  private final int ofTables;

  /** Numbers the types from 1. */
  private TypeNumbering(List<P2mType> types) {
    this(types, null, null);
  }

  /**
   * Numbers the types from 1.
   *
   * @param beforeGap the type behind whose number one is left out; null for none
   * @param ofTables the type of entries that name tables; null for the invalid one
   */
  private TypeNumbering(
      List<P2mType> types, @Nullable P2mType beforeGap, @Nullable P2mType ofTables) {
    this.types = types;
    int number = 1;
    for (P2mType type : types) {
      numbers.put(type, number);
      byNumber.set(number, Optional.of(type));
      number += type == beforeGap ? 2 : 1;
    }
    this.foreign = number(P2mType.FOREIGN);
    this.ofTables = number(ofTables);
  }

  /** The types in the order of their numbers. */
  List<P2mType> types() {
    return types;
  }

  /** The number of the type that entries of tables have. */
  int ofTables() {
    return ofTables;
  }

  /** Whether an entry of the invalid type is one that maps nothing, whatever else it says. */
  boolean tellsWhatIsMapped() {
    return ofTables != INVALID;
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
    return byNumber.get(number);
  }
}
