package io.shatterproof.compiler.format;

import io.shatterproof.compiler.layout.Construct;
import io.shatterproof.compiler.layout.Group;
import io.shatterproof.compiler.layout.Piece;
import io.shatterproof.compiler.layout.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes braces and what is between them. */
final class Braces {
  /** Blanks between two things on one line. */
  static final int BETWEEN_ITEMS = 2;

  private final Composer composer;
  private final Page page;
  private final Breaks breaks;
  private int labels; // columns of the labels of the block, with the blank behind the widest

  Braces(Composer composer, Page page, Breaks breaks) {
    this.composer = composer;
    this.page = page;
    this.breaks = breaks;
  }

  /**
   * Writes braces.
   *
   * @param base where the line of the closing brace begins; null where the line of the opening one does
   */
  void put(Group braces, Place place, @Nullable Indent base) {
    int outer = labels;
    labels = 0;
    List<Piece> items = braces.pieces().subList(1, braces.pieces().size() - 1);
    page.put((Word) braces.pieces().get(0), place);
    Line line = page.line();
    Word end = (Word) braces.pieces().get(braces.pieces().size() - 1);
    if (!items.isEmpty() && breaks.style(braces) != Breaks.Style.OPEN) {
      line.offer(new Remedy(Remedy.Kind.OPEN, braces));
    }
    switch (breaks.style(braces)) {
      case CLOSED -> {
        beside(braces, items, line.indent().plus(Composer.CONTINUATION));
        page.put(end, Place.onLine(line.indent(), 1));
      }
      case HANGING -> {
        Indent below = Indent.of(line, line.atoms().size() - 1).plus(BETWEEN_ITEMS);
        beside(braces, items, below);
        page.put(end, Place.onLine(below, 1));
      }
      case OPEN -> {
        Indent around = base == null ? line.indent() : base;
        below(braces, items, around.plus(Composer.INDENT));
        page.put(end, Place.onNewLine(around).withRemarksAt(around.plus(Composer.INDENT)));
      }
    }
    labels = outer;
  }

  /** Writes the first item behind the brace, and the others behind it or below it. */
  private void beside(Group braces, List<Piece> items, Indent indent) {
    Line before = composer.suspend();
    boolean isSplit = breaks.isBroken(Remedy.Kind.SPLIT, braces);
    for (int i = 0; i < items.size(); i++) {
      Piece item = items.get(i);
      int blanks = i == 0 ? 1 : blanks(braces, items.get(i - 1), item);
      boolean isNew = isSplit && i > 0 && item instanceof Group;
      Place place = i == 0
          ? Place.onLine(indent, blanks)
          : isNew ? Place.onNewLine(indent).withoutEmptyLine() : Place.asTyped(indent, blanks);
      offerSplit(braces, i);
      composer.piece(item, place, indent.plus(Composer.INDENT));
    }
    composer.resume(before);
  }

  private void offerSplit(Group braces, int index) {
    if (index > 0 && breaks.style(braces) != Breaks.Style.CLOSED) {
      page.line().offer(new Remedy(Remedy.Kind.SPLIT, braces));
    }
  }

  /** Writes items on lines of their own; several on one where they were typed so. */
  private void below(Group braces, List<Piece> items, Indent indent) {
    Group holder = page.hold(braces);
    page.openBrace();
    labels = items.stream().mapToInt(Braces::labelWidth).max().orElse(0);
    boolean isSplit = breaks.isSplit(braces);
    for (int i = 0; i < items.size(); i++) {
      Piece item = items.get(i);
      Indent start = indent.plus(labelWidth(item) > 0 ? 0 : labels);
      Indent further = start.plus(Composer.CONTINUATION);
      if (item instanceof Word) {
        composer.piece(item, Place.onLine(start, 1), further);
      } else if (i > 0 && is(item, Construct.CLAIM)) {
        composer.mark(Column.CLAIM);
        composer.piece(item, Place.asTyped(further, Column.CLAIM.blanks()), further);
      } else {
        offerSplit(braces, i);
        composer.expect();
        composer.piece(item, place(braces, items, i, isSplit, start), further);
      }
    }
    page.hold(holder);
  }

  private Place place(Group braces, List<Piece> items, int index, boolean isSplit, Indent start) {
    if (index == 0) {
      return Place.onNewLine(start);
    }
    Piece item = items.get(index);
    Piece before = items.get(index - 1);
    if (is(item, Construct.SEQUEL) && is(before, Construct.ACTION)) {
      return Place.onLine(start, 1);
    }
    boolean isNew = isSplit
        || Breaks.isPart(before)
        || Breaks.isPart(item)
        || breaks.isBroken(before)
        || breaks.isBroken(item);
    return isNew
        ? Place.onNewLine(start)
        : Place.asTyped(start, blanks(braces, before, item)).withEmptyLine();
  }

  /** A brace that closes is enough to tell one fact from the next. */
  private static int blanks(Group braces, Piece before, Piece item) {
    boolean isTold = before instanceof Word
        || (braces.construct() == Construct.FACTS && endsInBrace((Group) before));
    return isTold ? 1 : is(item, Construct.CLAIM) ? Column.CLAIM.blanks() : BETWEEN_ITEMS;
  }

  private static boolean endsInBrace(Group item) {
    Piece last = item.pieces().get(item.pieces().size() - 1);
    return last instanceof Group group
        ? endsInBrace(group)
        : ((Word) last).kind() == Word.Kind.CLOSE_BRACE;
  }

  private static boolean is(Piece piece, Construct construct) {
    return piece instanceof Group group && group.construct() == construct;
  }

  boolean isLabel(Piece piece) {
    return is(piece, Construct.LABEL);
  }

  int blanksBehind(Group label) {
    return Math.max(1, labels - width(label));
  }

  private static int labelWidth(Piece item) {
    return item instanceof Group group && is(group.pieces().get(0), Construct.LABEL)
        ? width((Group) group.pieces().get(0)) + 1
        : 0;
  }

  private static int width(Group label) {
    return label.pieces().stream()
        .mapToInt(word -> word.first().text().length())
        .sum();
  }
}
