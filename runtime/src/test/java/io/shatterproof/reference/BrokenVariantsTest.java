package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.event.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One overridden decision shows where it should, and only there. */
final class BrokenVariantsTest {

  @Test
  void theSoundAlgorithmBreaksInvalidatesAndMakesTwice() {
    assertThat(liveEventsOfHeadline(Bench.on(Profile.XEN_4_8)))
        .containsExactly("break", "tlbi", "make", "break", "tlbi", "make");
  }

  @Test
  void withoutABreakTheJudgeFindsTwoViolations() {
    Bench bench = Bench.on(BrokenVariants.NO_BREAK.profile());

    List<String> events = liveEventsOfHeadline(bench);

    assertThat(events).containsExactly("make", "tlbi", "make", "tlbi");
    assertThat(bench.violations()).isEqualTo(2);
  }

  @Test
  void anInvalidationBeforeTheStoreShowsInTheOrder() {
    assertThat(liveEventsOfHeadline(Bench.on(BrokenVariants.FLUSH_BEFORE_STORE.profile())))
        .containsExactly("break", "tlbi", "make", "tlbi", "break", "make");
  }

  @Test
  void aDeferredInvalidationOfTheSplitShowsInTheOrder() {
    assertThat(liveEventsOfHeadline(Bench.on(BrokenVariants.DEFERRED_SPLIT_FLUSH.profile())))
        .containsExactly("break", "make", "break", "tlbi", "make");
  }

  private static List<String> liveEventsOfHeadline(Bench bench) {
    bench.map(0x4_0000, 0x4_0000, 0x4_0000);
    bench.mark();

    bench.map(0x4_0a07, 1, 0x9_0000);

    assertThat(bench.machine.inconsistencies()).isEmpty();
    return bench.events().stream()
        .filter(event ->
            event instanceof Event.Tlbi || (event instanceof Event.Store store && store.live()))
        .map(event -> event instanceof Event.Store store
            ? store.newDescriptor() == 0 ? "break" : "make"
            : "tlbi")
        .toList();
  }
}
