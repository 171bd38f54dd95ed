package io.shatterproof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.spi.DomainReport;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class MappingTextTest {
  private static final long ROOT = 0x10_0000;

  @Test
  void runOfPages() {
    Map<Long, Long> words = Map.of(
        ROOT,
        0x20_0003L, // table of level 2
        0x20_0008L,
        0x30_0003L, // of level 3
        0x30_0000L,
        0x8000_07FFL,
        0x30_0008L,
        0x8000_17FFL,
        0x30_0018L,
        0x9000_077FL);

    assertThat(MappingText.of(domain(), pa -> words.getOrDefault(pa, 0L)))
        .containsExactly(
            "0x200000 size 0x2000 -> 0x80000000 rwx", "0x203000 size 0x1000 -> 0x90000000 rx");
  }

  @Test
  void tablesWithoutEnd() {
    assertThat(MappingText.of(domain(), pa -> ROOT | 0b11))
        .last()
        .asString()
        .startsWith("... more than 4096 tables or lines");
  }

  private static TestedDomain domain() {
    DomainConfig config = new DomainConfig(
        "guest",
        "blocks",
        new Stage2Geometry(Granule.SIZE_4K, 39, 1, 1, 40),
        0,
        List.of(),
        false,
        OptionalInt.empty(),
        P2mAccess.RWX);
    return new TestedDomain(config, new DomainReport(ROOT, 0));
  }
}
