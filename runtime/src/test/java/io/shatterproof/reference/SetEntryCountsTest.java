package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.event.Counter;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the rework costs, row by row: start tables of level 1, an IOMMU that needs cleans and walks
 * the tables. The figures were derived by hand from the source of release 4.8.0.
 */
final class SetEntryCountsTest {
  private static final long ENOMEM = -12;
  private static final long G = 0x4_0000; // pages in 1G, and a frame aligned to it
  private static final long M2 = 0x200; // pages in 2M

  static Stream<Arguments> rows() {
    Consumer<Bench> empty = bench -> {};
    Consumer<Bench> block1g = bench -> bench.map(G, G, G);
    Consumer<Bench> block2m = bench -> bench.map(G, M2, G);
    Consumer<Bench> afterN4 = block1g.andThen(bench -> bench.map(0x4_0a07, 1, 0x9_0000));
    List<Row> rows = List.of(
        new Row("N1", empty, b -> b.map(0x400, 1, 0x9_0000))
            .counts(3, 0, 0, 2, 3, 2, 0, 1)
            .mappings(0, 0, 1),
        new Row("N2", empty, b -> b.map(M2, M2, M2))
            .counts(2, 0, 0, 1, 2, 1, 0, 1)
            .mappings(0, 1, 0),
        new Row("N3", empty, b -> b.map(G, G, G)).counts(1, 0, 0, 0, 1, 0, 0, 1).mappings(1, 0, 0),
        new Row("N4", block1g, b -> b.map(0x4_0a07, 1, 0x9_0000))
            .counts(4, 2, 1024 + 1, 2, 4 + 1, 2, 0, 1)
            .mappings(0, 511, 511)
            .shattered(1, 1),
        new Row("N5", afterN4, b -> b.map(0x4_0a08, 1, 0x9_0000)).counts(2, 1, 0, 0, 2, 0, 0, 1),
        new Row("N6", afterN4, b -> b.map(0x4_0c07, 1, 0x9_0000))
            .counts(4, 2, 512, 1, 4, 1, 0, 1)
            .shattered(1, 2),
        new Row("N7", block1g, b -> b.unmap(0x4_0a07, 1))
            .counts(3, 2, 1024 + 1, 2, 3 + 1, 2, 0, 1)
            .mappings(0, 511, 511),
        new Row("N8", block1g, b -> b.map(0x4_0a00, M2, 0x9_0000))
            .counts(4, 2, 512, 1, 4, 1, 0, 1)
            .mappings(0, 511, 0),
        new Row("N11", block2m, b -> b.unmap(G + 7, 1))
            .counts(3, 2, 512, 1, 3, 1, 0, 1)
            .mappings(0, 0, 511),
        new Row("N12", block2m, b -> b.map(G + 7, 1, 0x9_0000))
            .counts(4, 2, 512, 1, 4, 1, 0, 1)
            .mappings(0, 0, 511),
        new Row("N17", b -> b.map(0x400, 1, 0x9_0000), b -> b.map(0x400, 1, 0x9_0000))
            .counts(2, 1, 0, 0, 2, 0, 0, 1)
            .mappings(0, 0, 1),
        new Row("N18", empty, b -> b.unmap(0x400, 4)).counts(0, 0, 0, 0, 0, 0, 0, 0),
        new Row("N19", b -> b.map(0x400, 1, 0x9_0000), b -> b.unmap(0x401, 1))
            .counts(0, 0, 0, 0, 0, 0, 0, 0)
            .mappings(0, 0, 1),
        new Row("N25", block1g.andThen(b -> b.session.limitTables(1)), b -> b.unmap(0x4_0a07, 1))
            .returning(ENOMEM)
            .counts(0, 0, 512, 1, 0, 1, 1, 0)
            .mappings(1, 0, 0)
            .shattered(1, 0),
        new Row("N26", block2m.andThen(b -> b.session.limitTables(0)), b -> b.unmap(G + 7, 1))
            .returning(ENOMEM)
            .counts(0, 0, 0, 0, 0, 0, 0, 0)
            .mappings(0, 1, 0)
            .shattered(0, 0));
    return Stream.of(Profile.XEN_4_8, Profile.XEN_4_8_FIXED)
        .flatMap(profile -> Stream.concat(rows.stream(), removals(profile).stream())
            .map(row -> Arguments.of(profile.name(), row, profile)));
  }

