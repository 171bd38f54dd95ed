package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.event.EventLog;
import io.shatterproof.event.ViolationName;
import io.shatterproof.machine.Machine;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.p2m.PageOrder;
import io.shatterproof.spi.DomainReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Runs one recorded sequence on the reference and compares all that was recorded. */
final class RecordedSequence {
  private static final Set<String> KNOWN_OPERATIONS = Set.of(
      "switch_to",
      "add",
      "map",
      "map_mmio",
      "unmap",
      "unmap_mmio",
      "remove",
      "lookup",
      "get_entry",
      "lock",
      "set_entry",
      "unlock",
      "page_limit",
      "set_default_access");
  private static final List<String> ACCESS_WORDS =
      List.of("n", "r", "w", "rw", "x", "rx", "wx", "rwx", "rx2rw", "n2rwx");
  private static final int[] PA_BITS = {32, 36, 40, 42, 44, 48};

  private final JsonNode sequence;
  private final Profile profile;
  private final EventLog events = new EventLog();
  private final Hypervisor hypervisor;
  private final Machine machine;
  private int expectedViolations;
  private int operations;

  RecordedSequence(JsonNode sequence, Profile profile) {
    this.sequence = sequence;
    this.profile = profile;
    Platform platform = platform(sequence.get("cfg"));
    this.machine = new Machine(platform);
    this.hypervisor = new Hypervisor(platform, profile, events);
  }

