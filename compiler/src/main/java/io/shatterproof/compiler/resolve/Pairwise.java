package io.shatterproof.compiler.resolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Few rows in which every value of a column meets every value of every other column: all pairs of
 * the two largest; then, column by column, each row gets the value of the next one that meets most that it has not met, and rows are
 * added for what is left. The same for the same numbers of values.
 *
 * @see "Lei, Tai, 'In-parameter-order: a test generation strategy for pairwise testing' (1998)"
 */
final class Pairwise {
  /** So many pairs take some seconds; what makes more is a mistake or an attack. */
  static final long MOST_PAIRS = 10_000_000;

  private static final int OPEN = -1;

  /** For so few pairs of two columns it is not worth while to find out which rows have which value. */
  private static final int FEW = 8;

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

  /** How many pairs of values of two columns there are. */
  static long pairs(int... sizes) {
    long values = 0;
    long pairs = 0;
    for (int size : sizes) {
      pairs += values * size;
      values += size;
    }
    return pairs;
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
    private final int words; // of the bits of the column's values
    private final long[][] pairs; // of an earlier column: for each value the column's values
    private final int[] met;
    private int last = -1;

    Unmet(int next) {
      this.next = next;
      this.column = order[next];
      this.words = (sizes[column] + Long.SIZE - 1) / Long.SIZE;
      this.pairs = new long[next][];
      this.met = new int[sizes[column]];
      long lastWord = -1L >>> (Long.SIZE * words - sizes[column]);
      for (int i = 0; i < next; i++) {
        pairs[i] = new long[sizes[order[i]] * words];
        Arrays.fill(pairs[i], -1L);
        for (int word = words - 1; word < pairs[i].length; word += words) {
          pairs[i][word] = lastWord;
        }
      }
    }

    /** The value that meets most of the row; of equal ones the next behind that of the last row. */
    int best(int[] row) {
      countMet(row);
      int best = 0;
      int most = -1;
      for (int distance = 1; distance <= sizes[column]; distance++) {
        int mine = (last + distance) % sizes[column];
        if (met[mine] > most) {
          most = met[mine];
          best = mine;
        }
      }
      last = best;
      return most == 0 ? OPEN : best;
    }

    /** Counts for each value what it meets; of what is left alone, which soon is little. */
    private void countMet(int[] row) {
      Arrays.fill(met, 0);
      for (int i = 0; i < next; i++) {
        int value = row[order[i]];
        for (int word = 0; value != OPEN && word < words; word++) {
          long left = pairs[i][(value * words) + word];
          while (left != 0) {
            met[(word * Long.SIZE) + Long.numberOfTrailingZeros(left)]++;
            left &= left - 1;
          }
        }
      }
    }

    void meet(int[] row) {
      int mine = row[column];
      if (mine == OPEN) {
        return;
      }
      for (int i = 0; i < next; i++) {
        int value = row[order[i]];
        if (value != OPEN) {
          pairs[i][(value * words) + (mine / Long.SIZE)] &= ~(1L << (mine % Long.SIZE));
        }
      }
    }

    /** Puts every pair that is left into a row that is open for it, or into a new one, up to one too many. */
    void addRows() {
      RowsByValue mine = new RowsByValue(column);
      for (int i = 0; i < next && rows.size() <= allowed; i++) {
        int left = left(pairs[i]);
        if (left > 0) {
          addRows(i, mine, left > FEW ? new RowsByValue(order[i]) : null);
        }
      }
    }

    private static int left(long[] ofColumn) {
      int left = 0;
      for (long word : ofColumn) {
        left += Long.bitCount(word);
      }
      return left;
    }

    private void addRows(int i, RowsByValue mine, @Nullable RowsByValue earlier) {
      for (int value = 0; value < sizes[order[i]]; value++) {
        for (int word = 0; word < words; word++) {
          int at = (value * words) + word;
          while (pairs[i][at] != 0) {
            int ofMine = (word * Long.SIZE) + Long.numberOfTrailingZeros(pairs[i][at]);
            BitSet open = mine.openFor(ofMine);
            if (earlier != null) {
              open.and(earlier.openFor(value));
            }
            int number = first(open, order[i], value);
            rows.get(number)[order[i]] = value;
            rows.get(number)[column] = ofMine;
            mine.set(number, ofMine);
            if (earlier != null) {
              earlier.set(number, value);
            }
            meet(rows.get(number));
            if (rows.size() > allowed) {
              return;
            }
          }
        }
      }
    }

    /** The first of some rows that has a value or none in a column, or a new one. */
    private int first(BitSet some, int ofColumn, int value) {
      for (int number = some.nextSetBit(0); number >= 0; number = some.nextSetBit(number + 1)) {
        int has = rows.get(number)[ofColumn];
        if (has == OPEN || has == value) {
          return number;
        }
      }
      int[] row = new int[sizes.length];
      Arrays.fill(row, OPEN);
      rows.add(row);
      return rows.size() - 1;
    }
  }

  /** Which rows have which value of a column. */
  private final class RowsByValue {
    private final BitSet open = new BitSet();
    private final BitSet[] having;

    RowsByValue(int column) {
      this.having = new BitSet[sizes[column]];
      Arrays.setAll(having, value -> new BitSet());
      for (int i = 0; i < rows.size(); i++) {
        int value = rows.get(i)[column];
        (value == OPEN ? open : having[value]).set(i);
      }
    }

    /** The rows that have a value or none. */
    BitSet openFor(int value) {
      BitSet rowsOpen = (BitSet) open.clone();
      rowsOpen.or(having[value]);
      return rowsOpen;
    }

    void set(int number, int value) {
      open.clear(number);
      having[value].set(number);
    }
  }
}