  /** Rows in which removals by page of release 4.8.0 differ from those by block of 4.8.5. */
  private static List<Row> removals(Profile profile) {
    Consumer<Bench> block1g = bench -> bench.map(G, G, G);
    Consumer<Bench> block2m = bench -> bench.map(G, M2, G);
    Consumer<Bench> pages = bench -> bench.map(G, M2, 0x9_0001);
    Row n9 = new Row("N9", block1g, b -> b.unmap(0x4_0a00, M2)).mappings(0, 511, 0);
    Row n10 = new Row("N10", block1g, b -> b.unmap(G, G)).mappings(0, 0, 0);
    Row n13 = new Row("N13", block2m, b -> b.unmap(G, M2)).mappings(0, 0, 0);
    Row n14 = new Row("N14", pages, b -> b.map(G, M2, G))
        .counts(2, 1, 0, 0, 2, 0, 1, 1)
        .mappings(0, 0, 0);
    Row n15 = new Row("N15", pages, b -> b.unmap(G, M2)).mappings(0, 0, 0);
    Row n16 =
        new Row("N16", pages, b -> b.map(G, M2, 0xa_0001)).counts(1024, 512, 0, 0, 1024, 0, 0, 512);
    if (profile.equals(Profile.XEN_4_8)) {
      return List.of(
          n9.counts(514, 2, 1024 + 1, 2, 514 + 1, 2, 0, 512),
          n10.counts(263168, 513, 262656 + 1, 513, 263168 + 1, 513, 0, 262144),
          n13.counts(514, 2, 512, 1, 514, 1, 0, 512),
          n14,
          n15.counts(512, 1, 0, 0, 512, 0, 0, 512),
          n16);
    }
    return List.of(
        n9.counts(3, 2, 512, 1, 3, 1, 0, 1),
        n10.counts(1, 1, 0, 0, 1, 0, 0, 1),
        n13.counts(1, 1, 0, 0, 1, 0, 0, 1),
        n14,
        n15.counts(1, 1, 0, 0, 1, 0, 1, 1),
        n16);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("rows")
  void costsWhatTheTableSays(String profileName, Row row, Profile profile) {
    Bench bench = Bench.withIommu(profile);
    row.given.accept(bench);
    bench.mark();

    long code = row.when.applyAsLong(bench);

    assertThat(code).isEqualTo(row.code);
    assertThat(Stream.of(
                Counter.LIVE_STORES,
                Counter.TLBI,
                Counter.FILLS,
                Counter.TABLE_CLEANS,
                Counter.ENTRY_CLEANS,
                Counter.TABLES_ALLOCATED,
                Counter.TABLES_FREED,
                Counter.IOMMU_FLUSHES)
            .map(bench::count)
            .toList())
        .as("live stores, TLBI, off-line stores, table cleans, entry cleans, alloc, free, IO")
        .isEqualTo(row.counts);
    if (!row.mappings.isEmpty()) {
      assertThat(List.of(
              bench.statistics().mappings(1),
              bench.statistics().mappings(2),
              bench.statistics().mappings(3)))
          .isEqualTo(row.mappings);
    }
    if (!row.shattered.isEmpty()) {
      assertThat(
              List.of(bench.statistics().shatteredBlocks(1), bench.statistics().shatteredBlocks(2)))
          .isEqualTo(row.shattered);
    }
    assertThat(bench.machine.violations()).isEmpty();
    assertThat(bench.machine.inconsistencies()).isEmpty();
  }

  /** One row; what it leaves out is not looked at. */
  private record Row(
      String name,
      Consumer<Bench> given,
      ToLongFunction<Bench> when,
      long code,
      List<Long> counts,
      List<Long> mappings,
      List<Long> shattered) {
    Row(String name, Consumer<Bench> given, ToLongFunction<Bench> when) {
      this(name, given, when, 0, List.of(), List.of(), List.of());
    }

    Row returning(long newCode) {
      return new Row(name, given, when, newCode, counts, mappings, shattered);
    }

    Row counts(
        long stores,
        long tlbi,
        long offline,
        long tableCleans,
        long entryCleans,
        long allocated,
        long freed,
        long iommu) {
      List<Long> newCounts =
          List.of(stores, tlbi, offline, tableCleans, entryCleans, allocated, freed, iommu);
      return new Row(name, given, when, code, newCounts, mappings, shattered);
    }

    Row mappings(long of1g, long of2m, long of4k) {
      return new Row(name, given, when, code, counts, List.of(of1g, of2m, of4k), shattered);
    }

    Row shattered(long of1g, long of2m) {
      return new Row(name, given, when, code, counts, mappings, List.of(of1g, of2m));
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
