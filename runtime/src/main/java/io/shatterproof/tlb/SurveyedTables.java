package io.shatterproof.tlb;

import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Stage2Geometry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The places of tables that a survey asks for: wherever a table that stands or stood there says
 * something, now or as far back as the PE can remember.
 */
final class SurveyedTables {
  private static final int MOST_TABLES = 1 << 14;

  private final HeldSurvey survey;
  private final SurveyedWords words;
  private final Stage2Tables tables;
  private final Stage2Geometry geometry;
  private final S2Format format;
  private final @Nullable PlaceKinds kinds;
  private int visits;

  /**
   * Binds tables to a survey.
   *
   * @param kinds tells which places are asked for once for all that are alike; null for each of them
   */
  SurveyedTables(
      HeldSurvey survey, SurveyedWords words, Stage2Tables tables, @Nullable PlaceKinds kinds) {
    this.survey = survey;
    this.words = words;
    this.tables = tables;
    this.geometry = tables.geometry();
    this.format = tables.format();
    this.kinds = kinds;
  }

  /** Goes through everything below some start tables. */
  void visit(LongList roots) {
    new Region(roots, geometry.startLevel(), 0, words.log().knowsContiguous()).visit();
  }

  /** What one entry of a table covers, or would cover, with every table that stands or stood there. */
  private final class Region {
    private final LongList pages; // of the tables
    private final int level;
    private final long ipa;
    private final boolean isOfInterest; // for what is above
    private final List<PlaceKinds.Kind> known = new ArrayList<>();
    private boolean isEmpty = true;

    Region(LongList pages, int level, long ipa, boolean isOfInterest) {
      this.pages = pages;
      this.level = level;
      this.ipa = ipa;
      this.isOfInterest = isOfInterest;
    }

    /** Goes through the places that lie in the range; whether any table says something there. */
    boolean visit() {
      int shift = geometry.granule().levelShift(level);
      long first = survey.first();
      long last = survey.last();
      long from = Long.compareUnsigned(first, ipa) <= 0 ? 0 : (first - ipa) >>> shift;
      long end = tables.entries(level);
      for (long i = from; i < end; i++) {
        if (Long.compareUnsigned(ipa + (i << shift), last) > 0) {
          break;
        }
        visit(i, ipa + (i << shift));
      }
      return !isEmpty;
    }

    private void visit(long index, long place) {
      LongList next = new LongList();
      boolean isLeaf = false;
      boolean matters = isOfInterest;
      for (int t = 0; t < pages.size(); t++) {
        long pa = pages.get(t) + (index << 3);
        long now = words.newest(pa);
        isLeaf |=
            look(now, next) || words.isOfGroup(geometry.granule(), level, pages.get(t), index);
        matters = matters || survey.cares(level, place, now);
        if (words.hasHistory(pa)) {
          LongList values = tables.everySaid(pa);
          for (int v = 0; v < values.size(); v++) {
            isLeaf |= look(values.get(v), next);
            matters = matters || survey.cares(level, place, values.get(v));
          }
        }
      }
      if (!isLeaf && next.size() == 0) {
        return;
      }
      isEmpty = false;
      if (next.size() > 0) {
        boolean isAsked =
            ++visits < MOST_TABLES && new Region(next, level + 1, place, matters).visit();
        // Whoever comes by a VA may load a table and find nothing in it.
        if (matters && (!isAsked || survey.hasStage1())) {
          ask(place);
        }
      } else if (matters) {
        askOfLeaf(index, place);
      }
    }

    /** Whether a value is a leaf; if it leads to a table, adds that to those of the next level. */
    private boolean look(long value, LongList next) {
      if (format.isTable(value, level)) {
        long page = format.nextTablePa(value);
        if (!next.contains(page)) {
          next.add(page);
        }
        return false;
      }
      return format.isLeaf(value, level);
    }

    private void ask(long place) {
      survey.ask(place, geometry.granule().entrySizeBytes(level));
    }

    private void askOfLeaf(long index, long place) {
      LongList signature = kinds == null ? null : kinds.signature(pages, level, index, place);
      if (signature == null) {
        ask(place);
        return;
      }
      for (PlaceKinds.Kind kind : known) {
        if (kind.hasSignature(signature)) {
          addMembers(kind, index, place);
          return;
        }
      }
      ask(place);
      known.add(new PlaceKinds.Kind(signature, index, place, survey.foundAt(level, place)));
    }

    private void addMembers(PlaceKinds.Kind kind, long index, long place) {
      for (TlbEntry entry : kind.entries()) {
        long pa = entry.stage2DescriptorPa() + ((index - kind.index()) << 3);
        survey.addMember(entry.moved(place - kind.place(), words.newest(pa), pa));
      }
    }
  }
}
