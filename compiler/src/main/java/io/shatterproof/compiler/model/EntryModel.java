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
    OptionalInt mair) {

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
