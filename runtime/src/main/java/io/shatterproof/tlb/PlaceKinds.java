package io.shatterproof.tlb;

import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.TlbiOperand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which places of the same tables are alike, so that what a PE may hold of one tells what it may hold
 * of the others.
 */
final class PlaceKinds {
  private final SurveyedWords words;
  private final @Nullable Stage1Addresses stage1;
  private final Stage2Geometry geometry;
  private final S2Format format;

  PlaceKinds(
      SurveyedWords words,
      @Nullable Stage1Addresses stage1,
      Stage2Geometry geometry,
      S2Format format) {
    this.words = words;
    this.stage1 = stage1;
    this.geometry = geometry;
    this.format = format;
  }

  /**
   * What tells a leaf's place from others of the same tables; equal for places that are alike. Null if
   * no other place is like it: a word of it was stored, an access was performed there, its neighbours
   * in a contiguous group translate it, or part of it is seen through stage 1.
   *
   * @param pages of the tables that stand or stood there
   * @param index of the place in each of them
   * @param place its first IPA
   */
  @Nullable
  LongList signature(LongList pages, int level, long index, long place) {
    LongList signature = new LongList();
    long size = geometry.granule().entrySizeBytes(level);
    for (int i = 0; stage1 != null && i < stage1.size(); i++) {
      boolean covers = stage1.covers(i, place);
      signature.add(covers ? 1 : 0);
      if (!covers && stage1.overlaps(i, place, size)) {
        return null;
      }
    }
    for (int t = 0; t < pages.size(); t++) {
      long pa = pages.get(t) + (index << 3);
      if (words.hasHistory(pa) || words.isOfGroup(geometry.granule(), level, pages.get(t), index)) {
        return null;
      }
      signature.add(kindOf(words.newest(pa), level));
    }
    for (TlbLog.Performed performed : words.log().performed()) {
      long distance = performed.access().address() - place;
      if (performed.pe() == words.pe() && Long.compareUnsigned(distance, size) < 0) {
        return null;
      }
    }
    for (Invalidation invalidation : words.log().invalidations()) {
      if (invalidation.issuedAt() >= words.since()) {
        signature.add(names(invalidation, level, place) ? 1 : 0);
      }
    }
    return signature;
  }

  private long kindOf(long value, int level) {
    if (!format.isLeaf(value, level)) {
      return 0;
    }
    boolean isBeyond = geometry.exceedsOutputSize(format.outputAddress(value, level));
    return format.withoutAddress(value, level) << 1 | (isBeyond ? 1 : 0);
  }

  private boolean names(Invalidation invalidation, int level, long place) {
    return TlbiOperand.names(
        invalidation.op(),
        invalidation.operand(),
        geometry.granule(),
        invalidation.lpa2(),
        invalidation.namesVa() ? invalidation.stage1Ds() : invalidation.ds(),
        level,
        place,
        false);
  }

  /**
   * The places that are like one which was asked for.
   *
   * @param index of that one in its tables
   * @param place its first IPA
   * @param entries that may be held there
   */
  record Kind(LongList signature, long index, long place, List<TlbEntry> entries) {

    boolean hasSignature(LongList other) {
      return signature.hasSameNumbers(other);
    }
  }
}
