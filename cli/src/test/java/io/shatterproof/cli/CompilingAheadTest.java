package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.compiler.Compilation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CompilingAheadTest {
  private static final Compilation.OfFile FILE = new Compilation.OfFile(List.of(), List.of());

  @Test
  void filesComeInOrderAndThenNoMore() {
    List<Compilation.OfFile> files =
        List.of(FILE, new Compilation.OfFile(List.of(), List.of()), FILE);
    List<Compilation.OfFile> taken = new ArrayList<>();

    try (CompilingAhead ahead = new CompilingAhead(files.iterator())) {
      for (var file = ahead.next(); file.isPresent(); file = ahead.next()) {
        taken.add(file.get());
      }
    }

    assertThat(taken).isEqualTo(files);
  }

  /** The compiler stands still in the second file until the first is taken. */
  @Test
  void firstFileIsThereBeforeTheLastIsCompiled() {
    CountDownLatch firstIsTaken = new CountDownLatch(1);
    Iterator<Compilation.OfFile> files = files(2, number -> {
      if (number == 1) {
        await(firstIsTaken);
      }
    });

    try (CompilingAhead ahead = new CompilingAhead(files)) {
      assertThat(ahead.next()).isPresent();
      firstIsTaken.countDown();
      assertThat(ahead.next()).isPresent();
      assertThat(ahead.next()).isEmpty();
    }
  }

  @Test
  void noMoreThanAFewFilesAreCompiledAhead() {
    AtomicInteger compiled = new AtomicInteger();
    int mostAhead = 0;
    Iterator<Compilation.OfFile> files = files(1_000, number -> compiled.incrementAndGet());

    try (CompilingAhead ahead = new CompilingAhead(files)) {
      for (int taken = 0; taken < 1_000; taken++) {
        mostAhead = Math.max(mostAhead, compiled.get() - taken);
        assertThat(ahead.next()).isPresent();
      }
    }

    // Those that wait, and one that is finished and finds no place.
    assertThat(mostAhead).isBetween(0, CompilingAhead.MOST_WAITING + 1);
  }

  @Test
  void whatStopsTheCompilerIsThrownBehindTheFilesBeforeIt() {
    Iterator<Compilation.OfFile> files = files(2, number -> {
      if (number == 1) {
        throw new StackOverflowError("deep");
      }
    });

    try (CompilingAhead ahead = new CompilingAhead(files)) {
      assertThat(ahead.next()).isPresent();
      assertThatThrownBy(ahead::next).hasMessageContaining("deep");
    }
  }

  private interface Compiler {
    void compile(int number);
  }

  private static Iterator<Compilation.OfFile> files(int count, Compiler compiler) {
    return new Iterator<>() {
      private int number;

      @Override
      public boolean hasNext() {
        return number < count;
      }

      @Override
      public Compilation.OfFile next() {
        compiler.compile(number++);
        return FILE;
      }
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(50, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
