package io.shatterproof.bbm;

import java.util.Arrays;

/** For each PE the debts that wait for its next DSB; a debt is in one list at most. */
final class WaitingLists {
  static final int NONE = RangeTree.NONE;

  private int[] firstDebts = new int[0];
  private int[] nexts = new int[4];
  private int pes; // as many as have waiting debts

  boolean isEmpty() {
    return pes == 0;
  }

  void add(int pe, int debt) {
    if (pe >= firstDebts.length) {
      int before = firstDebts.length;
      firstDebts = Arrays.copyOf(firstDebts, Math.max(pe + 1, before * 2));
      Arrays.fill(firstDebts, before, firstDebts.length, NONE);
    }
    if (debt >= nexts.length) {
      nexts = Arrays.copyOf(nexts, Math.max(debt + 1, nexts.length * 2));
    }
    pes += firstDebts[pe] == NONE ? 1 : 0;
    nexts[debt] = firstDebts[pe];
    firstDebts[pe] = debt;
  }

  /** Empties the list of a PE. The answer is its first debt, {@link #next} tells the others. */
  int take(int pe) {
    if (pe >= firstDebts.length || firstDebts[pe] == NONE) {
      return NONE;
    }
    int first = firstDebts[pe];
    firstDebts[pe] = NONE;
    pes--;
    return first;
  }

  /** The debt behind one in its list, or {@link #NONE}. */
  int next(int debt) {
    return nexts[debt];
  }

  /** Empties every list. */
  void clear() {
    if (pes != 0) {
      Arrays.fill(firstDebts, NONE);
      pes = 0;
    }
  }
}
