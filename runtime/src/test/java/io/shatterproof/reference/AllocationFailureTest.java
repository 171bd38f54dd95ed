package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.arch.Platform;
import io.shatterproof.event.EventLog;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.spi.DomainRefusedException;
import io.shatterproof.spi.P2mSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lets every allocation of an operation fail once: the first, the second, and so on until none is
 * left to fail. After each failure the error is the one that the release names, everything else is
 * as {@link ComparedP2m} demands it, and the same operation without failure succeeds.
 *
 * <p>Only the mapping of 1G by pages, which takes 513 tables below a start table of level 1, is not
 * tried at every allocation, but at the 257th, where half of it is mapped, or at the last.
 */
final class AllocationFailureTest {
  private static final long FRAME = 0x100_0000; // aligned to every block
  private static final int READ_ONLY = P2mAccess.R.number();

  /** What an allocation is for. */
  private enum Purpose {
    /** A table where there is none. */
    TABLE,
    /** A table for the parts of a block. */
    SPLIT,
    /** What is remembered of an access restriction. */
    SETTING
  }

  private static final List<TreeShape> SHAPES = List.of(
      TreeShape.TWO_LEVEL_1_TABLES_4K,
      TreeShape.ONE_LEVEL_1_TABLE_16K,
      TreeShape.TWO_LEVEL_2_TABLES_64K);

  static Stream<Arguments> operations() {
    return Profile.ALL.stream()
        .flatMap(profile -> SHAPES.stream()
            .flatMap(shape ->
                cases(shape).stream().map(tried -> Arguments.of(profile.name(), shape, tried))));
  }

