package io.shatterproof.arch;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The machine a scenario runs on.
 *
 * @param name the scenario's word for it
 * @param pes number of processing elements, numbered from 0; at least 1
 * @param paBits ID_AA64MMFR0_EL1.PARange: 32, 36, 40, 42, 44, 48, 52 or 56
 * @param features FEAT_ names it implements, sorted
 * @param walker how table walks of the PEs see descriptor stores
 * @param iommu the IOMMU that walks the same tables, if any
 * @param choices IMPLEMENTATION DEFINED choices by knob name, sorted
 */
public record Platform(
    String name,
    int pes,
    int paBits,
    Set<Feature> features,
    Coherence walker,
    Iommu iommu,
    SortedMap<String, String> choices) {

  /** The legal values of PARange, in bits. */
  public static final Set<Integer> PA_RANGES = Set.of(32, 36, 40, 42, 44, 48, 52, 56);

  /** Two PEs with 48-bit physical addresses, coherent walkers, no IOMMU and no extra features. */
  public static Platform plain(String name) {
    return new Platform(name, 2, 48, Set.of(), Coherence.COHERENT, Iommu.NONE, new TreeMap<>());
  }

  public Platform {
    Set<Feature> copy = EnumSet.noneOf(Feature.class);
    copy.addAll(features);
    features = Collections.unmodifiableSet(copy);
    choices = Collections.unmodifiableSortedMap(new TreeMap<>(choices));
    if (pes < 1) {
      throw new IllegalArgumentException("a platform has at least one PE, not " + pes);
    }
    if (!PA_RANGES.contains(paBits)) {
      throw new IllegalArgumentException("no PARange is " + paBits + " bits");
    }
  }

  /** Whether it implements a feature. */
  public boolean has(Feature feature) {
    return features.contains(feature);
  }

  /** Whether it implements FEAT_BBM at some level. */
  public boolean hasBbm() {
    return bbmLevel() > 0;
  }

  /** The level of FEAT_BBM that it implements, 0 to 3; 0 without it. */
  public int bbmLevel() {
    if (has(Feature.BBML3)) {
      return 3;
    }
    if (has(Feature.BBML2)) {
      return 2;
    }
    return has(Feature.BBML1) ? 1 : 0;
  }

  /** A copy with another PARange, in bits. */
  public Platform withPa(int newPaBits) {
    return new Platform(name, pes, newPaBits, features, walker, iommu, choices);
  }

  /** A copy with other features. */
  public Platform withFeatures(Set<Feature> newFeatures) {
    return new Platform(name, pes, paBits, newFeatures, walker, iommu, choices);
  }

  /** A copy with other implementation choices. */
  public Platform withChoices(Map<String, String> newChoices) {
    return new Platform(name, pes, paBits, features, walker, iommu, new TreeMap<>(newChoices));
  }

  /** Whether a walker sees descriptor stores without a clean to the point of coherency. */
  public enum Coherence {
    COHERENT,
    NONCOHERENT
  }

  /** The IOMMU, and whether its walks are coherent. */
  public enum Iommu {
    NONE,
    COHERENT,
    NONCOHERENT
  }
}
