package io.shatterproof.walk;

import io.shatterproof.arch.AccessRequest;

/**
 * What a translation may use besides the tables: where it starts, and who hears what it reads.
 *
 * <p>An answer of {@link #startsAtEntry} is described by the methods behind it until the next call.
 */
public interface Tlb {
  /** Holds nothing: every translation starts at its start table. */
  Tlb NONE = new Tlb() {
    @Override
    public boolean startsAtEntry(boolean isStage1, long inputAddress, AccessRequest access) {
      return false;
    }

    @Override
    public int level() {
      throw new IllegalStateException("no entry is held");
    }

    @Override
    public long descriptor() {
      throw new IllegalStateException("no entry is held");
    }

    @Override
    public long descriptorAddress() {
      throw new IllegalStateException("no entry is held");
    }

    @Override
    public long tableLimits() {
      throw new IllegalStateException("no entry is held");
    }

    @Override
    public void tableRead(
        boolean isStage1,
        int level,
        long inputAddress,
        long address,
        long descriptor,
        long limitsAbove) {}

    @Override
    public void leafUsed(
        boolean isStage1,
        int level,
        long inputAddress,
        long address,
        long descriptor,
        long limitsAbove,
        AccessRequest access) {}
  };

  /**
   * Whether the translation of an input address starts at an entry that is held; otherwise it starts
   * at the start table.
   *
   * @param isStage1 whether of stage 1, whose input addresses are virtual
   */
  boolean startsAtEntry(boolean isStage1, long inputAddress, AccessRequest access);

  /** Level of the descriptor of the entry, -1 to 3. */
  int level();

  /** The descriptor of the entry: of a table, a block or a page. */
  long descriptor();

  /** Where the descriptor was read: a physical address, for stage 1 an IPA. */
  long descriptorAddress();

  /** What the tables above the entry take away; of stage 1 only. */
  long tableLimits();

  /** A walk of stage 2 reads a word, whatever it is. */
  default void wordRead(int level, long inputAddress, long address) {}

  /**
   * A walk goes on behind a table descriptor, which may be cached.
   *
   * @param limitsAbove what the tables above take away; of stage 1 only
   */
  void tableRead(
      boolean isStage1,
      int level,
      long inputAddress,
      long address,
      long descriptor,
      long limitsAbove);

  /**
   * A translation ends at a block or page that raises no fault of its own, so that it may be cached;
   * the access may be refused nevertheless.
   *
   * @param descriptor as hardware updated it
   * @param limitsAbove as for {@link #tableRead}
   */
  void leafUsed(
      boolean isStage1,
      int level,
      long inputAddress,
      long address,
      long descriptor,
      long limitsAbove,
      AccessRequest access);
}
