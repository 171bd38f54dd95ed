package io.shatterproof.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of legal start levels without FEAT_LPA and FEAT_LPA2, row by row. */
final class GeometryLimitsTest {

  /**
   * Each row: which IPA sizes, single and concatenated, start at the level.
   *
   * @see "Arm pseudocode AArch64_S2InconsistentSL(), AArch64_S2InvalidSL()"
   */
  @ParameterizedTest
  @CsvSource({
    "SIZE_4K, 0, 40, 48",
    "SIZE_4K, 1, 31, 43",
    "SIZE_4K, 2, 22, 34",
    "SIZE_4K, 3, 16, 25",
    "SIZE_16K, 0, 0, 0",
    "SIZE_16K, 1, 37, 48",
    "SIZE_16K, 2, 26, 40",
    "SIZE_16K, 3, 16, 29",
    "SIZE_64K, 0, 0, 0",
    "SIZE_64K, 1, 43, 48",
    "SIZE_64K, 2, 30, 46",
    "SIZE_64K, 3, 17, 33",
  })
  void aLevelIsLegalForTheIpaSizesThatItsTablesResolve(
      Granule granule, int level, int least, int most) {
    GeometryLimits limits = new GeometryLimits(platform(48, Feature.TTST), granule);

    for (int ipaBits = limits.narrowestIpa(); ipaBits <= 48; ipaBits++) {
      boolean isLegal = least <= ipaBits && ipaBits <= most;
      assertThat(limits.startLevels(ipaBits).contains(level)).as("%d", ipaBits).isEqualTo(isLegal);
      assertThat(limits.obstacle(ipaBits, level).isEmpty()).isEqualTo(isLegal);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SIZE_4K, 0, 40, 44, 42",
    "SIZE_16K, 1, 40, 42, 40",
    "SIZE_64K, 1, 43, 44, 42",
  })
  void theLowestLevelNeedsEnoughPhysicalAddressBits(
      Granule granule, int level, int ipaBits, int enough, int tooFew) {
    assertThat(new GeometryLimits(platform(enough), granule).obstacle(ipaBits, level))
        .isEmpty();
    assertThat(new GeometryLimits(platform(tooFew), granule).obstacle(ipaBits, level))
        .hasValueSatisfying(why -> assertThat(why).contains("at least " + enough + " bits of PA"));
  }

  @Test
  void onlyThe4kGranuleNeedsSmallTablesForLevel3() {
    assertThat(obstacle(Granule.SIZE_4K, 25, 3)).contains("FEAT_TTST");
    assertThat(obstacle(Granule.SIZE_16K, 25, 3)).isEmpty();
    assertThat(obstacle(Granule.SIZE_64K, 29, 3)).isEmpty();
  }

  @Test
  void levelsAndSizesOfLargeAddressesDoNotExist() {
    assertThat(obstacle(Granule.SIZE_4K, 48, -1)).contains("FEAT_LPA2");
    assertThat(obstacle(Granule.SIZE_16K, 48, 0)).contains("FEAT_LPA2");
    assertThat(obstacle(Granule.SIZE_64K, 48, 0)).isEqualTo("a 64K granule has no start level 0");
    assertThat(obstacle(Granule.SIZE_64K, 49, 1)).contains("at most 48 bits");
  }

  @Test
  void theSizeOfAnIpaIsBoundedByT0sz() {
    assertThat(new GeometryLimits(platform(40), Granule.SIZE_16K).narrowestIpa())
        .isEqualTo(25);
    assertThat(new GeometryLimits(platform(40, Feature.TTST), Granule.SIZE_16K).narrowestIpa())
        .isEqualTo(16);
    assertThat(new GeometryLimits(platform(40, Feature.TTST), Granule.SIZE_64K).narrowestIpa())
        .isEqualTo(17);
    assertThat(new GeometryLimits(platform(40), Granule.SIZE_64K).widestIpa()).isEqualTo(40);
    assertThat(new GeometryLimits(platform(52), Granule.SIZE_64K).widestIpa()).isEqualTo(48);
  }

  @Test
  void theNearestLegalShapesAreNamed() {
    GeometryLimits plain = new GeometryLimits(platform(48), Granule.SIZE_4K);
    GeometryLimits wide =
        new GeometryLimits(platform(52, Feature.LPA, Feature.LPA2), Granule.SIZE_4K, true);

    assertThat(plain.nearest(39, 0))
        .isEqualTo("legal with 39 bits: start level 1; level 0 serves 40 to 48 bits");
    assertThat(plain.nearest(40, 2))
        .isEqualTo("legal with 40 bits: start levels 0 and 1; level 2 serves 25 to 34 bits");
    assertThat(plain.nearest(52, -1))
        .isEqualTo("no start level is legal with 52 bits; no size starts at level -1");
    assertThat(wide.nearest(48, -1))
        .isEqualTo("legal with 48 bits: start level 0; level -1 serves 49 to 52 bits");
    assertThat(new GeometryLimits(platform(44), Granule.SIZE_64K).nearest(40, 1))
        .isEqualTo("legal with 40 bits: start level 2; level 1 serves 43 to 44 bits");
    assertThat(new GeometryLimits(platform(40, Feature.TTST), Granule.SIZE_4K).nearest(40, 0))
        .isEqualTo("legal with 40 bits: start level 1; no size starts at level 0");
  }

  @Test
  void aLevelThatServesOneSizeNamesThatSize() {
    Platform narrow = platform(48, Feature.LPA, Feature.LPA2);

    assertThat(new GeometryLimits(narrow, Granule.SIZE_16K, true).nearest(47, 0))
        .isEqualTo("legal with 47 bits: start level 1; level 0 serves 48 bits");
  }

  @Test
  void theObstacleNamesItsRule() {
    Platform wide = platform(52, Feature.LPA, Feature.LPA2);

    assertThat(obstacle(Granule.SIZE_4K, 44, 1))
        .isEqualTo("a start table resolves at least one bit at its level, and 16 tables can be"
            + " concatenated");
    assertThat(obstacle(Granule.SIZE_4K, 24, 2))
        .isEqualTo("an IPA has at least 25 bits with a 4K granule and without FEAT_TTST");
    assertThat(new GeometryLimits(wide, Granule.SIZE_4K).obstacle(52, 0))
        .hasValue("with 52 bits of PA and DS = 0 an IPA has at most 48 bits");
    assertThat(new GeometryLimits(wide, Granule.SIZE_4K).obstacle(52, -1))
        .hasValue("a 4K granule has no start level -1 without DS = 1");
    assertThat(new GeometryLimits(platform(48, Feature.LPA, Feature.LPA2), Granule.SIZE_4K, true)
            .obstacle(52, -1))
        .hasValue("with 48 bits of PA and DS = 1 an IPA has at most 48 bits");
    assertThat(new GeometryLimits(wide, Granule.SIZE_64K).obstacle(52, 1)).isEmpty();
  }

  private static String obstacle(Granule granule, int ipaBits, int level) {
    return new GeometryLimits(platform(48), granule).obstacle(ipaBits, level).orElse("");
  }

  private static Platform platform(int paBits, Feature... features) {
    return Platform.plain("p").withPa(paBits).withFeatures(Set.of(features));
  }
}