  private static List<Case> cases(TreeShape shape) {
    long block = shape.pages(2);
    long at = 4 * block;
    List<Purpose> path = tables(TreeShape.LAST_LEVEL - shape.startLevel());
    List<Operation> nothing = List.of();
    List<Operation> oneBlock = List.of(map(at, block));
    List<Operation> twoBlocks = List.of(map(at, 2 * block));
    List<Operation> fourPages = List.of(map(at, 4));
    List<Operation> readOnly = List.of(new Operation.ProtectNewMappings(READ_ONLY));
    List<Case> cases = new ArrayList<>(List.of(
        new Case("map a page into an empty tree", nothing, map(at, 1), path),
        new Case("map a foreign page", nothing, foreign(at), path),
        new Case(
            "map a block into an empty tree", nothing, map(at, block), tables(path.size() - 1)),
        new Case("map over two tables", nothing, map(at - 2, 4), and(path, Purpose.TABLE)),
        new Case(
            "map over a block's end",
            oneBlock,
            other(at + block - 2, 4),
            Purpose.SPLIT,
            Purpose.TABLE),
        new Case("map a page in a block", oneBlock, other(at + 7, 1), Purpose.SPLIT),
        new Case("map a foreign page in a block", oneBlock, foreign(at + 7), Purpose.SPLIT),
        new Case(
            "map over half of two blocks",
            twoBlocks,
            other(at + 1, 2 * block - 2),
            Purpose.SPLIT,
            Purpose.SPLIT),
        new Case(
            "remove a page in a block", oneBlock, new Operation.Unmap(at + 7, 1), Purpose.SPLIT),
        new Case(
            "remove half of two blocks",
            twoBlocks,
            new Operation.Unmap(at + 1, 2 * block - 2),
            Purpose.SPLIT,
            Purpose.SPLIT),
        new Case("remove pages", fourPages, new Operation.Unmap(at, 4)),
        new Case(
            "protect a page in a block",
            oneBlock,
            protect(at + 7, 1),
            Purpose.SPLIT,
            Purpose.SETTING),
        new Case(
            "protect the end and the beginning of two blocks",
            twoBlocks,
            protect(at + block - 2, 4),
            Purpose.SPLIT,
            Purpose.SETTING,
            Purpose.SETTING,
            Purpose.SPLIT,
            Purpose.SETTING,
            Purpose.SETTING),
        new Case(
            "protect pages",
            fourPages,
            protect(at, 4),
            Purpose.SETTING,
            Purpose.SETTING,
            Purpose.SETTING,
            Purpose.SETTING),
        new Case(
            "protect pages that are protected",
            with(fourPages, protect(at, 4)),
            new Operation.Protect(at, 4, P2mAccess.RX.number(), 0)),
        new Case("map a page with a restriction", readOnly, map(at, 1), and(path, Purpose.SETTING)),
        new Case(
            "map pages with a restriction",
            readOnly,
            map(at - 1, 2),
            and(and(path, Purpose.SETTING), Purpose.TABLE, Purpose.SETTING)),
        new Case(
            "remove, map and replace under one lock",
            List.of(map(at, 2 * block), map(0, 1)),
            new Operation.Section(
                List.of(new Operation.Unmap(at + 7, 1), map(3 * block, 1), other(at + block, 1))),
            Purpose.SPLIT,
            Purpose.TABLE,
            Purpose.SPLIT)));
    if (shape.hasBlocksOfLevel1()) {
      long large = shape.pages(1);
      List<Operation> largeBlock = List.of(map(large, large));
      cases.addAll(List.of(
          new Case(
              "map a page in a block of level 1",
              largeBlock,
              other(large + 7, 1),
              Purpose.SPLIT,
              Purpose.SPLIT),
          new Case(
              "map a block in a block of level 1",
              largeBlock,
              other(large + block, block),
              Purpose.SPLIT),
          new Case(
              "remove a page in a block of level 1",
              largeBlock,
              new Operation.Unmap(large + 7, 1),
              Purpose.SPLIT,
              Purpose.SPLIT),
          new Case(
              "protect a page in a block of level 1",
              largeBlock,
              protect(large + 7, 1),
              Purpose.SPLIT,
              Purpose.SPLIT,
              Purpose.SETTING)));
    }
    return cases;
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @MethodSource("operations")
  void leavesNothingBehindWhereverItFails(String profileName, TreeShape shape, Case tried) {
    Profile profile = Profile.named(profileName);
    for (int nth = 1; nth <= tried.allocations.size(); nth++) {
      Optional<Long> failed = failNth(profile, shape, tried, nth);

      assertThat(failed)
          .as("allocation %d of %s", nth, tried)
          .contains(error(profile, tried.allocations.get(nth - 1)).code());
    }
    assertThat(failNth(profile, shape, tried, tried.allocations.size() + 1)).isEmpty();
  }

  @ParameterizedTest(name = "{0}: allocation {1}")
  @CsvSource({"xen_pre, 257", "xen_4_8, 513", "xen_4_8_fixed, 257", "xen_latest, 257"})
  void leavesNothingBehindInAMappingOf1gByPages(String profileName, long nth) {
    Profile profile = Profile.named(profileName);
    TreeShape shape = TreeShape.TWO_LEVEL_1_TABLES_4K;
    long large = shape.pages(1);
    Operation byPages = new Operation.Map(large, large, FRAME + 1, P2mType.RAM_RW);
    Case tried = new Case("map 1G by pages", List.of(), byPages, tables(513));

    ComparedP2m p2m = new ComparedP2m(new Parts(profile), shape, false, new Coverage());

    Optional<Long> failed = failNth(p2m, tried, nth);

    assertThat(failed).contains(error(profile, Purpose.TABLE).code());
  }

  static Stream<Arguments> profilesAndShapes() {
    return Profile.ALL.stream()
        .flatMap(profile ->
            Arrays.stream(TreeShape.values()).map(shape -> Arguments.of(profile.name(), shape)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("profilesAndShapes")
  void aDomainWithoutMemoryForItsStartTableIsRefusedAndLeavesNothing(
      String profileName, TreeShape shape) {
    EventLog log = new EventLog();
    Hypervisor hypervisor =
        new Hypervisor(Platform.plain("p"), new Parts(Profile.named(profileName)), log);
    P2mSession session = new ReferenceSession(hypervisor);
    DomainConfig config = shape.domain(profileName, false);
    session.failAllocation(1);

    assertThatThrownBy(() -> session.createDomain(config))
        .isInstanceOf(DomainRefusedException.class)
        .extracting(refused -> ((DomainRefusedException) refused).error())
        .isEqualTo(Errno.ENOMEM);
    assertThat(log.drain()).isEmpty();
    assertThat(hypervisor.pool().inUse()).isZero();
    assertThat(session.createDomain(config).vmid()).isEqualTo(1);
  }

  /** The error that came of it, if any did; the operation succeeded afterwards. */
  private static Optional<Long> failNth(Profile profile, TreeShape shape, Case tried, long nth) {
    ComparedP2m p2m = new ComparedP2m(new Parts(profile), shape, nth % 2 == 0, new Coverage());
    Optional<Long> error = failNth(p2m, tried, nth);
    p2m.destroy(0);
    return error;
  }

  private static Optional<Long> failNth(ComparedP2m p2m, Case tried, long nth) {
    tried.given.forEach(operation -> operation.performOn(p2m));
    p2m.failAllocation(nth);
    List<Long> errors = errors(p2m, tried.when);
    assertThat(errors).as(tried.toString()).hasSizeLessThanOrEqualTo(1);
    if (!errors.isEmpty()) {
      assertThat(errors(p2m, tried.when)).as("%s, again", tried).isEmpty();
    }
    return errors.stream().findFirst();
  }

  private static List<Long> errors(ComparedP2m p2m, Operation operation) {
    int before = p2m.codes().size();
    operation.performOn(p2m);
    List<Long> codes = p2m.codes();
    return codes.subList(before, codes.size()).stream()
        .filter(code -> code != 0)
        .toList();
  }

  private static Errno error(Profile profile, Purpose purpose) {
    boolean inserts = purpose == Purpose.TABLE && !profile.equals(Profile.XEN_PRE);
    return inserts ? Errno.ENOENT : Errno.ENOMEM;
  }

  private static Operation map(long gfn, long pages) {
    return new Operation.Map(gfn, pages, FRAME + gfn, P2mType.RAM_RW);
  }

  /** As {@link #map}, to other frames that are aligned alike. */
  private static Operation other(long gfn, long pages) {
    return new Operation.Map(gfn, pages, 2 * FRAME + gfn, P2mType.RAM_RO);
  }

  private static Operation foreign(long gfn) {
    return new Operation.Map(gfn, 1, 3 * FRAME + gfn, P2mType.FOREIGN);
  }

  private static Operation protect(long gfn, long pages) {
    return new Operation.Protect(gfn, pages, READ_ONLY, 0);
  }

  private static List<Purpose> tables(int count) {
    return Stream.generate(() -> Purpose.TABLE).limit(Math.max(0, count)).toList();
  }

  private static List<Purpose> and(List<Purpose> first, Purpose... more) {
    return Stream.concat(first.stream(), Arrays.stream(more)).toList();
  }

  private static List<Operation> with(List<Operation> first, Operation last) {
    return Stream.concat(first.stream(), Stream.of(last)).toList();
  }

  /**
   * One operation.
   *
   * @param given what comes before it
   * @param when one operation, or one lock section of which each operation allocates once
   * @param allocations what it allocates, in order
   */
  private record Case(
      String name, List<Operation> given, Operation when, List<Purpose> allocations) {
    Case(String name, List<Operation> given, Operation when, Purpose... allocations) {
      this(name, given, when, List.of(allocations));
    }

    @Override
    public String toString() {
      return name
          + allocations.stream()
              .limit(8)
              .map(Purpose::name)
              .collect(Collectors.joining(", ", " [", "]"));
    }
  }
}
