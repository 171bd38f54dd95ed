package io.shatterproof.benchmarks;

import io.shatterproof.compiler.source.SourceFile;

/** A scenario file of many scenarios of one map, one look-up and one access each. */
final class SmallSource {
  private static final String HEAD = """
      language 1

      platform arm_server {
          pes     2
          pa      40 bits
          walker  coherent
      }

      domain guest on arm_server {
          p2m          xen_4_8
          granule      4K
          ipa          40 bits
          start        level 1 concatenated 2
          operated by  pe 0
          runs on      pe 1
      }
      """;

  private static final String SCENARIO = """

      scenario "page %1$d" {
          when pe 0 {
              map guest %2$s size 4K to 0x8_0000_0000 as ram_rw
          }
          then {
              lookup guest %2$s is 0x8_0000_0000
              pe 1 read guest %2$s -> ok 0x8_0000_0000
          }
      }
      """;

  private static final long FIRST_IPA = 0x4000_0000L;

  private SmallSource() {}

  static SourceFile of(int scenarios) {
    StringBuilder text = new StringBuilder(HEAD);
    for (int page = 0; page < scenarios; page++) {
      text.append(
          SCENARIO.formatted(page, "0x" + Long.toHexString(FIRST_IPA + ((long) page << 12))));
    }
    return new SourceFile("s.p2m", text.toString());
  }
}
