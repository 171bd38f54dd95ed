package io.shatterproof.compiler.layout;

import java.util.List;

/**
 * Words that belong together. Two are equal only if they are the same.
 *
 * <p>What the formatter treats alike has no group of its own: most of the grammar leaves no trace here.
 */
public final class Group implements Piece {
  private final Construct construct;
  private final List<Piece> pieces;
  private final boolean isBroken;

  /**
   * Puts pieces together.
   *
   * @param pieces at least one
   */
  public Group(Construct construct, List<Piece> pieces) {
    this.construct = construct;
    this.pieces = List.copyOf(pieces);
    boolean broken = pieces.get(0).isBroken();
    for (Piece piece : pieces.subList(1, pieces.size())) {
      broken |= piece.isBroken() || piece.first().gap().isBreak();
    }
    this.isBroken = broken;
  }

  /** What they are. */
  public Construct construct() {
    return construct;
  }

  /** Words and groups, in order. */
  public List<Piece> pieces() {
    return pieces;
  }

  @Override
  public Word first() {
    return pieces.get(0).first();
  }

  @Override
  public boolean isBroken() {
    return isBroken;
  }

  @Override
  public String toString() {
    return construct + "" + pieces;
  }
}
