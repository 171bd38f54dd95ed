package io.shatterproof.walk;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The machine of a recorded case: its feature profile, PAMax and level of FEAT_BBM. */
final class AslProfile {
  private static final List<Feature> BBM = List.of(Feature.BBML1, Feature.BBML2, Feature.BBML3);
  private static final Set<Feature> V8_0 = EnumSet.of(
      Feature.EVT, Feature.LS64, Feature.LSE, Feature.LSE2, Feature.TLBIOS, Feature.TLBIRANGE);
  private static final Set<Feature> V8_4 = EnumSet.of(
      Feature.EVT,
      Feature.HAFDBS,
      Feature.HCX,
      Feature.HPDS2,
      Feature.LS64,
      Feature.LSE,
      Feature.LSE2,
      Feature.NV,
      Feature.NV2,
      Feature.RAS,
      Feature.S2FWB,
      Feature.SEL2,
      Feature.TLBIOS,
      Feature.TLBIRANGE,
      Feature.TTCNP,
      Feature.TTL,
      Feature.TTST,
      Feature.VMID16,
      Feature.XNX,
      Feature.XS);

  private AslProfile() {}

  static Platform platform(JsonNode record) {
    String profile = record.get("f").asString();
    Set<Feature> features = EnumSet.noneOf(Feature.class);
    switch (profile) {
      case "v9.4" -> features.addAll(EnumSet.allOf(Feature.class));
      case "v8.7-lpa2" -> {
        features.addAll(V8_4);
        features.addAll(List.of(Feature.LPA, Feature.LPA2));
      }
      case "v8.4-lpa" -> {
        features.addAll(V8_4);
        features.add(Feature.LPA);
      }
      case "v8.4" -> features.addAll(V8_4);
      case "v8.0" -> features.addAll(V8_0);
      default -> throw new IllegalArgumentException(profile);
    }
    features.removeAll(BBM);
    switch (record.has("bbm") ? record.get("bbm").asInt() : 0) {
      case 1 -> features.add(Feature.BBML1);
      case 2 -> features.add(Feature.BBML2);
      default -> {}
    }
    return Platform.plain(profile).withPa(record.get("pamax").asInt()).withFeatures(features);
  }
}
