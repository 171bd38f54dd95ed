package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.bbm.Violation;
import io.shatterproof.event.EventLog;
import io.shatterproof.event.ViolationName;
import io.shatterproof.machine.Machine;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.p2m.PageOrder;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.KnownDefect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Runs one recorded sequence on the reference and compares all that was recorded. */
final class RecordedSequence {
  private static final List<String> ACCESS_WORDS =
      List.of("n", "r", "w", "rw", "x", "rx", "wx", "rwx", "rx2rw", "n2rwx", "default");
  private static final int[] PA_BITS = {32, 36, 40, 42, 44, 48};
  private static final long NO_FRAME = -1;

  private final JsonNode sequence;
  private final Profile profile;
  private final EventLog events = new EventLog();
  private final Hypervisor hypervisor;
  private final Machine machine;
  private int expectedBreaks;
  private int expectedReplacements;
  private long allocated;
  private long freed;
  private int operations;

  RecordedSequence(JsonNode sequence, Profile profile) {
    this.sequence = sequence;
    this.profile = profile;
    Platform platform = platform(sequence.get("cfg"));
    this.machine = new Machine(platform);
    this.hypervisor = new Hypervisor(platform, new Parts(profile), events);
  }

  /** Compares creation, operations, read-out and tail. */
  void compare() {
    compareCreation();
    sequence.get("ops").forEach(this::compareOperation);
    if (isThere(sequence.get("final"))) {
      sequence.get("final").forEach(this::compareReadOut);
      takeLines(); // of the read-out
      assertThat(allocated)
          .as(id() + ": tables")
          .isEqualTo(sequence.get("tables").asLong());
      assertThat(allocated - freed)
          .as(id() + ": live")
          .isEqualTo(sequence.get("live").asLong());
    }
    if (isThere(sequence.get("tail"))) {
      sequence.get("tail").forEach(this::compareOperation);
    }
    compareViolations();
  }

  /** Operations that were compared. */
  int operations() {
    return operations;
  }

  private void compareCreation() {
    JsonNode cfg = sequence.get("cfg");
    DomainConfig config = config(cfg);
    for (int domain = 0; domain < 2; domain++) {
      hypervisor.createDomain(config);
    }
    assertThat(takeLines()).isEqualTo(Recording.lines(sequence.get("init").get("ev")));
    for (int domain = 0; domain < 2; domain++) {
      ReferenceP2m p2m = hypervisor.domain(domain).p2m();
      JsonNode init = sequence.get("init");
      assertThat(p2m.vttbr()).isEqualTo(Recording.hex(init.get("vttbr").get(domain + 1)));
      assertThat((p2m.layout().rootPa() - 0xd000_0000L) >>> 12)
          .isEqualTo(init.get("root").get(domain + 1).asLong());
      machine.attachDomain(domain, config, new DomainReport(p2m.vttbr(), 0));
    }
    assertThat(Vtcr.of(hypervisor.platform(), config.geometry(), false))
        .isEqualTo(Recording.hex(cfg.get("vtcr")));
    if (cfg.get("limit").asLong() != 0) {
      hypervisor.pool().limit(cfg.get("limit").asLong());
    }
  }

  private void compareOperation(JsonNode operation) {
    OptionalLong code = OptionalLong.empty();
    boolean isFatal = false;
    try {
      code = execute(operation);
    } catch (HypervisorStoppedException stopped) {
      isFatal = true;
    }
    String where = where(operation);
    JsonNode rc = operation.get("rc");
    assertThat(isFatal).as(where).isEqualTo(isThere(rc) && rc.isString());
    List<String> actual = takeLines();
    compareLines(where, Recording.lines(operation.get("ev")), actual);
    if (isThere(rc) && rc.isNumber()) {
      assertThat(code).as(where).hasValue(rc.asLong());
    }
    compareTotals(operation, actual);
    assertThat(machine.inconsistencies()).as(where).isEmpty();
    expectedBreaks += (int) actual.stream().filter(RecordedSequence::needsBreak).count();
    expectedReplacements += (int) number(operation, "vv");
    operations++;
  }

