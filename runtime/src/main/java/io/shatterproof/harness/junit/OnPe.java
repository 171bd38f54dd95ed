package io.shatterproof.harness.junit;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Step;
import java.util.function.Consumer;

/**
 * What one PE does under bare tables, one statement. Each {@code note} is what it is about in the
 * words of the scenario; it may be empty.
 */
public final class OnPe {
  private final Origin origin;
  private final int pe;
  private final Consumer<Step> sink;

  OnPe(Origin origin, int pe, Consumer<Step> sink) {
    this.origin = origin;
    this.pe = pe;
    this.sink = sink;
  }

  /** Stores a word. */
  public void store(long pa, long value, String note) {
    store(pa, value, note, false, false);
  }

  /** Stores a leaf; the memory behind it has the contents of that behind the leaf before. */
  public void storeSameContents(long pa, long value, String note) {
    store(pa, value, note, false, true);
  }

  /** Replaces a word in one atomic step. */
  public void swap(long pa, long value, String note) {
    store(pa, value, note, true, false);
  }

  /** Replaces a leaf in one atomic step, with the same contents behind it. */
  public void swapSameContents(long pa, long value, String note) {
    store(pa, value, note, true, true);
  }

  private void store(long pa, long value, String note, boolean exchange, boolean sameContents) {
    sink.accept(new Step.StoreWord(origin, pe, pa, value, note, exchange, sameContents));
  }

  /** Runs at this Exception level from now on: 1 is in the guest. */
  public void runAt(int el) {
    sink.accept(new Step.RunAt(origin, pe, el));
  }

  /** Executes a TLB maintenance operation without operand. */
  public void tlbi(TlbiOp op) {
    tlbi(op, 0, "");
  }

  /** Executes a TLB maintenance operation with this register operand. */
  public void tlbi(TlbiOp op, long operand, String note) {
    sink.accept(new Step.Invalidate(origin, pe, op, operand, note));
  }

  public void dsb(DsbOption option) {
    sink.accept(new Step.Barrier(origin, pe, option));
  }

  public void isb() {
    sink.accept(new Step.SynchronizeContext(origin, pe));
  }

  /** Cleans the cache line of a word to the point of coherency. */
  public void cleanLine(long pa, String note) {
    sink.accept(new Step.CleanLine(origin, pe, pa, note));
  }

  /** Gives a table page, as large as the granule, back to the allocator. */
  public void freeTable(long pa, long sizeBytes, String note) {
    sink.accept(new Step.FreeTable(origin, pe, pa, sizeBytes, note));
  }
}
