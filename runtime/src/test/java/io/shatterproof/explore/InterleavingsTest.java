package io.shatterproof.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InterleavingsTest {
  private static final Independence ALL = (body, step, otherBody, otherStep) -> true;

  private static List<Order> orders(Interleavings interleavings) {
    List<Order> orders = new ArrayList<>();
    for (Optional<Order> order = interleavings.next();
        order.isPresent();
        order = interleavings.next()) {
      orders.add(order.get());
    }
    return orders;
  }

  @Test
  void ordersOfDependentStepsAreAllTold() {
    Interleavings interleavings = new Interleavings(new int[] {2, 1}, Independence.NONE);

    assertThat(orders(interleavings))
        .containsExactly(
            new Order(List.of(0, 0, 1), 0, true),
            new Order(List.of(0, 1, 0), 1, true),
            new Order(List.of(1, 0, 0), 0, true));
    assertThat(interleavings.states()).isEqualTo(9);
  }

  @Test
  void eightStepsOfTwoPesHaveAsManyOrdersAsOneCanChoose() {
    Interleavings interleavings = new Interleavings(new int[] {8, 8}, Independence.NONE);

    assertThat(orders(interleavings)).hasSize(12_870);
    assertThat(interleavings.states()).isEqualTo(48_619);
  }

  @Test
  void oneCompleteOrderIsEnoughWhereEverythingCommutes() {
    Interleavings interleavings = new Interleavings(new int[] {8, 8}, ALL);

    List<Order> orders = orders(interleavings);

    assertThat(orders.stream().filter(Order::isComplete)).hasSize(1);
    assertThat(interleavings.states()).as("each state once").isEqualTo(81);
  }

  @Test
  void onlyTheStepsThatCommuteKeepTheirPlaces() {
    // The last step of each body commutes with nothing; the first ones do with each other.
    Independence firstOnes = (body, step, otherBody, otherStep) -> step == 0 && otherStep == 0;

    List<Order> complete = orders(new Interleavings(new int[] {2, 2}, firstOnes)).stream()
        .filter(Order::isComplete)
        .toList();

    assertThat(complete.stream().map(Order::bodies))
        .containsExactlyInAnyOrder(
            List.of(0, 0, 1, 1), List.of(0, 1, 0, 1), List.of(0, 1, 1, 0), List.of(1, 1, 0, 0));
  }

  @Test
  void withoutStepsThereIsOneOrder() {
    assertThat(orders(new Interleavings(new int[] {0, 0}, Independence.NONE)))
        .containsExactly(new Order(List.of(), 0, true));
  }

  @Test
  void moreBodiesThanCanSleepAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Interleavings(new int[65], Independence.NONE));
  }

  @Test
  void unchangedPositionsAreThoseOfTheOrderBefore() {
    List<Order> orders = orders(new Interleavings(new int[] {3, 2, 2}, Independence.NONE));

    for (int i = 1; i < orders.size(); i++) {
      int unchanged = orders.get(i).unchanged();
      List<Integer> before = orders.get(i - 1).bodies();
      assertThat(orders.get(i).bodies().subList(0, unchanged))
          .isEqualTo(before.subList(0, unchanged));
      assertThat(orders.get(i).bodies().get(unchanged)).isNotEqualTo(before.get(unchanged));
    }
  }

  /**
   * Programs of reads and writes of a few cells, whose independence is known: whatever state can be
   * reached is visited, and fewer are visited more than once.
   */
  @Test
  void everyStateOfRandomProgramsIsVisited() {
    long seed = 20260301;
    Random random = new Random(seed);
    long reduced = 0;
    long all = 0;
    for (int program = 0; program < 60; program++) {
      CellProgram cells = CellProgram.random(random);
      Interleavings everything = cells.interleavings(Independence.NONE);
      Interleavings few = cells.interleavings(cells);

      Set<String> expected = cells.statesOf(orders(everything));
      assertThat(cells.statesOf(orders(few)))
          .as("program %s of seed %s: %s", program, seed, cells)
          .isEqualTo(expected);
      all += everything.states();
      reduced += few.states();
    }
    assertThat(reduced).isLessThan(all / 2);
  }

  /** Each step copies a cell to another and adds one; cells are what PEs share. */
  private static final class CellProgram implements Independence {
    private final int[][] from;
    private final int[][] to;

    private CellProgram(int[][] from, int[][] to) {
      this.from = from;
      this.to = to;
    }

    static CellProgram random(Random random) {
      int bodies = 2 + random.nextInt(2);
      int[][] from = new int[bodies][];
      int[][] to = new int[bodies][];
      for (int body = 0; body < bodies; body++) {
        int length = 1 + random.nextInt(4);
        from[body] = random.ints(length, 0, 6).toArray();
        to[body] = random.ints(length, 0, 6).toArray();
      }
      return new CellProgram(from, to);
    }

    Interleavings interleavings(Independence independence) {
      int[] lengths = new int[from.length];
      for (int body = 0; body < lengths.length; body++) {
        lengths[body] = from[body].length;
      }
      return new Interleavings(lengths, independence);
    }

    @Override
    public boolean commute(int body, int step, int otherBody, int otherStep) {
      int written = to[body][step];
      int otherWritten = to[otherBody][otherStep];
      return written != otherWritten
          && from[body][step] != otherWritten
          && from[otherBody][otherStep] != written;
    }

    @Override
    public String toString() {
      return Arrays.deepToString(from) + " to " + Arrays.deepToString(to);
    }

    Set<String> statesOf(List<Order> orders) {
      Set<String> states = new HashSet<>();
      for (Order order : orders) {
        int[] done = new int[from.length];
        int[] cells = new int[6];
        states.add(List.of(boxed(done), boxed(cells)).toString());
        for (int body : order.bodies()) {
          cells[to[body][done[body]]] = cells[from[body][done[body]]] * 3 + 1;
          done[body]++;
          states.add(List.of(boxed(done), boxed(cells)).toString());
        }
      }
      return states;
    }

    private static List<Integer> boxed(int[] values) {
      return Arrays.stream(values).boxed().toList();
    }
  }
}
