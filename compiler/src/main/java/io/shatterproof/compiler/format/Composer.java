package io.shatterproof.compiler.format;

import io.shatterproof.compiler.layout.Construct;
import io.shatterproof.compiler.layout.Group;
import io.shatterproof.compiler.layout.Layout;
import io.shatterproof.compiler.layout.Piece;
import io.shatterproof.compiler.layout.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Distributes the words of a file to lines. */
final class Composer {
  static final int INDENT = 4;

  /** Of what goes on on the next line, without being a thing of its own. */
  static final int CONTINUATION = 8;

  private final Breaks breaks;
  private final Page page = new Page();
  private final Braces braces;
  private boolean isExpected; // whether the next word may begin a line whose words are aligned
  private @Nullable Line aligned;

  private Composer(Breaks breaks) {
    this.breaks = breaks;
    this.braces = new Braces(this, page, breaks);
  }

  static List<Line> compose(Layout layout, Breaks breaks) {
    Composer composer = new Composer(breaks);
    composer.declarations(layout);
    return composer.page.lines();
  }

  private void declarations(Layout layout) {
    boolean wantsEmpty = false;
    for (Group declaration : layout.declarations()) {
      boolean isLarge = isLarge(declaration);
      if (wantsEmpty || isLarge) {
        page.wantEmpty();
      }
      declaration(declaration);
      wantsEmpty = isLarge || declaration.equals(layout.declarations().get(0));
    }
    page.put(layout.end(), Place.onNewLine(Indent.NONE));
  }

  private boolean isLarge(Group declaration) {
    return declaration.pieces().stream()
        .anyMatch(piece -> piece instanceof Group group
            && group.construct() == Construct.BODY
            && breaks.style(group) == Breaks.Style.OPEN);
  }

  private void declaration(Group declaration) {
    Indent below = Indent.NONE.plus(CONTINUATION);
    Place place = Place.onNewLine(Indent.NONE);
    boolean isBehindClause = false;
    expect();
    for (Piece piece : declaration.pieces()) {
      boolean isClause = false;
      if (piece instanceof Group group && group.construct() == Construct.BODY) {
        body(group, below);
      } else if (piece instanceof Group group && group.construct() == Construct.CLAUSE) {
        clause(group, declaration, isBehindClause, below);
        isClause = true;
      } else {
        if (piece instanceof Word word && word.kind() == Word.Kind.EQUALS) {
          mark(Column.VALUE);
        }
        piece(piece, place, below);
      }
      isBehindClause = isClause;
      place = Place.asTyped(below, 1);
    }
  }

  /** The brace of a body may stand below a head of several lines. */
  private void body(Group body, Indent below) {
    boolean isHeadLong = page.line().indent().equals(below);
    Place place = isHeadLong ? Place.asTyped(Indent.NONE, 1) : Place.onLine(Indent.NONE, 1);
    braces.put(body, place, Indent.NONE);
  }

  private void clause(Group clause, Group declaration, boolean isBehindClause, Indent below) {
    boolean isBroken = breaks.isBroken(Remedy.Kind.BREAK, declaration);
    Line before = page.line();
    Place place = isBroken
        ? Place.onNewLine(below).withoutEmptyLine()
        : Place.asTyped(below, isBehindClause ? Column.CLAIM.blanks() : 1);
    pieces(clause, place, below.plus(INDENT));
    if (page.line().equals(before)) {
      before.offer(new Remedy(Remedy.Kind.BREAK, declaration));
    }
  }

  /** Writes a piece whose further lines begin at {@code below}. */
  void piece(Piece piece, Place place, Indent below) {
    if (piece instanceof Word word) {
      word(word, place);
      return;
    }
    Group group = (Group) piece;
    switch (group.construct()) {
      case BODY, BLOCK, FACTS -> braces.put(group, Place.onLine(below, 1), null);
      case PART, ACTION, SEQUEL -> part(group, place);
      case ROW -> row(group, place, below);
      case PROPERTY -> table(group, place, below, Column.PROPERTY, keyWords(group));
      case EVENT -> table(group, place, below, Column.EVENT, 1);
      case ENTRY -> table(group, place, below, Column.ENTRY, 1);
      case OBSERVER -> observer(group, place, below);
      case SIGHT -> sight(group, place, below);
      case ACCESS -> access(group, place, below, Column.ACCESS);
      case ABORT -> access(group, place, below, Column.ABORT);
      case DECLARATION, CLAUSE, ITEM, LABEL, CLAIM, STRETCH, ACCESS_KIND ->
        pieces(group, place, below);
    }
  }

