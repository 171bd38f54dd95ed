package io.shatterproof.compiler.check;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.FeatureRules;
import io.shatterproof.arch.Platform;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.AccessModel;
import io.shatterproof.compiler.model.ScenarioModel;
import java.util.Optional;

/** The platform has the instruction of an access, unless the regime is {@code unchecked}. */
final class KindFeatureRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (AccessModel access : scenario.accesses()) {
      Platform platform = access.regime().platform().platform();
      Optional<Feature> missing =
          FeatureRules.neededBy(access.kind()).filter(feature -> !platform.has(feature));
      if (missing.isPresent() && !access.regime().isUnchecked()) {
        sink.report(Diagnostic.of(
                Code.KIND_NEEDS_FEATURE,
                access.span(),
                "`" + access.kind().word() + "` needs FEAT_" + missing.get().name()
                    + ", which platform `" + platform.name() + "` does not have")
            .withHelp("add `" + missing.get().word()
                + "` to the features of the platform, or `unchecked` to the regime")
            .withNote("platform declared at", access.regime().platform().span()));
      }
    }
  }
}
