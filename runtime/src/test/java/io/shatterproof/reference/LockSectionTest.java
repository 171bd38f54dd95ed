package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.event.Counter;
import io.shatterproof.event.Event;
import io.shatterproof.p2m.P2mType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What waits for the release of the lock, and what does not. */
final class LockSectionTest {

  @Test
  void removalsUnderOneLockShareOneInvalidationBeforeTheRelease() {
    Bench bench = Bench.on(Profile.XEN_4_8);
    bench.map(0x400, 3, 0x9_0000);
    bench.mark();

    bench.lock();
    bench.unmap(0x400, 1);
    bench.unmap(0x401, 1);
    long before = bench.count(Counter.TLBI);
    bench.unlock();

    assertThat(before).isZero();
    assertThat(bench.count(Counter.TLBI)).isEqualTo(1);
    List<Event> events = bench.events();
    assertThat(events.get(events.size() - 1)).isInstanceOf(Event.Unlocked.class);
  }

  @Test
  void removalsUnderTwoLocksInvalidateTwice() {
    Bench bench = Bench.on(Profile.XEN_4_8);
    bench.map(0x400, 3, 0x9_0000);
    bench.mark();

    bench.unmap(0x400, 1);
    bench.unmap(0x401, 1);

    assertThat(bench.count(Counter.TLBI)).isEqualTo(2);
  }

  @Test
  void aReplacementSettlesThePendingInvalidationOfARemoval() {
    Bench bench = Bench.on(Profile.XEN_4_8);
    bench.map(0x400, 3, 0x9_0000);
    bench.mark();

    bench.lock();
    bench.unmap(0x400, 1);
    bench.map(0x401, 1, 0x9_0005);
    bench.unlock();

    assertThat(bench.count(Counter.LIVE_STORES)).isEqualTo(3);
    assertThat(bench.count(Counter.TLBI)).isEqualTo(1);
  }

  @Test
  void beforeTheReworkALockHoldsNothingTogether() {
    Bench bench = Bench.on(Profile.XEN_PRE);
    bench.map(0x400, 3, 0x9_0000);
    bench.mark();

    bench.lock();
    bench.unmap(0x400, 1);
    bench.unmap(0x401, 1);
    bench.unlock();

    assertThat(bench.count(Counter.TLBI)).isEqualTo(2);
    assertThat(bench.events().stream().filter(Event.Locked.class::isInstance)).hasSize(2);
  }

  @Test
  void removedForeignFramesAreReleasedBeforeTheInvalidation() {
    Bench bench = Bench.on(Profile.XEN_4_8);
    bench.map(0x400, 3, 0x9_0000, P2mType.FOREIGN);
    bench.mark();

    bench.unmap(0x400, 3);

    assertThat(bench.count(Counter.REFERENCES_DROPPED)).isEqualTo(3);
    assertThat(first(bench, Event.ReferenceDropped.class))
        .isLessThan(first(bench, Event.Tlbi.class));
  }

  @Test
  void aReplacedForeignFrameIsReleasedAfterTheInvalidation() {
    Bench bench = Bench.on(Profile.XEN_4_8);
    bench.map(0x400, 1, 0x9_0000, P2mType.FOREIGN);
    bench.mark();

    bench.map(0x400, 1, 0x9_0001);

    assertThat(bench.events()).contains(new Event.ReferenceDropped(0, 0x9000_0000L));
    assertThat(first(bench, Event.Tlbi.class))
        .isLessThan(first(bench, Event.ReferenceDropped.class));
  }

  private static int first(Bench bench, Class<? extends Event> kind) {
    List<Event> events = bench.events();
    int at = 0;
    while (!kind.isInstance(events.get(at))) {
      at++;
    }
    return at;
  }
}
