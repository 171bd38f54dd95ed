package io.shatterproof.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

final class UndoableMemoryTest {
  private static final long PA = 0x8000_0000L;

  private final WordMemory memory = new WordMemory();
  private final UndoableMemory undoable = new UndoableMemory(memory);

  @Test
  void everyUpdateIsTakenBackHoweverMany() {
    for (int i = 0; i < 40; i++) {
      memory.put(PA + 8L * i, i);
    }
    for (int i = 0; i < 40; i++) {
      assertThat(undoable.compareAndSwap(PA + 8L * i, i, i + 100)).isTrue();
      assertThat(undoable.read(PA + 8L * i)).isEqualTo(i + 100);
    }

    undoable.undo();

    for (int i = 0; i < 40; i++) {
      assertThat(memory.read(PA + 8L * i)).isEqualTo(i);
    }
  }

  @Test
  void updatesOfOneWordAreTakenBackLastFirst() {
    memory.put(PA, 1);
    undoable.compareAndSwap(PA, 1, 2);
    undoable.compareAndSwap(PA, 2, 3);

    undoable.undo();

    assertThat(memory.read(PA)).isEqualTo(1);
  }

  @Test
  void anUpdateThatFailedIsNotTakenBack() {
    memory.put(PA, 1);

    assertThat(undoable.compareAndSwap(PA, 5, 6)).isFalse();
    undoable.undo();

    assertThat(memory.read(PA)).isEqualTo(1);
  }

  @Test
  void whatSomebodyElseChangedIsNotOverwritten() {
    memory.put(PA, 1);
    undoable.compareAndSwap(PA, 1, 2);
    memory.put(PA, 7);

    assertThatIllegalStateException()
        .isThrownBy(undoable::undo)
        .withMessage("somebody else changed the word at 0x80000000");
  }

  @Test
  void memoryIsWhatItIsOtherwise() {
    memory.put(PA, 1);
    memory.put(PA + 8, 1);
    memory.makeReadOnly(PA + 8);

    assertThat(undoable.isBacked(PA)).isTrue();
    assertThat(undoable.isWritable(PA)).isTrue();
    assertThat(undoable.isWritable(PA + 8)).isFalse();
    assertThat(undoable.isBacked(PA + 16)).isFalse();
  }
}
