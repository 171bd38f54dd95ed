package io.shatterproof.harness;

import static io.shatterproof.harness.VectorBuilder.BLOCKS;
import static io.shatterproof.harness.VectorBuilder.GIB;
import static io.shatterproof.harness.VectorBuilder.HERE;
import static io.shatterproof.harness.VectorBuilder.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.Expectation;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is claimed of an entry in the tables of a domain. */
class StoredInTablesTest {
  private static final long PA = 0x1_0000_0000L;
  private static final long BLOCK = PA | 0x7fd;
  private static final long ROOT = 0x10_0000;

  @Test
  void wordIsComparedInTheClaimedBits() {
    assertThat(run(new ScriptedP2m(), stored(1, GIB + 8, BLOCK, -1)).verdict())
        .isEqualTo(Verdict.AGREE);
    assertThat(run(new ScriptedP2m(), stored(1, GIB, 1, 3)).verdict()).isEqualTo(Verdict.AGREE);
    assertThat(run(new ScriptedP2m(), stored(1, 2 * GIB, 0, 1)).verdict()).isEqualTo(Verdict.AGREE);
  }

  @Test
  void anotherWordIsToldWithAllOfIt() {
    Result result = run(new ScriptedP2m(), stored(1, GIB, 3, 3));

    assertThat(result.failures())
        .singleElement()
        .extracting(Failure::message, Failure::details)
        .containsExactly(
            "stored guest level 1 of 0x40000000 is 0x1 in bits [1:0], expected 0x3 in bits [1:0]",
            "whole word 0x1000007fd");
  }

  @Test
  void entryBelowALeafIsNotThere() {
    Result result = run(new ScriptedP2m(), stored(2, GIB, BLOCK, -1));

    assertThat(result.failures())
        .singleElement()
        .extracting(Failure::message)
        .isEqualTo("stored guest level 2 of 0x40000000 is not there, below 0x1000007fd at level 1,"
            + " expected 0x1000007fd");
  }

  @Test
  void whoTellsOfItsTablesInNoWayIsUnsupported() {
    P2mProvider silent = new ScriptedP2m() {
      @Override
      public Set<Capability> capabilities() {
        return EnumSet.of(Capability.P2M);
      }
    };
    P2mProvider readBack = new ScriptedP2m() {
      @Override
      public Set<Capability> capabilities() {
        return EnumSet.of(Capability.P2M, Capability.DESCRIPTORS);
      }
    };

    assertThat(run(silent, stored(1, GIB, 1, 1)).verdict()).isEqualTo(Verdict.UNSUPPORTED);
    assertThat(run(readBack, stored(1, GIB, 1, 1)).verdict()).isEqualTo(Verdict.AGREE);
    assertThat(run(readBack, stored(1, GIB, 0, 1)).verdict()).isEqualTo(Verdict.DISAGREE);
  }

  /** Two tables stand one behind the other at level 1; bit 0 of what leads further does not matter. */
  @Test
  void entriesAreFoundThroughConcatenatedTablesAndWhatWaitsToBeHeardOf() {
    Map<Long, Long> words = new HashMap<>();
    long ipa = (1L << 39) + 5 * GIB + 0x20_3000;
    words.put(ROOT + 8 * (512 + 5), 0x20_0002L); // a table, but for bit 0
    words.put(0x20_0000L + 8, 0x30_0003L);
    words.put(0x30_0000L + 8 * 3, 0x1234L);
    DomainTables tables = new DomainTables(domain(), pa -> words.getOrDefault(pa, 0L));

    assertThat(tables.find(3, ipa)).isEqualTo(new DomainTables.Entry(3, 0x1234));
    assertThat(tables.find(1, ipa)).isEqualTo(new DomainTables.Entry(1, 0x20_0002));
    assertThat(tables.find(3, ipa + GIB)).isEqualTo(new DomainTables.Entry(1, 0));
    assertThat(tables.find(3, ipa - (1L << 39))).isEqualTo(new DomainTables.Entry(1, 0));
  }

  private static TestedDomain domain() {
    DomainConfig config = new DomainConfig(
        "guest",
        "blocks",
        new Stage2Geometry(Granule.SIZE_4K, 40, 1, 2, 40),
        0,
        List.of(),
        false,
        OptionalInt.empty(),
        P2mAccess.RWX);
    return new TestedDomain(config, new DomainReport(ROOT, 0));
  }

  private static Expectation stored(int level, long ipa, long value, long mask) {
    return new Expectation.StoredIs(HERE, BLOCKS, 0, level, ipa, value, mask);
  }

  private static Result run(P2mProvider provider, Expectation expectation) {
    List<Result> results = new VectorRunner(provider, Duration.ofSeconds(20))
        .run(new VectorBuilder().given(map(GIB, PA)).then(expectation).build());
    assertThat(results).hasSize(1);
    return results.get(0);
  }
}
