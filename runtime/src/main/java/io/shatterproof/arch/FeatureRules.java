package io.shatterproof.arch;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which features go together, and which are modelled.
 *
 * @see "Arm ARM DDI 0487, 'Feature descriptions'"
 */
public final class FeatureRules {
  private static final Map<Feature, Feature> NEEDED = needed();
  private static final Set<Feature> MODELLED =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(
          Feature.D128,
          Feature.GCS,
          Feature.MEC,
          Feature.NV,
          Feature.NV2,
          Feature.RME,
          Feature.S2PIE,
          Feature.S2POE,
          Feature.SEL2,
          Feature.THE)));

  private FeatureRules() {}

  private static Map<Feature, Feature> needed() {
    Map<Feature, Feature> needed = new EnumMap<>(Feature.class);
    needed.put(Feature.LPA2, Feature.LPA);
    needed.put(Feature.HAFT, Feature.HAFDBS);
    needed.put(Feature.S2POE, Feature.S2PIE);
    needed.put(Feature.MTE_PERM, Feature.MTE2);
    needed.put(Feature.XS, Feature.HCX);
    needed.put(Feature.CMOW, Feature.HCX);
    needed.put(Feature.NV2, Feature.NV);
    return needed;
  }

  /** The feature that a feature needs. */
  public static Optional<Feature> neededBy(Feature feature) {
    return Optional.ofNullable(NEEDED.get(feature));
  }

  /** The feature without which there is no instruction that does such an access. */
  public static Optional<Feature> neededBy(AccessKind kind) {
    return switch (kind) {
      case LDG, STG, READ_TAG_CHECKED, WRITE_TAG_CHECKED -> Optional.of(Feature.MTE2);
      case LD64B, ST64B -> Optional.of(Feature.LS64);
      default -> Optional.empty();
    };
  }

  /**
   * The feature that a size of physical addresses needs.
   *
   * @see "Arm ARM DDI 0487, 'ID_AA64MMFR0_EL1', PARange"
   */
  public static Optional<Feature> neededByPa(int paBits) {
    return switch (paBits) {
      case 52 -> Optional.of(Feature.LPA);
      case 56 -> Optional.of(Feature.D128);
      default -> Optional.empty();
    };
  }

  /** Whether both are levels of FEAT_BBM, of which a platform has one. */
  public static boolean exclude(Feature one, Feature other) {
    return one != other && isBbm(one) && isBbm(other);
  }

  private static boolean isBbm(Feature feature) {
    return switch (feature) {
      case BBML1, BBML2, BBML3 -> true;
      default -> false;
    };
  }

  /** Whether the walk under bare tables knows what the feature changes. */
  public static boolean isModelled(Feature feature) {
    return MODELLED.contains(feature);
  }

  /** The features of which the walk under bare tables knows what they change, sorted. */
  public static Set<Feature> modelled() {
    return MODELLED;
  }
}
