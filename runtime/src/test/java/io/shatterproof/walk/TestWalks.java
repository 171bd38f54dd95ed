package io.shatterproof.walk;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessRequest;
import io.shatterproof.arch.Choices;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.regime.Stage2Regime;
import java.util.Set;

/** Walks of tables whose shape is given, on a platform that has FEAT_TTST. */
final class TestWalks {
  private static final Platform PLATFORM =
      Platform.plain("plain").withFeatures(Set.of(Feature.TTST));

  private TestWalks() {}

  static Outcome walk(
      DescriptorMemory memory,
      Stage2Geometry geometry,
      long rootPa,
      long ipa,
      AccessKind kind,
      WalkListener listener) {
    return new Stage2Walk(memory, Stage2Regime.of(PLATFORM, geometry, rootPa), Choices.of(PLATFORM))
        .outcome(ipa, AccessRequest.of(kind, 1), listener);
  }
}
