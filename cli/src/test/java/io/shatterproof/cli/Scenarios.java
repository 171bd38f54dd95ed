package io.shatterproof.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Scenario files for tests. */
final class Scenarios {
  /** 14 lines that declare a domain on a board. */
  static final String BOARD = """
      language 1
      platform board {
          pes     2
          pa      40 bits
          walker  coherent
      }
      domain guest on board {
          p2m          xen_4_8
          granule      4K
          ipa          40 bits
          start        level 1 concatenated 2
          operated by  pe 0
          runs on      pe 1
      }
      """;

  /** Agrees on every profile that it names; begins at line 15. */
  static final String GOOD = BOARD + """
      scenario "replace 4K inside a 1G block" fails on xen_pre with no_break times 3 {
          given {
              map guest 0x4000_0000 size 1G to 0x8_0000_0000 as ram_rw
          }
          when pe 0 {
              map guest 0x40a0_7000 size 4K to 0x9_0000_0000 as ram_ro   returns 0
          }
          then {
              lookup guest 0x40a0_7000 is 0x9_0000_0000
              no violation
          }
          then on xen_4_8 {
              counts { tlbi 2  live stores 4  fills 1025  entry cleans 0 }
          }
      }
      """;

  /** Its one claim, in line 20, does not hold. */
  static final String FAILING = BOARD + """
      scenario "a claim that does not hold" {
          when pe 0 {
              map guest 0x40_0000 size 4K to 0x8_0000_0000 as ram_rw
          }
          then {
              lookup guest 0x40_0000 is 0x9_0000_0000
          }
      }
      """;

  /** Has an error in line 2. */
  static final String BROKEN = "language 1\nscenaro \"x\" {}\n";

  private Scenarios() {}

  static String write(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
