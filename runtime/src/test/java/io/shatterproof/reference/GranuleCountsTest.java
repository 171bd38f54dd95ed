package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GeometryLimits;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.event.Counter;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mEntry;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The engine on every granule and every legal start level: counts that follow from the number of
 * descriptors a table and from the levels between a leaf and what it replaces.
 */
final class GranuleCountsTest {
  private static final long PAGE_OF_OTHER = 0x21;

  /** Every legal start level of every IPA size of each granule, but the sizes that change nothing. */
  static Stream<Stage2Geometry> geometries() {
    return Stream.of(Granule.values()).flatMap(GranuleCountsTest::geometriesOf);
  }

  private static Stream<Stage2Geometry> geometriesOf(Granule granule) {
    GeometryLimits limits = new GeometryLimits(platform(), granule);
    return IntStream.rangeClosed(limits.narrowestIpa(), limits.widestIpa())
        .boxed()
        .flatMap(ipaBits -> limits.startLevels(ipaBits).stream()
            .map(level -> new Stage2Geometry(
                granule,
                ipaBits,
                level,
                Stage2Geometry.concatenatedTables(granule, ipaBits, level),
                48)));
  }

  private static Platform platform() {
    return Platform.plain("p").withFeatures(Set.of(Feature.TTST));
  }

  /** A page where nothing is mapped needs one table for each level below the start, and no TLBI. */
  @ParameterizedTest
  @MethodSource("geometries")
  void mapAPage(Stage2Geometry geometry) {
    for (Profile profile : Profile.ALL) {
      Bench bench = bench(profile, geometry);
      long last = pages(geometry) - 1;

      assertThat(bench.map(last, 1, 0x8_0000)).isZero();

      assertCounts(bench, 0, 4 - geometry.startLevel(), 0, 3 - geometry.startLevel());
      assertMapped(bench, geometry, last, 0x8_0000, 0);
    }
  }

  /** A page inside a block at each level: tables from there down, one break-before-make for all. */
  @ParameterizedTest
  @MethodSource("geometries")
  void replaceAPageInsideABlock(Stage2Geometry geometry) {
    long entries = geometry.granule().entriesPerTable();
    for (int level : blockLevels(geometry)) {
      int tables = 3 - level;
      long size = blockPages(geometry, level);
      Bench bench = withBlock(Profile.XEN_4_8, geometry, size);

      bench.map(size + PAGE_OF_OTHER, 1, 0x7777);

      assertCounts(bench, 2, 4, tables * entries + tables - 1, tables);
      assertThat(bench.violations()).isZero();
      assertMapped(bench, geometry, size + PAGE_OF_OTHER, 0x7777, 0);
      assertMapped(bench, geometry, size + PAGE_OF_OTHER + 1, size + PAGE_OF_OTHER + 1, 0);

      Bench before = withBlock(Profile.XEN_PRE, geometry, size);
      before.map(size + PAGE_OF_OTHER, 1, 0x7777);
      assertCounts(before, 1, tables + 1, tables * entries, tables);
      assertThat(before.violations()).isEqualTo(tables + 1);
    }
  }

  /** A page removed from a block; its own invalidation waits for the unlock. */
  @ParameterizedTest
  @MethodSource("geometries")
  void removeAPageFromABlock(Stage2Geometry geometry) {
    long entries = geometry.granule().entriesPerTable();
    for (int level : blockLevels(geometry)) {
      int tables = 3 - level;
      long size = blockPages(geometry, level);
      Bench bench = withBlock(Profile.XEN_4_8_FIXED, geometry, size);

      bench.unmap(size + PAGE_OF_OTHER, 1);

      assertCounts(bench, 2, 3, tables * entries + tables - 1, tables);
      assertThat(bench.violations()).isZero();
      assertThat(lookup(bench, geometry, size + PAGE_OF_OTHER)).isInstanceOf(P2mEntry.Hole.class);
    }
  }

  /** A whole block removed: one store, or page by page in release 4.8.0. */
  @ParameterizedTest
  @MethodSource("geometries")
  void removeABlock(Stage2Geometry geometry) {
    long entries = geometry.granule().entriesPerTable();
    for (int level : blockLevels(geometry)) {
      long size = blockPages(geometry, level);
      Bench fixed = withBlock(Profile.XEN_4_8_FIXED, geometry, size);
      fixed.unmap(size, size);
      assertCounts(fixed, 1, 1, 0, 0);

      if (level == 2) {
        Bench first = withBlock(Profile.XEN_4_8, geometry, size);
        first.unmap(size, size);
        assertCounts(first, 2, entries + 2, entries, 1);
      }
    }
  }

