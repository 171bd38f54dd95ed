package io.shatterproof.compiler.resolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Few rows in which every value of a column meets every value of every other column: all pairs of
 * the two largest; then, column by column, each row gets the value of the next one that meets most that it has not met, and rows are
 * added for what is left. The same for the same numbers of values.
 *
 * @see "Lei, Tai, 'In-parameter-order: a test generation strategy for pairwise testing' (1998)"
 */
final class Pairwise {
  private static final int OPEN = -1;

  private final int allowed;
  private final int[] sizes;
  private final int[] order;
  private final List<int[]> rows = new ArrayList<>();

  private Pairwise(int most, int[] sizes) {
    this.allowed = most;
    this.sizes = sizes;
    this.order = new int[sizes.length];
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      columns.add(i);
    }
    columns.sort(Comparator.comparingInt(column -> -sizes[column])); // large columns first
    for (int i = 0; i < sizes.length; i++) {
      order[i] = columns.get(i);
    }
  }

  /**
   * The rows, sorted, the first column slowest.
   *
   * @param most rows; to find out that there are more takes no longer than to make so many
   * @param sizes how many values each column has; at least 1 each
   * @return in each row the number of a value for each column, from 0; nothing if there are more
   */
  static Optional<List<int[]>> upTo(int most, int... sizes) {
    Pairwise pairwise = new Pairwise(most, sizes.clone());
    if (!pairwise.build()) {
      return Optional.empty();
    }
    pairwise.rows.sort(Arrays::compare);
    return Optional.of(pairwise.rows);
  }

  private boolean build() {
    int second = order.length > 1 ? sizes[order[1]] : 1;
    for (int i = 0; i < sizes[order[0]] * second; i++) {
      int[] row = new int[sizes.length];
      Arrays.fill(row, OPEN);
      row[order[0]] = i / second;
      if (order.length > 1) {
        row[order[1]] = i % second;
      }
      rows.add(row);
    }
    for (int i = 2; i < order.length; i++) {
      add(i);
      if (rows.size() > allowed) {
        return false;
      }
    }
    rows.forEach(Pairwise::close);
    return rows.size() <= allowed;
  }

  private static void close(int[] row) {
    for (int column = 0; column < row.length; column++) {
      row[column] = Math.max(0, row[column]);
    }
  }

  private void add(int next) {
    Unmet unmet = new Unmet(next);
    for (int[] row : rows) {
      row[order[next]] = unmet.best(row);
      unmet.meet(row);
    }
    unmet.addRows();
  }

  /** The pairs of values of one column and of those before it that no row has so far. */
  private final class Unmet {
    private final int next;
    private final int column;
    private final BitSet[] pairs;
    private int last = -1;

    Unmet(int next) {
      this.next = next;
      this.column = order[next];
      this.pairs = new BitSet[next];
      for (int i = 0; i < next; i++) {
        pairs[i] = new BitSet();
        pairs[i].set(0, sizes[order[i]] * sizes[column]);
      }
    }

    private int pair(int value, int mine) {
      return (value * sizes[column]) + mine;
    }

    /** The value that meets most of the row; of equal ones the next behind that of the last row. */
    int best(int[] row) {
      int best = 0;
      int most = -1;
      for (int distance = 1; distance <= sizes[column]; distance++) {
        int mine = (last + distance) % sizes[column];
        int met = 0;
        for (int i = 0; i < next; i++) {
          int value = row[order[i]];
          met += value != OPEN && pairs[i].get(pair(value, mine)) ? 1 : 0;
        }
        if (met > most) {
          most = met;
          best = mine;
        }
      }
      last = best;
      return most == 0 ? OPEN : best;
    }

    void meet(int[] row) {
      if (row[column] == OPEN) {
        return;
      }
      for (int i = 0; i < next; i++) {
        if (row[order[i]] != OPEN) {
          pairs[i].clear(pair(row[order[i]], row[column]));
        }
      }
    }

    /** Puts every pair that is left into a row that is open for it, or into a new one, up to one too many. */
    void addRows() {
      for (int i = 0; i < next; i++) {
        for (int pair = pairs[i].nextSetBit(0); pair >= 0; pair = pairs[i].nextSetBit(pair + 1)) {
          int[] row = open(order[i], pair / sizes[column], pair % sizes[column]);
          row[order[i]] = pair / sizes[column];
          row[column] = pair % sizes[column];
          meet(row);
          if (rows.size() > allowed) {
            return;
          }
        }
      }
    }

    private int[] open(int earlier, int value, int mine) {
      for (int[] row : rows) {
        boolean takesEarlier = row[earlier] == OPEN || row[earlier] == value;
        boolean takesMine = row[column] == OPEN || row[column] == mine;
        if (takesEarlier && takesMine) {
          return row;
        }
      }
      int[] row = new int[sizes.length];
      Arrays.fill(row, OPEN);
      rows.add(row);
      return row;
    }
  }
}
