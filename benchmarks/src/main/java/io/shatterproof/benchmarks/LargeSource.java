package io.shatterproof.benchmarks;

import io.shatterproof.compiler.source.SourceFile;

/** A scenario file as large as wanted, in which no two scenarios mean the same. */
public final class LargeSource {
  private static final String HEAD = """
      language 1

      const RAM = 0x8_0000_0000

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

      /// One break-before-make for the split, whatever its depth, and one for the leaf.
      scenario "replace page %1$d inside a 1G block" [bbm] {
          given {
              map guest 0x4000_0000 size 1G to RAM as ram_rw
          }
          when pe 0 {
              map guest %2$s size 4K to 0x9_0000_0000 as ram_ro   returns 0
          }
          then {
              lookup guest %2$s is 0x9_0000_0000 perm read_only
              pe 1 read  guest %2$s -> ok 0x9_0000_0000
              pe 1 write guest %2$s -> permission fault level 3
              no violation
          }
          then on xen_4_8, xen_4_8_fixed {
              live events in order {
                  store guest level 1 of 0x4000_0000 := invalid
                  tlbi  vmalls12e1is guest
                  store guest level 1 of 0x4000_0000 := table
                  store guest level 3 of %2$s := invalid
                  tlbi  vmalls12e1is guest
                  store guest level 3 of %2$s := page 0x9_0000_0000
              }
              counts { tlbi 2  live stores 4  tables allocated 2  entry cleans 0  table cleans 0 }
          }
      }
      """;

  private static final long BLOCK_IPA = 0x4000_0000L;

  private LargeSource() {}

  /** A file of at least so many characters and one scenario. */
  public static SourceFile ofLength(int characters) {
    StringBuilder text = new StringBuilder(HEAD);
    for (int page = 0; page == 0 || text.length() < characters; page++) {
      String ipa = "0x" + Long.toHexString(BLOCK_IPA + ((long) page << 12));
      text.append(SCENARIO.formatted(page, ipa));
    }
    return new SourceFile("large.p2m", text.toString());
  }
}
