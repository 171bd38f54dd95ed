package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.event.Counter;
import io.shatterproof.event.Event;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the algorithm before the rework costs, and how often it stores valid over valid. The figures
 * were derived by hand from the source of commit ecee7bfc18.
 */
final class TopDownCountsTest {
  private static final long G = 0x4_0000; // pages in 1G, and a frame aligned to it
  private static final long M2 = 0x200; // pages in 2M

  static Stream<Row> rows() {
    Consumer<Bench> empty = bench -> {};
    Consumer<Bench> block1g = bench -> bench.map(G, G, G);
    Consumer<Bench> block2m = bench -> bench.map(G, M2, G);
    Consumer<Bench> pages = bench -> bench.map(G, M2, 0x9_0001);
    return Stream.of(
        new Row("replace 4K in 1G", block1g, b -> b.map(0x4_0a07, 1, 0x9_0000), 3, 3, 1, 2, 0),
        new Row("remove 4K in 1G", block1g, b -> b.unmap(0x4_0a07, 1), 3, 2, 1, 2, 0),
        new Row("replace 2M in 1G", block1g, b -> b.map(0x4_0a00, M2, 0x9_0000), 2, 2, 1, 1, 0),
        new Row("remove 2M in 1G", block1g, b -> b.unmap(0x4_0a00, M2), 2, 1, 1, 1, 0),
        new Row("remove 1G", block1g, b -> b.unmap(G, G), 1, 0, 1, 0, 0),
        new Row("remove 4K in 2M", block2m, b -> b.unmap(G + 7, 1), 2, 1, 1, 1, 0),
        new Row("replace 4K in 2M", block2m, b -> b.map(G + 7, 1, 0x9_0000), 2, 2, 1, 1, 0),
        new Row("remove the only 2M of 1G", block2m, b -> b.unmap(G, M2), 2, 0, 1, 0, 1),
        new Row("remove 512 pages", pages, b -> b.unmap(G, M2), 514, 0, 1, 0, 2),
        new Row("2M over 512 pages", pages, b -> b.map(G, M2, 0xa_0000), 512, 512, 1, 0, 0),
        new Row("replace 512 pages", pages, b -> b.map(G, M2, 0xa_0001), 512, 512, 1, 0, 0),
        new Row("insert with a short tail", empty, b -> b.map(M2, 0x601, M2), 6, 0, 0, 2, 0),
        new Row("insert off alignment", empty, b -> b.map(0x201, 0x600, 0x201), 517, 0, 0, 3, 0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void costsWhatTheTableSays(Row row) {
    Bench bench = Bench.on(Profile.XEN_PRE);
    row.given.accept(bench);
    bench.mark();

    row.when.accept(bench);

    assertThat(List.of(
            bench.count(Counter.LIVE_STORES),
            validOverValid(bench),
            bench.count(Counter.TLBI),
            bench.count(Counter.TABLES_ALLOCATED),
            bench.count(Counter.TABLES_FREED)))
        .as("live stores, valid over valid, TLBI, alloc, free")
        .isEqualTo(List.of(row.stores, row.violations, row.tlbi, row.allocated, row.freed));
    assertThat(bench.violations()).isEqualTo((int) row.violations);
    assertThat(bench.machine.inconsistencies()).isEmpty();
  }

  @Test
  void theSameMappingAgainIsStoredOverItselfButBreaksNoRule() {
    Bench bench = Bench.on(Profile.XEN_PRE);
    bench.map(0x400, 1, 0x9_0000);
    bench.mark();

    bench.map(0x400, 1, 0x9_0000);

    assertThat(bench.count(Counter.LIVE_STORES)).isEqualTo(1);
    assertThat(validOverValid(bench)).isEqualTo(1);
    assertThat(bench.count(Counter.TLBI)).isEqualTo(1);
    assertThat(bench.violations()).isZero();
  }

  private static long validOverValid(Bench bench) {
    return bench.events().stream()
        .filter(event -> event instanceof Event.Store store
            && store.live()
            && (store.oldDescriptor() & store.newDescriptor() & 1) != 0)
        .count();
  }

  private record Row(
      String name,
      Consumer<Bench> given,
      Consumer<Bench> when,
      long stores,
      long violations,
      long tlbi,
      long allocated,
      long freed) {
    @Override
    public String toString() {
      return name;
    }
  }
}