  private static void compareLines(String where, List<String> expected, List<String> actual) {
    for (int i = 0; i < actual.size() && i < expected.size(); i++) {
      if (!agrees(expected.get(i), actual.get(i))) {
        int from = Math.max(0, i - 20);
        assertThat(actual.subList(from, i + 1))
            .as(where + ", event " + i)
            .isEqualTo(expected.subList(from, i + 1));
      }
    }
    assertThat(actual).as(where).hasSameSizeAs(expected);
  }

  /** A recorded place may be missing; everything else must be the same. */
  private static boolean agrees(String expected, String actual) {
    return expected.equals(actual)
        || (actual.startsWith("w ") && expected.equals(actual.replaceFirst(" L\\d \\d+", "")));
  }

  private void compareTotals(JsonNode operation, List<String> actual) {
    long flushes = actual.stream().filter(line -> line.startsWith("f ")).count();
    long local = actual.stream().filter(line -> line.startsWith("fl ")).count();
    assertThat(flushes + local).as(where(operation)).isEqualTo(number(operation, "nf"));
    long live = actual.stream().filter(RecordedSequence::isLiveStore).count();
    assertThat(live).as(where(operation)).isEqualTo(number(operation, "nw"));
    long replacing = actual.stream().filter(RecordedSequence::replacesLive).count();
    assertThat(replacing).as(where(operation)).isEqualTo(number(operation, "vv"));
  }

  private static boolean isLiveStore(String line) {
    return line.startsWith("w ") && (line.charAt(line.length() - 1) & 2) != 0;
  }

  private static boolean replacesLive(String line) {
    String[] words = line.split(" ", -1);
    if (!isLiveStore(line)) {
      return false;
    }
    String old = words[words.length - 3];
    String made = words[words.length - 2];
    boolean bothValid =
        (Long.parseUnsignedLong(old, 16) & Long.parseUnsignedLong(made, 16) & 1) == 1;
    return bothValid && !old.equals(made);
  }

  /** Every breach that follows from the recorded events, and none that the release is not known for. */
  private void compareViolations() {
    assertThat(machine.violations(ViolationName.NO_BREAK)).as(id()).hasSize(expectedBreaks);
    assertThat(machine.liveReplacements()).as(id()).hasSize(expectedReplacements);
    assertThat(machine.leaks()).as(id()).isEmpty();
    Set<ViolationName> known = profile.knownDefects().stream()
        .map(KnownDefect::name)
        .collect(Collectors.toUnmodifiableSet());
    assertThat(known).as(id()).containsAll(found());
  }

