package io.shatterproof.compiler.format;

import io.shatterproof.compiler.layout.Construct;
import io.shatterproof.compiler.layout.Group;
import io.shatterproof.compiler.layout.Piece;
import io.shatterproof.compiler.layout.Word;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which groups are written on several lines: those that were typed so, and those that are too long. */
final class Breaks {
  /** How braces are written. */
  enum Style {
    /** On one line. */
    CLOSED,
    /** The first item behind the opening brace, the others below it. */
    HANGING,
    /** The items on lines of their own. */
    OPEN
  }

  private final Set<Remedy> remedies = new HashSet<>();

  /** Applies a remedy; returns whether that is something new. */
  boolean add(Remedy remedy) {
    return remedies.add(remedy);
  }

  /** Whether a remedy is applied. */
  boolean isBroken(Remedy.Kind kind, Group group) {
    return remedies.contains(new Remedy(kind, group));
  }

  Style style(Group braces) {
    List<Piece> pieces = braces.pieces();
    Piece first = pieces.get(1);
    boolean isOpened = isBroken(Remedy.Kind.OPEN, braces);
    if (pieces.size() == 2 && first.first().gap().remarks().isEmpty()) {
      return Style.CLOSED;
    }
    if (isOpened || holdsParts(braces)) {
      return Style.OPEN;
    }
    if (!braces.isBroken()) {
      return Style.CLOSED;
    }
    boolean mayHang =
        braces.construct() == Construct.FACTS && !first.first().gap().isBreak();
    return mayHang ? Style.HANGING : Style.OPEN;
  }

  private static boolean holdsParts(Group braces) {
    return braces.pieces().stream().anyMatch(Breaks::isPart);
  }

  /** Whether something always begins on a line of its own. */
  static boolean isPart(Piece piece) {
    return piece instanceof Group group
        && (group.construct() == Construct.PART
            || group.construct() == Construct.ACTION
            || group.construct() == Construct.SEQUEL);
  }

  /** Whether each item between these braces begins on a line of its own. */
  boolean isSplit(Group braces) {
    return (isBroken(Remedy.Kind.OPEN, braces) && !braces.isBroken())
        || isBroken(Remedy.Kind.SPLIT, braces);
  }

  /** Whether each sight of an observer begins on a line of its own. */
  boolean isObserverBroken(Group observer) {
    return isBroken(Remedy.Kind.BREAK, observer)
        || observer.pieces().stream()
            .anyMatch(piece -> piece instanceof Group group
                && group.construct() == Construct.SIGHT
                && group.first().gap().isBreak());
  }

  /** Whether a piece is written on several lines. */
  boolean isBroken(Piece piece) {
    if (piece instanceof Word) {
      return false;
    }
    Group group = (Group) piece;
    return group.isBroken()
        || isBroken(Remedy.Kind.OPEN, group)
        || isBroken(Remedy.Kind.BREAK, group)
        || group.pieces().stream().anyMatch(this::isBroken);
  }
}
