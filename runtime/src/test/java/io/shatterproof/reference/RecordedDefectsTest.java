package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.bbm.Violation;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.ViolationName;
import io.shatterproof.machine.Machine;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.spi.DomainReport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * What the judge says of recorded events alone, without the reference: on each variant nothing but
 * its known defects, and each of them somewhere; some only where all recordings are at hand.
 *
 * @see Recording
 */
final class RecordedDefectsTest {
  private static final long FIRST_TABLE = 0xd000_0000L;
  private static final int[] PA_BITS = {32, 36, 40, 42, 44, 48};

  @ParameterizedTest
  @CsvSource({
    "new, early_release no_tlbi double_free, ''",
    "485, early_release no_tlbi, ''",
    "old, no_break early_release, no_tlbi flush_pending"
  })
  void judgeFindsTheKnownDefectsAndNoOthers(String variant, String names, String rare) {
    Map<ViolationName, Integer> counts = new EnumMap<>(ViolationName.class);
    int[] replaced = new int[2];

    Recording.read(variant, sequence -> {
      Replay replay = new Replay(sequence);
      replay.run();
      String id = sequence.get("id").asString();
      assertThat(replay.machine.inconsistencies()).as(id).isEmpty();
      for (Violation violation : replay.machine.violations()) {
        assertThat(names + " " + rare)
            .as(id + ": " + violation)
            .contains(violation.name().word());
        counts.merge(violation.name(), 1, Integer::sum);
      }
      assertThat(replay.machine.leaks()).as(id).isEmpty();
      replaced[0] += replay.machine.liveReplacements().size();
      replaced[1] += replay.replaced;
      if (id.startsWith("h53") && !variant.equals("old")) {
        assertThat(replay.machine.violations(ViolationName.NO_TLBI)).as(id).isNotEmpty();
      }
    });

    System.out.printf(Locale.ROOT, "recorded defects of %s: %s%n", variant, counts);
    assertThat(replaced[0]).isEqualTo(replaced[1]);
    String certain = System.getProperty("oracle.dir") == null ? names : (names + " " + rare).trim();
    for (String name : certain.split(" ", -1)) {
      assertThat(counts).containsKey(ViolationName.parse(name).orElseThrow());
    }
  }

  /** One recorded sequence, fed to a machine event by event. */
  private static final class Replay {
    private final JsonNode sequence;
    private final Machine machine;
    private final DomainConfig config;
    private int replaced;

    Replay(JsonNode sequence) {
      JsonNode cfg = sequence.get("cfg");
      this.sequence = sequence;
      this.machine = new Machine(platform(cfg));
      this.config = new DomainConfig(
          "guest",
          "",
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

    void run() {
      feed(0, Recording.lines(sequence.get("init").get("ev")));
      for (int domain = 0; domain < 2; domain++) {
        long vttbr = Recording.hex(sequence.get("init").get("vttbr").get(domain + 1));
        machine.attachDomain(domain, config, new DomainReport(vttbr, 0));
      }
      List<JsonNode> operations = new ArrayList<>();
      sequence.get("ops").forEach(operations::add);
      if (sequence.get("tail") != null && sequence.get("tail").isArray()) {
        sequence.get("tail").forEach(operations::add);
      }
      for (JsonNode operation : operations) {
        int domain = operation.get("d") == null ? 0 : operation.get("d").asInt() - 1;
        String word = operation.get("op").asString();
        if (word.equals("relinquish") || word.equals("teardown")) {
          machine.retire(domain);
        }
        replaced += operation.get("vv") == null ? 0 : operation.get("vv").asInt();
        feed(domain, Recording.lines(operation.get("ev")));
      }
    }

    private void feed(int domain, List<String> lines) {
      lines.forEach(line -> feed(domain, line.split(" ", -1)));
    }

    private void feed(int domain, String[] words) {
      switch (words[0]) {
        case "w" -> store(words);
        case "f", "fl" -> {
          machine.dsb(0, DsbOption.SY);
          TlbiOp op = words[0].equals("f") ? TlbiOp.VMALLS12E1IS : TlbiOp.VMALLS12E1;
          machine.tlbi(0, op, 0, Integer.parseInt(words[1]), rootPa(words[2]));
          machine.dsb(0, DsbOption.SY);
          machine.isb(0);
        }
        case "v" ->
          machine.context(0, SystemRegister.VTTBR_EL2, Long.parseUnsignedLong(words[1], 16));
        case "i" -> machine.isb(0);
        case "al" -> machine.tableAllocated(0, tablePa(words[1]));
        case "z" -> machine.tableZeroed(0, tablePa(words[1]));
        case "fr" -> machine.tableFreed(0, tablePa(words[1]), words[2].equals("1"));
        case "ct" -> {
          machine.clean(0, CleanKind.TABLE, tablePa(words[1]), Long.parseLong(words[2]));
          machine.dsb(0, DsbOption.SY);
        }
        case "pg" -> machine.referenceDropped(0, Long.parseLong(words[1]) << 12);
        case "L" -> machine.locked(0, domain);
        case "U" -> machine.unlocked(0, domain);
        default -> {} // nothing that the machine looks at
      }
    }

    private void store(String[] words) {
      int at = words[3].startsWith("L") ? 5 : 3;
      int level = at == 5 ? Integer.parseInt(words[3].substring(1)) : 3;
      long ipa = at == 5 ? Long.parseLong(words[4]) << 12 : 0;
      int flags = Integer.parseInt(words[at + 2]);
      machine.dsb(0, DsbOption.SY);
      machine.store(
          0,
          tablePa(words[1]),
          Integer.parseInt(words[2]),
          level,
          ipa,
          Long.parseUnsignedLong(words[at], 16),
          Long.parseUnsignedLong(words[at + 1], 16),
          (flags & 2) != 0);
      machine.dsb(0, DsbOption.SY);
      if ((flags & 1) != 0) {
        long pa = tablePa(words[1]) + 8 * Long.parseLong(words[2]);
        machine.clean(0, CleanKind.ENTRY, pa, 8);
        machine.dsb(0, DsbOption.SY);
      }
    }

    private static long tablePa(String number) {
      return FIRST_TABLE + (Long.parseLong(number) << 12);
    }

    private static long rootPa(String number) {
      long table = Long.parseLong(number);
      return table < 0 ? 0 : tablePa(number);
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
  }
}