  /** A block over a table full of pages: one break-before-make, then the table is freed. */
  @ParameterizedTest
  @MethodSource("geometries")
  void mapABlockOverPages(Stage2Geometry geometry) {
    long entries = geometry.granule().entriesPerTable();
    if (!blockLevels(geometry).contains(2)) {
      return;
    }
    Bench bench = bench(Profile.XEN_4_8, geometry);
    bench.map(0, entries - 1, entries);
    bench.map(entries - 1, 1, 2 * entries - 1);
    bench.mark();

    bench.map(0, entries, 2 * entries);

    assertCounts(bench, 1, 2, 0, 0);
    assertThat(bench.count(Counter.TABLES_FREED)).isEqualTo(1);
    assertMapped(bench, geometry, 7, 2 * entries + 7, geometry.granule().stride());
  }

  /** Beyond the last concatenated table there is nothing to map into. */
  @ParameterizedTest
  @MethodSource("geometries")
  void mapBeyondConcatenatedTables(Stage2Geometry geometry) {
    boolean isFull = geometry.granule().levelShift(geometry.startLevel())
            + geometry.granule().stride()
            + Integer.numberOfTrailingZeros(geometry.concatenatedTables())
        == geometry.ipaBits();
    if (geometry.concatenatedTables() > 1 && isFull) {
      Bench bench = bench(Profile.XEN_4_8, geometry);

      assertThat(bench.map(pages(geometry), 1, 0x8_0000)).isEqualTo(-22);
      assertCounts(bench, 0, 0, 0, 0);
    }
  }

  private static Bench bench(Profile profile, Stage2Geometry geometry) {
    Bench bench = Bench.of(
        profile,
        new DomainConfig(
            "guest",
            profile.name(),
            geometry,
            0,
            List.of(1),
            false,
            OptionalInt.empty(),
            P2mAccess.RWX));
    bench.mark();
    return bench;
  }

  /** A block at the second place of its level, mapped to the same frame number. */
  private static Bench withBlock(Profile profile, Stage2Geometry geometry, long size) {
    Bench bench = bench(profile, geometry);
    assertThat(bench.map(size, size, size)).isZero();
    bench.mark();
    return bench;
  }

  /** Levels of blocks, of which the second lies inside the IPA space. */
  private static List<Integer> blockLevels(Stage2Geometry geometry) {
    int first = geometry.granule() == Granule.SIZE_4K ? 1 : 2;
    return IntStream.rangeClosed(Math.max(first, geometry.startLevel()), 2)
        .filter(level -> 2 * blockPages(geometry, level) <= pages(geometry))
        .boxed()
        .toList();
  }

  private static long blockPages(Stage2Geometry geometry, int level) {
    return 1L << (geometry.granule().stride() * (3 - level));
  }

  private static long pages(Stage2Geometry geometry) {
    return 1L << (geometry.ipaBits() - geometry.granule().shift());
  }

  private static void assertCounts(
      Bench bench, long invalidations, long liveStores, long fills, long tables) {
    assertThat(bench.count(Counter.TLBI)).as("tlbi").isEqualTo(invalidations);
    assertThat(bench.count(Counter.LIVE_STORES)).as("live stores").isEqualTo(liveStores);
    assertThat(bench.count(Counter.FILLS)).as("fills").isEqualTo(fills);
    assertThat(bench.count(Counter.TABLES_ALLOCATED)).as("tables").isEqualTo(tables);
    assertThat(bench.machine.inconsistencies()).isEmpty();
  }

  private static P2mEntry lookup(Bench bench, Stage2Geometry geometry, long gfn) {
    return bench.session.lookup(0, gfn << geometry.granule().shift());
  }

  /** By the look-up, and by the walk of the judge. */
  private static void assertMapped(
      Bench bench, Stage2Geometry geometry, long gfn, long mfn, int order) {
    int shift = geometry.granule().shift();
    P2mEntry entry = lookup(bench, geometry, gfn);
    assertThat(entry).isInstanceOf(P2mEntry.Mapped.class);
    P2mEntry.Mapped mapped = (P2mEntry.Mapped) entry;
    assertThat(mapped.pa()).isEqualTo(mfn << shift);
    assertThat(mapped.order().orElseThrow().value()).isEqualTo(order);
    Outcome outcome = bench.machine.access(1, 0, AccessKind.READ, (gfn << shift) + 8);
    assertThat(outcome).hasToString("ok 0x" + Long.toHexString((mfn << shift) + 8));
  }
}