  private void word(Word word, Place place) {
    boolean stays = place.line() == Place.When.AS_TYPED && page.keepsOnLine(word);
    page.put(word, stays ? Place.onLine(place.indent(), place.blanks()) : place);
    if (isExpected) {
      aligned = page.line().isBegun() ? page.line() : null;
      isExpected = false;
    }
  }

  private void pieces(Group group, Place first, Indent below) {
    Place place = first;
    for (Piece piece : group.pieces()) {
      piece(piece, place, below);
      place = braces.isLabel(piece)
          ? Place.onLine(below, braces.blanksBehind((Group) piece))
          : Place.asTyped(below, 1);
    }
  }

  /** Says that words of the next line may be aligned, if the next word begins one. */
  void expect() {
    isExpected = true;
  }

  /** Says that no word is aligned until the next line is expected. */
  @Nullable
  Line suspend() {
    Line before = aligned;
    aligned = null;
    isExpected = false;
    return before;
  }

  void resume(@Nullable Line before) {
    aligned = before;
  }

  /** Says that the next word may be aligned. */
  void mark(Column column) {
    if (aligned != null && aligned.equals(page.line())) {
      aligned.mark(column);
    }
  }

  /** A part of a scenario; what it has outside of braces goes on one step below. */
  private void part(Group part, Place first) {
    Indent below = first.indent().plus(INDENT);
    Group before = page.hold(part);
    Place place = first;
    for (Piece piece : part.pieces()) {
      boolean isRow = piece instanceof Group group && group.construct() == Construct.ROW;
      piece(piece, isRow ? Place.onNewLine(below) : place, below);
      place = Place.asTyped(below, 1);
    }
    page.hold(before);
  }

  private void row(Group row, Place first, Indent below) {
    for (int i = 0; i < row.pieces().size(); i++) {
      Piece piece = row.pieces().get(i);
      if (i > 0 && piece.first().kind() == Word.Kind.BAR) {
        page.line().markBar();
      }
      piece(piece, i == 0 ? first : Place.onLine(below, 1), below);
    }
  }

  /** Writes a thing whose words are aligned behind the first so many. */
  private void table(Group thing, Place first, Indent below, Column column, int words) {
    boolean begins = isExpected;
    Place place = first;
    for (int i = 0; i < thing.pieces().size(); i++) {
      if (begins && i == words) {
        mark(column);
      }
      piece(thing.pieces().get(i), place, below);
      place = Place.asTyped(below, 1);
    }
  }

  /** Number of words that name a property. */
  private static int keyWords(Group property) {
    String second =
        property.pieces().size() > 1 ? property.pieces().get(1).first().text() : "";
    return switch (second) {
      case "by", "on", "access", "iommu" -> 2;
      default -> 1;
    };
  }

  private void access(Group access, Place first, Indent below, Column behindKind) {
    Place place = first;
    boolean isBehindKind = false;
    for (Piece piece : access.pieces()) {
      boolean isKind = piece instanceof Group group && group.construct() == Construct.ACCESS_KIND;
      if (isBehindKind) {
        mark(behindKind);
      } else if (isKind && behindKind == Column.ABORT) {
        mark(Column.ABORT_KIND);
      }
      if (piece instanceof Word word && word.kind() == Word.Kind.ARROW) {
        mark(Column.OUTCOME);
      }
      piece(piece, place, below);
      place = Place.asTyped(below, 1);
      isBehindKind = isKind;
    }
  }

  private void observer(Group observer, Place first, Indent below) {
    boolean isBroken = breaks.isObserverBroken(observer);
    Place place = first;
    Indent sights = below;
    for (Piece piece : observer.pieces()) {
      if (piece instanceof Group sight && sight.construct() == Construct.SIGHT) {
        if (isBroken) {
          Group before = page.hold(observer);
          expect();
          sight(sight, Place.onNewLine(sights), sights.plus(INDENT));
          page.hold(before);
        } else {
          page.line().offer(new Remedy(Remedy.Kind.BREAK, observer));
          sight(sight, place, below);
        }
        place = Place.asTyped(below, Braces.BETWEEN_ITEMS);
      } else {
        piece(piece, place, below);
        if (piece.equals(observer.pieces().get(0))) {
          sights = page.line().indent().plus(INDENT);
        }
        place = Place.asTyped(below, 1);
      }
    }
  }

  private void sight(Group sight, Place first, Indent below) {
    boolean begins = isExpected;
    boolean isBehindStretch = false;
    Place place = first;
    for (Piece piece : sight.pieces()) {
      if (isBehindStretch && begins) {
        mark(Column.SIGHT);
      }
      piece(piece, place, below);
      isBehindStretch = piece instanceof Group group && group.construct() == Construct.STRETCH;
      place = Place.asTyped(below, isBehindStretch ? Column.SIGHT.blanks() : 1);
    }
  }
}
