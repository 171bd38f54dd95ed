package io.shatterproof.benchmarks;

/** A feature file of Gherkin that says about what {@link LargeSource} says, line by line. */
final class LargeFeature {
  private static final String HEAD = """
      Feature: replacing pages

        Background:
          Given a platform with 2 PEs and 40 bits of physical addresses
          And a domain guest as xen_4_8 with a granule of 4K and 40 bits of addresses
          And it is operated by PE 0 and runs on PE 1
      """;

  private static final String SCENARIO = """

        # One break-before-make for the split, whatever its depth, and one for the leaf.
        @bbm
        Scenario: replace page %1$d inside a 1G block
          Given guest maps 1G at 0x4000_0000 to 0x8_0000_0000 as ram_rw

          When PE 0 maps 4K of guest at %2$s to 0x9_0000_0000 as ram_ro

          Then 0 is returned
          And a lookup of guest at %2$s gives 0x9_0000_0000 with read_only
          And PE 1 reads guest at %2$s and meets 0x9_0000_0000
          And PE 1 writes guest at %2$s and meets a permission fault of level 3
          And there is no violation

          And these are the live events in order:
            | store | guest | 1 | 0x4000_0000 | invalid            |
            | tlbi  | guest |   |             | vmalls12e1is       |
            | store | guest | 1 | 0x4000_0000 | table              |
            | store | guest | 3 | %2$s | invalid            |
            | tlbi  | guest |   |             | vmalls12e1is       |
            | store | guest | 3 | %2$s | page 0x9_0000_0000 |
          And these are the counts:
            | tlbi | live stores | tables allocated | entry cleans | table cleans |
            | 2    | 4           | 2                | 0            | 0            |
      """;

  private static final long BLOCK_IPA = 0x4000_0000L;

  private LargeFeature() {}

  /** A file of about so many lines. */
  static String ofLines(long lines) {
    StringBuilder text = new StringBuilder(HEAD);
    long perScenario = SCENARIO.lines().count();
    long scenarios = (lines - HEAD.lines().count()) / perScenario;
    for (long page = 0; page < scenarios; page++) {
      String ipa = "0x" + Long.toHexString(BLOCK_IPA + (page << 12));
      text.append(SCENARIO.formatted(page, ipa));
    }
    return text.toString();
  }
}
