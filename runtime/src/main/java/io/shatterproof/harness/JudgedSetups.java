package io.shatterproof.harness;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.FeatureRules;
import io.shatterproof.arch.GeometryLimits;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.vector.MemoryRange;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the judge's machine can stand for; anything else is never judged wrongly, but not at all. */
final class JudgedSetups {
  /** Features that the machine models, or that do not show in what it models. */
  private static final Set<Feature> FEATURES =
      Set.of(Feature.TTL, Feature.TTST, Feature.VMID16, Feature.XNX);

  private JudgedSetups() {}

  /** Why a setup cannot be judged, if so. */
  static Optional<String> obstacle(Setup setup) {
    boolean isBare = setup.domains().isEmpty() && !setup.memory().isEmpty();
    for (Feature feature : setup.platform().features()) {
      if (isBare ? !FeatureRules.isModelled(feature) : !FEATURES.contains(feature)) {
        return Optional.of("the judge does not model the feature " + feature.word() + " yet");
      }
    }
    Optional<String> noMemory = memoryObstacle(setup);
    if (noMemory.isPresent()) {
      return noMemory;
    }
    for (Map.Entry<String, String> choice : setup.platform().choices().entrySet()) {
      Optional<Knob> knob = Knob.parse(choice.getKey());
      if (knob.filter(known -> known.choices().contains(choice.getValue())).isEmpty()) {
        return Optional.of("the judge does not know the choice " + VisibleText.of(choice.getKey())
            + " " + VisibleText.of(choice.getValue()));
      }
    }
    if (!isBare && setup.platform().walker() == Platform.Coherence.NONCOHERENT) {
      return Optional.of("the judge does not model walkers of a domain that are not coherent yet");
    }
    VectorReferences references = new VectorReferences(setup);
    for (DomainConfig domain : setup.domains()) {
      references.requirePe(domain.operatedBy());
      domain.runsOn().forEach(references::requirePe);
      Stage2Geometry geometry = domain.geometry();
      if (geometry.granule() != granule(setup)) {
        return Optional.of("the judge follows tables of one granule; "
            + setup.domains().get(0).name()
            + " has "
            + granule(setup)
            + ", "
            + domain.name()
            + " has "
            + geometry.granule());
      }
      if (!canResolve(geometry)) {
        return Optional.of("a start table at level "
            + geometry.startLevel()
            + " of "
            + geometry.concatenatedTables()
            + " tables does not resolve "
            + geometry.ipaBits()
            + " bits of IPA");
      }
      Optional<String> illegal = new GeometryLimits(setup.platform(), geometry.granule())
          .obstacle(geometry.ipaBits(), geometry.startLevel());
      if (illegal.isPresent()) {
        return illegal;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> memoryObstacle(Setup setup) {
    if (!setup.domains().isEmpty() && !setup.memory().isEmpty()) {
      return Optional.of("the judge knows domains or bare tables, not both in one vector");
    }
    List<MemoryRange> before = new ArrayList<>();
    for (MemoryRange range : setup.memory()) {
      Optional<String> obstacle = range.obstacle(setup.platform(), before);
      if (obstacle.isPresent()) {
        return Optional.of("no memory can be there: " + obstacle.get());
      }
      before.add(range);
    }
    return Optional.empty();
  }

  /** The granule of every domain; 4K where there is none. */
  static Granule granule(Setup setup) {
    return setup.domains().isEmpty()
        ? Granule.SIZE_4K
        : setup.domains().get(0).geometry().granule();
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
