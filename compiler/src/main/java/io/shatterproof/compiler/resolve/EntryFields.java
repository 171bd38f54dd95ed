package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Field;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.MemoryWord;
import io.shatterproof.arch.S1Field;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Shareability;
import io.shatterproof.compiler.model.EntryModel;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.model.Spanned;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What is said of a descriptor but for its address.
 *
 * @param bits whatever bits are ORed in
 * @param mair the byte of MAIR_EL1 of a leaf of stage 1, where said
 */
record EntryFields(Map<Field, Spanned<Long>> fields, long bits, OptionalInt mair) {
  /** Nothing. */
  static final EntryFields NONE = new EntryFields(Map.of(), 0, OptionalInt.empty());

  /** This, and what was said earlier of other fields. */
  EntryFields over(EntryFields earlier) {
    Map<Field, Spanned<Long>> all = new LinkedHashMap<>(earlier.fields);
    all.putAll(fields);
    return new EntryFields(all, bits | earlier.bits, mair.isPresent() ? mair : earlier.mair);
  }

  /** The byte of MAIR_EL1 that a leaf of stage 1 asks for; another entry asks for none. */
  OptionalInt mair(boolean isStage1, EntryModel.Kind kind) {
    return isStage1 && kind.isLeaf()
        ? OptionalInt.of(mair.orElse(MemoryWord.MAIR_WRITE_BACK))
        : OptionalInt.empty();
  }

  /**
   * The descriptor: of a table only its fields, of a stage 1 leaf all but AttrIndx.
   *
   * @param value its address, or the whole of a raw word
   */
  long word(EntryModel.Kind kind, boolean isStage1, RegimeModel regime, int level, long value) {
    return switch (kind) {
      case RAW -> value | bits;
      case TABLE -> in(0);
      case PAGE, BLOCK ->
        in(isStage1 ? stage1Leaf(value, level) : stage2Leaf(regime, value, level));
    };
  }

  private long in(long descriptor) {
    return new DescriptorFields.Values(fields, false).in(descriptor) | bits;
  }

  private static long stage2Leaf(RegimeModel regime, long pa, int level) {
    int memAttr = MemoryWord.writeBack(regime.forcesAttributes());
    return regime
        .format()
        .leaf(
            pa,
            level,
            new S2Permissions(true, true, true),
            new MemoryAttributes(memAttr, Shareability.INNER));
  }

  private static long stage1Leaf(long ipa, int level) {
    long leaf = S2Format.of(Granule.SIZE_4K)
        .leaf(
            ipa,
            level,
            new S2Permissions(false, false, true),
            new MemoryAttributes(0, Shareability.INNER));
    return S1Field.AP.in(leaf, 0b01);
  }
}
