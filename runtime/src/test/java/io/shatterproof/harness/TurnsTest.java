package io.shatterproof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.vector.ConformanceVector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TurnsTest {
  /** A source that takes long: while it is asked, whoever waits gives up. */
  private static final class SlowSource implements Iterator<ConformanceVector> {
    private @Nullable Turns turns;
    private boolean endsMeanwhile;

    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public ConformanceVector next() {
      if (endsMeanwhile && turns != null) {
        turns.end();
      }
      return new VectorBuilder().build();
    }
  }

  @Test
  void nothingBeginsBehindTheEnd() throws InterruptedException {
    SlowSource source = new SlowSource();
    List<JudgedVector> told = new ArrayList<>();
    Turns turns = new Turns(source, told::add);
    source.turns = turns;

    assertThat(turns.take()).isNotNull().satisfies(turns::complete);
    source.endsMeanwhile = true;
    assertThat(turns.take()).isNull();

    assertThat(turns.awaitEnd(1)).isTrue();
    assertThat(told).hasSize(1);
  }
}
