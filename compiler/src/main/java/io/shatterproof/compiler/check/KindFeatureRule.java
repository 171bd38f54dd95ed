package io.shatterproof.compiler.check;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.FeatureRules;
import io.shatterproof.arch.Platform;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.AccessModel;
import io.shatterproof.compiler.model.ObservedModel;
import io.shatterproof.compiler.model.PlatformModel;
import io.shatterproof.compiler.model.ScenarioModel;
import java.util.Optional;

/** The platform has the instruction of an access, unless the regime is {@code unchecked}. */
final class KindFeatureRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (AccessModel access : scenario.accesses()) {
      if (!access.regime().isUnchecked()) {
        check(access, access.regime().platform(), sink);
      }
    }
    for (Claimed claimed : Claimed.of(scenario)) {
      claimed.inGuest().ifPresent(access -> check(access, access.domain().platform(), sink));
    }
  }

  private static void check(ObservedModel access, PlatformModel on, DiagnosticSink sink) {
    Platform platform = on.platform();
    Optional<Feature> missing =
        FeatureRules.neededBy(access.kind()).filter(feature -> !platform.has(feature));
    missing.ifPresent(feature -> sink.report(Diagnostic.of(
            Code.KIND_NEEDS_FEATURE,
            access.span(),
            "`" + access.kind().word() + "` needs FEAT_" + feature.name() + ", which platform `"
                + platform.name() + "` does not have")
        .withHelp("add `" + feature.word() + "` to the features of the platform"
            + (access instanceof AccessModel ? ", or `unchecked` to the regime" : ""))
        .withNote("platform declared at", on.span())));
  }
}
