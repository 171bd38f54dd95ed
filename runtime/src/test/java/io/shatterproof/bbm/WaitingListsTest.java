package io.shatterproof.bbm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WaitingListsTest {
  private final WaitingLists lists = new WaitingLists();

  private List<Integer> take(int pe) {
    List<Integer> taken = new ArrayList<>();
    for (int debt = lists.take(pe); debt != WaitingLists.NONE; debt = lists.next(debt)) {
      taken.add(debt);
    }
    return taken;
  }

  @Test
  void eachPeHasItsOwn() {
    assertThat(lists.isEmpty()).isTrue();
    for (int debt = 0; debt < 60; debt++) {
      lists.add(debt % 3 * 5, debt);
    }

    assertThat(take(5)).hasSize(20).allMatch(debt -> debt % 3 == 1);
    assertThat(take(5)).as("taken already").isEmpty();
    assertThat(take(4)).isEmpty();
    assertThat(take(99)).isEmpty();
    assertThat(lists.isEmpty()).isFalse();
    assertThat(take(0)).hasSize(20);
    assertThat(lists.isEmpty()).isFalse();
    assertThat(take(10)).hasSize(20);
    assertThat(lists.isEmpty()).isTrue();
  }

  @Test
  void nothingWaitsOnceItIsForgotten() {
    lists.add(1, 7);
    lists.add(2, 8);

    lists.clear();

    assertThat(lists.isEmpty()).isTrue();
    assertThat(take(1)).isEmpty();
    lists.add(2, 3);
    assertThat(take(2)).containsExactly(3);
    assertThat(lists.isEmpty()).isTrue();
  }
}