  /**
   * Compares operations until the first that the reference does not have, and the read-out if there
   * is none such.
   *
   * @return whether the whole sequence was compared
   */
  boolean compare() {
    compareCreation();
    for (JsonNode operation : sequence.get("ops")) {
      if (!isKnown(operation)) {
        return false;
      }
      compareOperation(operation);
      operations++;
    }
    if (sequence.get("final") != null && !sequence.get("final").isNull()) {
      sequence.get("final").forEach(this::compareReadOut);
    }
    return true;
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
      long vttbr = hypervisor.domain(domain).p2m().vttbr();
      assertThat(vttbr)
          .isEqualTo(Recording.hex(sequence.get("init").get("vttbr").get(domain + 1)));
      machine.attachDomain(domain, config, new DomainReport(vttbr, 0));
    }
    assertThat(Vtcr.of(hypervisor.platform(), config.geometry()))
        .isEqualTo(Recording.hex(cfg.get("vtcr")));
    if (cfg.get("limit").asLong() != 0) {
      hypervisor.pool().limit(cfg.get("limit").asLong());
    }
  }

  private boolean isKnown(JsonNode operation) {
    boolean typeIsKnown = operation.get("t") == null
        || !operation.get("t").asString().equals("invalid")
        || operation.get("op").asString().equals("set_entry");
    return typeIsKnown && KNOWN_OPERATIONS.contains(operation.get("op").asString());
  }

  private void compareOperation(JsonNode operation) {
    OptionalLong code = OptionalLong.empty();
    try {
      code = execute(operation);
    } catch (HypervisorStoppedException stopped) {
      assertThat(operation.get("rc").asString()).as(where(operation)).isEqualTo("BUG");
    }
    List<String> expected = Recording.lines(operation.get("ev"));
    List<String> actual = takeLines();
    for (int i = 0; i < actual.size() && i < expected.size(); i++) {
      if (!agrees(expected.get(i), actual.get(i))) {
        assertThat(actual.subList(0, i + 1))
            .as(where(operation))
            .isEqualTo(expected.subList(0, i + 1));
      }
    }
    assertThat(actual).as(where(operation)).hasSameSizeAs(expected);
    if (code.isPresent() && operation.get("rc") != null) {
      assertThat(code.getAsLong())
          .as(where(operation))
          .isEqualTo(operation.get("rc").asLong());
    }
    assertThat(machine.inconsistencies()).as(where(operation)).isEmpty();
    expectedViolations +=
        (int) expected.stream().filter(RecordedSequence::needsBreak).count();
    assertThat(machine.violations(ViolationName.NO_BREAK))
        .as(where(operation))
        .hasSize(expectedViolations);
  }

  private OptionalLong execute(JsonNode operation) {
    Hypervisor.Domain domain = hypervisor.domain(operation.get("d").asInt() - 1);
    P2mAlgorithm algorithm = domain.algorithm();
    AccessSettings access = domain.p2m().access();
    long gfn = number(operation, "gfn");
    long mfn = number(operation, "mfn");
    switch (operation.get("op").asString()) {
      case "switch_to" -> hypervisor.enter(domain);
      case "add" -> {
        return OptionalLong.of(algorithm.insert(
            gfn, 1L << number(operation, "order"), mfn, type(operation), access.defaultAccess()));
      }
      case "map" -> {
        return OptionalLong.of(algorithm.insert(
            gfn, number(operation, "nr"), mfn, type(operation), access.defaultAccess()));
      }
      case "map_mmio" -> {
        return OptionalLong.of(algorithm.insert(
            gfn, number(operation, "nr"), mfn, P2mType.MMIO_DEV, access.defaultAccess()));
      }
      case "unmap", "unmap_mmio" -> {
        return OptionalLong.of(
            algorithm.remove(gfn, number(operation, "nr"), OptionalLong.of(mfn)));
      }
      case "remove" -> {
        return OptionalLong.of(
            algorithm.remove(gfn, 1L << number(operation, "order"), OptionalLong.of(mfn)));
      }
      case "set_entry" -> {
        return OptionalLong.of(setEntry(operation, algorithm, access, gfn, mfn));
      }
      case "lookup", "get_entry" -> compareEntry(operation, algorithm.lookup(gfn));
      case "lock" -> algorithm.lock();
      case "unlock" -> algorithm.unlock();
      case "page_limit" -> {
        long limit = number(operation, "n");
        hypervisor.pool().limit(limit == 0 ? Long.MAX_VALUE : limit);
      }
      case "set_default_access" -> {
        access.use();
        P2mAccess.parse(operation.get("a").asString()).ifPresent(access::restrictNewMappings);
      }
      default -> throw new AssertionError(where(operation));
    }
    return OptionalLong.empty();
  }

  /** Before the rework the recorder set the default access for the duration of the call. */
  private long setEntry(
      JsonNode operation, P2mAlgorithm algorithm, AccessSettings access, long gfn, long mfn) {
    long nr = number(operation, "nr");
    if (mfn == -1) {
      return algorithm.remove(gfn, nr, OptionalLong.of(mfn));
    }
    P2mAccess restriction = P2mAccess.parse(operation.get("a").asString()).orElseThrow();
    P2mAccess before = access.defaultAccess();
    if (profile.equals(Profile.XEN_PRE)) {
      access.restrictNewMappings(restriction);
    }
    long code = algorithm.insert(gfn, nr, mfn, type(operation), restriction);
    access.restrictNewMappings(before);
    return code;
  }

  private void compareEntry(JsonNode operation, P2mEntry entry) {
    if (operation.get("r_mfn").asLong() == -1) {
      assertThat(entry).as(where(operation)).isInstanceOf(P2mEntry.Hole.class);
      compareOrder(operation, ((P2mEntry.Hole) entry).order());
      return;
    }
    assertThat(entry).as(where(operation)).isInstanceOf(P2mEntry.Mapped.class);
    P2mEntry.Mapped mapped = (P2mEntry.Mapped) entry;
    assertThat(mapped.pa() >>> 12).isEqualTo(operation.get("r_mfn").asLong());
    assertThat(mapped.type().map(P2mType::word)).contains(operation.get("r_t").asString());
    compareOrder(operation, mapped.order());
    if (operation.get("r_a") != null) {
      assertThat(mapped.access().map(P2mAccess::word))
          .contains(operation.get("r_a").asString());
    }
  }

  private void compareOrder(JsonNode operation, Optional<PageOrder> order) {
    if (operation.get("r_order") != null) {
      assertThat(order.map(PageOrder::value))
          .as(where(operation))
          .contains(operation.get("r_order").asInt());
    }
  }

  private void compareReadOut(JsonNode window) {
    Hypervisor.Domain domain = hypervisor.domain(window.get("d").asInt() - 1);
    for (JsonNode run : window.get("runs")) {
      long first = run.get(0).asLong();
      long last = first + run.get(1).asLong() - 1;
      compareRun(domain, run, first, true);
      // Within a hole the recorder went on by the order that it was told at the hole's first frame.
      compareRun(domain, run, first + (last - first) / 2, false);
      compareRun(domain, run, last, false);
    }
    String where = sequence.get("id").asString();
    ReferenceP2m p2m = domain.p2m();
    assertThat(p2m.endOfMapped()).as(where).isEqualTo(window.get("max").asLong());
    assertThat(p2m.lowestMapped()).as(where).isEqualTo(window.get("low").asLong());
    Statistics statistics = p2m.statistics();
    List<Long> stats = List.of(
        statistics.mappings(1),
        statistics.mappings(2),
        statistics.mappings(3),
        statistics.shatteredBlocks(1),
        statistics.shatteredBlocks(2));
    List<Long> expected = new ArrayList<>();
    window.get("stats").forEach(value -> expected.add(value.asLong()));
    assertThat(stats).as(where).isEqualTo(expected);
    assertThat(p2m.access().inUse()).as(where).isEqualTo(window.get("mae").asInt() == 1);
    assertThat(p2m.access().defaultAccess().word())
        .as(where)
        .isEqualTo(window.get("da").asString());
  }

  private void compareRun(
      Hypervisor.Domain domain, JsonNode run, long gfn, boolean comparesHoleOrder) {
    String where = sequence.get("id").asString() + ": read-out of " + gfn;
    P2mEntry entry = domain.algorithm().lookup(gfn);
    if (run.get(2).asLong() == -1) {
      assertThat(entry).as(where).isInstanceOf(P2mEntry.Hole.class);
      ((P2mEntry.Hole) entry)
          .order()
          .filter(order -> comparesHoleOrder)
          .ifPresent(
              order -> assertThat(order.value()).as(where).isEqualTo(run.get(4).asInt()));
      return;
    }
    assertThat(entry).as(where).isInstanceOf(P2mEntry.Mapped.class);
    P2mEntry.Mapped mapped = (P2mEntry.Mapped) entry;
    assertThat(mapped.pa() >>> 12)
        .as(where)
        .isEqualTo(run.get(2).asLong() + gfn - run.get(0).asLong());
    assertThat(mapped.type().map(P2mType::word)).as(where).contains(run.get(3).asString());
    assertThat(mapped.order().orElseThrow().value())
        .as(where)
        .isEqualTo(run.get(4).asInt());
    if (mapped.access().isPresent() && domain.p2m().access().inUse()) {
      assertThat(mapped.access().get())
          .as(where)
          .isEqualTo(P2mAccess.parse(ACCESS_WORDS.get(run.get(5).asInt())).orElseThrow());
    }
  }

  /** A recorded place may be missing; everything else must be the same. */
  private static boolean agrees(String expected, String actual) {
    return expected.equals(actual)
        || (actual.startsWith("w ") && expected.equals(actual.replaceFirst(" L\\d \\d+", "")));
  }

  /** Whether a recorded live store is one over a valid entry that the architecture forbids. */
  private static boolean needsBreak(String line) {
    String[] words = line.split(" ", -1);
    if (!words[0].equals("w") || words.length < 8 || (Integer.parseInt(words[7]) & 2) == 0) {
      return false;
    }
    long old = Long.parseUnsignedLong(words[5], 16);
    long made = Long.parseUnsignedLong(words[6], 16);
    if ((old & 1) == 0 || (made & 1) == 0) {
      return false;
    }
    boolean wasTable = !words[3].equals("L3") && (old & 2) != 0;
    boolean isTable = !words[3].equals("L3") && (made & 2) != 0;
    long ignored = wasTable && isTable ? ~0x0000_ffff_ffff_f000L : 0x07c0_0000_0000_04c0L;
    return wasTable != isTable || ((old ^ made) & ~ignored) != 0;
  }

  private P2mType type(JsonNode operation) {
    String word = operation.get("t").asString();
    // The recorder maps the type that did not exist yet as the nearest that did.
    String known = profile.equals(Profile.XEN_PRE) && word.equals("mmio_nc") ? "mmio_c" : word;
    return P2mType.parse(known).orElseThrow();
  }

  private static long number(JsonNode operation, String name) {
    return operation.get(name) == null ? 0 : operation.get(name).asLong();
  }

  private String where(JsonNode operation) {
    return sequence.get("id").asString() + " operation " + operations + ": "
        + operation.get("op").asString();
  }

  private List<String> takeLines() {
    return ReportedLines.of(events.drain(), machine);
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
