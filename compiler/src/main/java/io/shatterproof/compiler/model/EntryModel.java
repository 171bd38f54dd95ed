package io.shatterproof.compiler.model;

import io.shatterproof.compiler.source.Span;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An entry of bare tables.
 *
 * @param nameSpan its name where it is declared
 * @param name the word of the scenario
 * @param address an input address that it covers: an IPA, or a VA of stage 1
 * @param level -1 to 3
 * @param word the descriptor; of a table only its fields, of a stage 1 leaf all but AttrIndx
 * @param value the output address or the next table; absent for a fresh table
 * @param mair the byte of MAIR_EL1 that a stage 1 leaf asks for
 * @param isUnlinked of a table: no entry leads to its page, so that the entry itself stands nowhere
 * @param under the unlinked table that it stands in or below; otherwise the start table
 */
public record EntryModel(
    Span span,
    Span nameSpan,
    String name,
    RegimeModel regime,
    boolean isStage1,
    Kind kind,
    Quantity address,
    Spanned<Integer> level,
    long word,
    Optional<Quantity> value,
    OptionalInt mair,
    boolean isUnlinked,
    Optional<EntryModel> under) {

  /** An entry below the start table. */
  public EntryModel(
      Span span,
      Span nameSpan,
      String name,
      RegimeModel regime,
      boolean isStage1,
      Kind kind,
      Quantity address,
      Spanned<Integer> level,
      long word,
      Optional<Quantity> value,
      OptionalInt mair) {
    this(
        span,
        nameSpan,
        name,
        regime,
        isStage1,
        kind,
        address,
        level,
        word,
        value,
        mair,
        false,
        Optional.empty());
  }

  /** What it is called by a person, for example {@code stage 1 page V}. */
  public String title() {
    return (isStage1 ? "stage 1 " : "") + (kind == Kind.RAW ? "entry" : kind.word()) + " " + name;
  }

  /** What stands in an entry. */
  public enum Kind {
    PAGE("page"),
    BLOCK("block"),
    TABLE("table"),
    RAW("raw");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The spelling. */
    public String word() {
      return word;
    }

    public boolean isLeaf() {
      return this == PAGE || this == BLOCK;
    }
  }
}
