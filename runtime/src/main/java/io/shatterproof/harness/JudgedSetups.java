package io.shatterproof.harness;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.vector.Setup;
import java.util.Optional;
import java.util.Set;

/** What the judge's machine can stand for; anything else is never judged wrongly, but not at all. */
final class JudgedSetups {
  /** Features that the machine models, or that do not show in what it models. */
  private static final Set<Feature> FEATURES = Set.of(Feature.TTL, Feature.VMID16, Feature.XNX);

  private JudgedSetups() {}

  /** Why a setup cannot be judged, if so. */
  static Optional<String> obstacle(Setup setup) {
    for (Feature feature : setup.platform().features()) {
      if (!FEATURES.contains(feature)) {
        return Optional.of("the judge does not model the feature " + feature.word() + " yet");
      }
    }
    if (setup.platform().walker() == Platform.Coherence.NONCOHERENT) {
      return Optional.of("the judge does not model walkers that are not coherent yet");
    }
    VectorReferences references = new VectorReferences(setup);
    for (DomainConfig domain : setup.domains()) {
      references.requirePe(domain.operatedBy());
      domain.runsOn().forEach(references::requirePe);
      if (domain.geometry().granule() != Granule.SIZE_4K) {
        return Optional.of(
            "the judge does not model the granule " + domain.geometry().granule() + " yet");
      }
      if (!canResolve(domain.geometry())) {
        return Optional.of("a start table at level "
            + domain.geometry().startLevel()
            + " of "
            + domain.geometry().concatenatedTables()
            + " tables does not resolve "
            + domain.geometry().ipaBits()
            + " bits of IPA");
      }
    }
    return Optional.empty();
  }

  private static boolean canResolve(Stage2Geometry geometry) {
    Granule granule = geometry.granule();
    int ipaBits = geometry.ipaBits();
    int level = geometry.startLevel();
    return Stage2Geometry.isConsistent(granule, ipaBits, level)
        && Stage2Geometry.concatenatedTables(granule, ipaBits, level)
            == geometry.concatenatedTables();
  }
}
