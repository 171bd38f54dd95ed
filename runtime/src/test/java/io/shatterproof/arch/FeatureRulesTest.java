package io.shatterproof.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FeatureRulesTest {

  @ParameterizedTest
  @CsvSource({
    "LPA2, LPA",
    "HAFT, HAFDBS",
    "S2POE, S2PIE",
    "MTE_PERM, MTE2",
    "XS, HCX",
    "CMOW, HCX",
    "NV2, NV"
  })
  void oneFeatureNeedsAnother(Feature feature, Feature needed) {
    assertThat(FeatureRules.neededBy(feature)).contains(needed);
  }

  @ParameterizedTest
  @CsvSource({"LPA", "HAFDBS", "TTST", "XNX", "BBML3"})
  void aFeatureMayNeedNone(Feature feature) {
    assertThat(FeatureRules.neededBy(feature)).isEmpty();
  }

  @Test
  void levelsOfBbmExcludeEachOtherAndNothingElse() {
    EnumSet<Feature> bbm = EnumSet.of(Feature.BBML1, Feature.BBML2, Feature.BBML3);

    for (Feature one : Feature.values()) {
      for (Feature other : Feature.values()) {
        boolean bothBbm = bbm.contains(one) && bbm.contains(other);
        assertThat(FeatureRules.exclude(one, other))
            .as("%s %s", one, other)
            .isEqualTo(bothBbm && !one.equals(other));
      }
    }
  }

  @Test
  void whatGivesTablesAnotherMeaningIsNotModelled() {
    assertThat(EnumSet.complementOf(EnumSet.copyOf(FeatureRules.modelled())))
        .containsExactlyInAnyOrder(
            Feature.D128,
            Feature.S2PIE,
            Feature.S2POE,
            Feature.THE,
            Feature.MEC,
            Feature.SEL2,
            Feature.RME,
            Feature.GCS,
            Feature.NV,
            Feature.NV2);
    assertThat(FeatureRules.isModelled(Feature.LPA2)).isTrue();
    assertThat(FeatureRules.isModelled(Feature.D128)).isFalse();
  }
}