  /** Names of the breaches that the judge's machine found. */
  Set<ViolationName> found() {
    return machine.violations().stream()
        .map(Violation::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a recorded live store is one over a valid entry that the architecture forbids. */
  private static boolean needsBreak(String line) {
    if (!replacesLive(line)) {
      return false;
    }
    String[] words = line.split(" ", -1);
    long old = Long.parseUnsignedLong(words[words.length - 3], 16);
    long made = Long.parseUnsignedLong(words[words.length - 2], 16);
    boolean wasTable = !words[3].equals("L3") && (old & 2) != 0;
    boolean isTable = !words[3].equals("L3") && (made & 2) != 0;
    long ignored = wasTable && isTable ? ~0x0000_ffff_ffff_f000L : 0x07c0_0000_0000_04c0L;
    return wasTable != isTable || ((old ^ made) & ~ignored) != 0;
  }

  /** The recorded code takes no references itself: the pages of another domain come with one each. */
  private void takeReferences(JsonNode operation, long mfn, long pages) {
    if (isThere(operation.get("t")) && operation.get("t").asString().equals("foreign")) {
      machine.takeReferences(mfn << 12, pages << 12);
      machine.settleReferences(true);
    }
  }

  private OptionalLong execute(JsonNode operation) {
    Domain domain = hypervisor.domain(operation.get("d").asInt() - 1);
    P2mAlgorithm algorithm = domain.algorithm();
    P2mAccess defaultAccess = domain.p2m().defaultAccess();
    long gfn = number(operation, "gfn");
    long mfn = number(operation, "mfn");
    long nr = number(operation, "nr");
    long pages = 1L << number(operation, "order");
    takeReferences(operation, mfn, Math.max(nr, pages));
    switch (operation.get("op").asString()) {
      case "switch_to" -> hypervisor.enter(domain, 0);
      case "add" -> {
        return OptionalLong.of(algorithm.insert(gfn, pages, mfn, type(operation), defaultAccess));
      }
      case "map" -> {
        return OptionalLong.of(algorithm.insert(gfn, nr, mfn, type(operation), defaultAccess));
      }
      case "map_mmio" -> {
        return OptionalLong.of(algorithm.insert(gfn, nr, mfn, P2mType.MMIO_DEV, defaultAccess));
      }
      case "unmap", "unmap_mmio" -> {
        return OptionalLong.of(algorithm.remove(gfn, nr, OptionalLong.of(mfn)));
      }
      case "remove" -> {
        return OptionalLong.of(algorithm.remove(gfn, pages, OptionalLong.of(mfn)));
      }
      case "set_entry" -> {
        return OptionalLong.of(setEntry(operation, domain, gfn, mfn));
      }
      case "set_access" -> {
        return OptionalLong.of(setAccess(operation, domain.access()));
      }
      case "set_default_access" -> {
        return OptionalLong.of(domain.access().protectNewMappings(accessNumber(operation)));
      }
      case "get_access" -> {
        return compareRestriction(operation, domain.access());
      }
      case "lookup" -> {
        compareEntry(operation, algorithm.entry(gfn));
        return OptionalLong.of(number(operation, "rc"));
      }
      case "get_entry" -> compareEntry(operation, algorithm.entry(gfn));
      case "cache_flush" -> {
        return OptionalLong.of(algorithm.cleanData(gfn, nr));
      }
      case "fault" -> {
        return OptionalLong.of(fault(operation, domain.access()));
      }
      case "relinquish" -> {
        return OptionalLong.of(relinquish(operation, domain));
      }
      case "teardown" -> {
        machine.retire(operation.get("d").asInt() - 1);
        hypervisor.teardown(domain);
      }
      case "lock" -> algorithm.lock();
      case "unlock" -> algorithm.unlock();
      case "page_limit" -> limit(number(operation, "n"));
      default -> throw new AssertionError(where(operation));
    }
    return OptionalLong.empty();
  }

  private void limit(long pages) {
    if (pages == 0) {
      hypervisor.pool().liftLimit();
    } else {
      hypervisor.pool().limit(pages);
    }
  }

  /** Before the rework the recorder set the default access for the duration of the call. */
  private long setEntry(JsonNode operation, Domain domain, long gfn, long mfn) {
    long nr = number(operation, "nr");
    if (mfn == NO_FRAME) {
      return domain.algorithm().remove(gfn, nr, OptionalLong.of(mfn));
    }
    AccessSettings settings = domain.p2m().access();
    P2mAccess restriction = P2mAccess.parse(operation.get("a").asString()).orElseThrow();
    P2mAccess before = settings.defaultAccess();
    if (profile.equals(Profile.XEN_PRE)) {
      settings.restrictNewMappings(restriction);
    }
    long code = domain.algorithm().insert(gfn, nr, mfn, type(operation), restriction);
    settings.restrictNewMappings(before);
    return code;
  }

  private long setAccess(JsonNode operation, AccessControl access) {
    Preemption preemption = new Preemption(events, 0, (int) number(operation, "pre"));
    long code = access.protect(
        number(operation, "gfn"),
        number(operation, "nr"),
        number(operation, "start"),
        number(operation, "mask"),
        accessNumber(operation),
        preemption);
    compareChecks(operation, preemption);
    return code;
  }

  private long relinquish(JsonNode operation, Domain domain) {
    domain.p2m().die();
    machine.retire(domain.p2m().domain());
    Preemption preemption = new Preemption(events, 0, (int) number(operation, "pre"));
    long code = domain.algorithm().relinquish(preemption);
    compareChecks(operation, preemption);
    return code;
  }

  private void compareChecks(JsonNode operation, Preemption preemption) {
    assertThat(preemption.checks()).as(where(operation)).isEqualTo(number(operation, "npc"));
  }

  private OptionalLong compareRestriction(JsonNode operation, AccessControl access) {
    long gfn = number(operation, "gfn");
    long answer = gfn == NO_FRAME ? access.ofNewMappings() : access.of(gfn);
    if (isThere(operation.get("r_a"))) {
      assertThat(answer)
          .as(where(operation))
          .isEqualTo(ACCESS_WORDS.indexOf(operation.get("r_a").asString()));
    }
    return OptionalLong.of(Math.min(answer, 0));
  }

  private static long fault(JsonNode operation, AccessControl access) {
    access.listen(number(operation, "listener") == 1, number(operation, "required") == 1);
    S2Permissions wanted = new S2Permissions(
        number(operation, "r") == 1, number(operation, "w") == 1, number(operation, "x") == 1);
    return access.handles(number(operation, "gfn"), wanted) ? 0 : 1;
  }

  private void compareEntry(JsonNode operation, P2mEntry entry) {
    if (operation.get("r_mfn").asLong() == NO_FRAME) {
      assertThat(entry).as(where(operation)).isInstanceOf(P2mEntry.Hole.class);
      compareOrder(operation, ((P2mEntry.Hole) entry).order());
      return;
    }
    assertThat(entry).as(where(operation)).isInstanceOf(P2mEntry.Mapped.class);
    P2mEntry.Mapped mapped = (P2mEntry.Mapped) entry;
    assertThat(mapped.pa() >>> 12).isEqualTo(operation.get("r_mfn").asLong());
    assertThat(word(mapped)).as(where(operation)).isEqualTo(operation.get("r_t").asString());
    compareOrder(operation, mapped.order());
    if (isThere(operation.get("r_a")) && mapped.access().isPresent()) {
      assertThat(mapped.access().get().word())
          .as(where(operation))
          .isEqualTo(operation.get("r_a").asString());
    }
  }

  private static String word(P2mEntry.Mapped mapped) {
    return mapped.type().map(P2mType::word).orElse("invalid");
  }

  private void compareOrder(JsonNode operation, Optional<PageOrder> order) {
    if (isThere(operation.get("r_order"))) {
      assertThat(order.map(PageOrder::value))
          .as(where(operation))
          .contains(operation.get("r_order").asInt());
    }
  }

  private void compareReadOut(JsonNode window) {
    Domain domain = hypervisor.domain(window.get("d").asInt() - 1);
    window.get("runs").forEach(run -> compareRun(domain, run));
    ReferenceP2m p2m = domain.p2m();
    assertThat(p2m.endOfMapped()).as(id()).isEqualTo(window.get("max").asLong());
    assertThat(p2m.lowestMapped()).as(id()).isEqualTo(window.get("low").asLong());
    Statistics statistics = p2m.statistics();
    List<Long> stats = List.of(
        statistics.mappings(1),
        statistics.mappings(2),
        statistics.mappings(3),
        statistics.shatteredBlocks(1),
        statistics.shatteredBlocks(2));
    List<Long> expected = new ArrayList<>();
    window.get("stats").forEach(value -> expected.add(value.asLong()));
    assertThat(stats).as(id()).isEqualTo(expected);
    assertThat(p2m.access().inUse()).as(id()).isEqualTo(window.get("mae").asInt() == 1);
    assertThat(p2m.defaultAccess().word()).as(id()).isEqualTo(window.get("da").asString());
  }

  /** Looks up every leaf of a run; a hole at both ends, since the recorder went on by its order. */
  private void compareRun(Domain domain, JsonNode run) {
    long first = run.get(0).asLong();
    long last = first + run.get(1).asLong() - 1;
    long mfn = run.get(2).asLong();
    int order = run.get(4).asInt();
    if (mfn == NO_FRAME) {
      compareHole(domain, run, first, order);
      compareHole(domain, run, first + (last - first) / 2, -1);
      compareHole(domain, run, last, -1);
      return;
    }
    for (long gfn = first; gfn <= last; gfn = (gfn | ((1L << order) - 1)) + 1) {
      compareMapped(domain, run, gfn);
    }
    compareMapped(domain, run, last);
  }

  private void compareHole(Domain domain, JsonNode run, long gfn, int order) {
    P2mEntry entry = domain.algorithm().entry(gfn);
    assertThat(entry).as(readOut(gfn)).isInstanceOf(P2mEntry.Hole.class);
    Optional<PageOrder> told = ((P2mEntry.Hole) entry).order();
    if (order >= 0 && told.isPresent()) {
      assertThat(told.get().value()).as(readOut(gfn)).isEqualTo(order);
    }
    assertThat(domain.access().of(gfn)).as(readOut(gfn)).isEqualTo(run.get(5).asLong());
  }

  private void compareMapped(Domain domain, JsonNode run, long gfn) {
    P2mEntry entry = domain.algorithm().entry(gfn);
    if (!(entry instanceof P2mEntry.Mapped mapped)) {
      throw new AssertionError(readOut(gfn) + " is " + entry);
    }
    boolean agrees =
        mapped.pa() >>> 12 == run.get(2).asLong() + gfn - run.get(0).asLong()
            && word(mapped).equals(run.get(3).asString())
            && mapped.order().orElseThrow().value() == run.get(4).asInt()
            && domain.access().of(gfn) == run.get(5).asLong();
    if (!agrees) {
      throw new AssertionError(readOut(gfn) + " is " + mapped + ", recorded " + run);
    }
  }

  private @Nullable P2mType type(JsonNode operation) {
    String word = operation.get("t").asString();
    // The recorder maps the type that did not exist yet as the nearest that did.
    String known = profile.equals(Profile.XEN_PRE) && word.equals("mmio_nc") ? "mmio_c" : word;
    return known.equals("invalid") ? null : P2mType.parse(known).orElseThrow();
  }

  private static int accessNumber(JsonNode operation) {
    return ACCESS_WORDS.indexOf(operation.get("a").asString());
  }

  private static long number(JsonNode operation, String name) {
    return isThere(operation.get(name)) ? operation.get(name).asLong() : 0;
  }

  private static boolean isThere(@Nullable JsonNode value) {
    return value != null && !value.isNull();
  }

  private String id() {
    return sequence.get("id").asString();
  }

  private String readOut(long gfn) {
    return id() + ": read-out of " + gfn;
  }

  private String where(JsonNode operation) {
    return id() + " operation " + operations + ": " + operation.get("op").asString();
  }

  private List<String> takeLines() {
    List<String> lines = ReportedLines.of(events.drain(), machine);
    allocated += lines.stream().filter(line -> line.startsWith("al ")).count();
    freed += lines.stream()
        .filter(line -> line.startsWith("fr ") && line.endsWith(" 0"))
        .count();
    return lines;
  }

  private static Platform platform(JsonNode cfg) {
    Platform.Iommu iommu = cfg.get("iommu").asInt() == 0
        ? Platform.Iommu.NONE
        : cfg.get("coherent").asInt() == 1 ? Platform.Iommu.COHERENT : Platform.Iommu.NONCOHERENT;
    return new Platform(
        "recorded",
        1,
        PA_BITS[cfg.get("pa_range").asInt()],
        Set.of(),
        Platform.Coherence.COHERENT,
        iommu,
        new TreeMap<>());
  }

  private DomainConfig config(JsonNode cfg) {
    return new DomainConfig(
        "guest",
        profile.name(),
        new Stage2Geometry(
            Granule.SIZE_4K,
            cfg.get("ipa_bits").asInt(),
            cfg.get("root_level").asInt(),
            cfg.get("root_tables").asInt(),
            48),
        0,
        List.of(),
        cfg.get("need_iommu").asInt() == 1,
        OptionalInt.empty(),
        P2mAccess.RWX);
  }
}
