package io.shatterproof.tlb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FreedPagesTest {
  private static final long PA = 0x8000_1000L;

  private final FreedPages freed = new FreedPages();

  @Test
  void aPageIsFreeFromItsFreeToItsAllocation() {
    freed.free(5, PA, 0x1000);
    assertThat(freed.isFree(PA)).isTrue();
    assertThat(freed.isFree(PA + 0xfff)).isTrue();
    assertThat(freed.isFree(PA + 0x1000)).isFalse();
    assertThat(freed.isFree(PA - 1)).isFalse();
    assertThat(freed.freedAt(PA + 8, 4)).isEqualTo(Times.NEVER);
    assertThat(freed.freedAt(PA + 8, 5)).isEqualTo(5);
    assertThat(freed.freedAt(PA + 8, 9)).isEqualTo(5);

    assertThat(freed.allocate(8, PA)).isTrue();

    assertThat(freed.isFree(PA)).isFalse();
    assertThat(freed.freedAt(PA + 8, 7)).isEqualTo(5);
    assertThat(freed.freedAt(PA + 8, 8)).isEqualTo(Times.NEVER);
    assertThat(freed.allocate(9, PA)).as("it is in use").isFalse();
  }

  @Test
  void aPageThatIsFreedAgainIsFreeSinceThen() {
    freed.free(1, PA, 0x1000);
    freed.free(3, PA, 0x1000);

    assertThat(freed.freedAt(PA, 2)).isEqualTo(1);
    assertThat(freed.freedAt(PA, 3)).isEqualTo(3);
    assertThat(freed.allocate(4, PA)).isTrue();
    assertThat(freed.isFree(PA)).isFalse();
  }

  @Test
  void nothingIsFreeOnceItIsForgotten() {
    assertThat(freed.isEmpty()).isTrue();
    freed.free(1, PA, 0x1000);
    assertThat(freed.isEmpty()).isFalse();

    freed.clear();

    assertThat(freed.isEmpty()).isTrue();
    assertThat(freed.isFree(PA)).isFalse();
  }
}
