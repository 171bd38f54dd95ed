package io.shatterproof.harness.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TableWordsTest {
  private static final long PAGE = 0x1_0000;

  /** A line makes a page: few bytes of a program must not fill the memory of the judge. */
  @Test
  void pagesHaveABound() {
    TableWords tables = new TableWords();
    for (long page = 0; page < 2048; page++) {
      tables.page(page * PAGE, PAGE);
    }
    tables.word(2047 * PAGE, 7);

    assertThat(tables.read(2047 * PAGE)).hasValue(7);
    assertThatThrownBy(() -> tables.page(2048 * PAGE, PAGE))
        .isInstanceOf(NonsenseException.class)
        .hasMessage("the table pages have more than 134217728 bytes");
  }
}
