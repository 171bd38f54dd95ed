package io.shatterproof.compiler.check;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.PlatformModel;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.compiler.source.Span;
import java.util.Optional;

/**
 * The platform has the TLB maintenance operations, the hints and the barriers of the steps, unless
 * a regime is {@code unchecked}.
 */
final class InstructionFeatureRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    boolean isUnchecked = scenario.regimes().stream().anyMatch(RegimeModel::isUnchecked);
    if (!isUnchecked) {
      scenario
          .platform()
          .ifPresent(platform -> scenario.steps().forEach(step -> check(step, platform, sink)));
    }
  }

  private static void check(StepModel step, PlatformModel platform, DiagnosticSink sink) {
    if (step instanceof StepModel.TlbiStep tlbi) {
      TlbiOp op = tlbi.operation().value();
      op.needs()
          .forEach(feature ->
              require("`" + op.word() + "`", feature, tlbi.operation().span(), platform, sink));
      tlbi.hint().ifPresent(hint -> require("a TTL hint", Feature.TTL, hint, platform, sink));
    } else if (step instanceof StepModel.BarrierStep barrier
        && barrier.option().value().isNxs()) {
      require(
          "`dsb " + barrier.option().value().word() + "`",
          Feature.XS,
          barrier.option().span(),
          platform,
          sink);
    }
  }

  private static void require(
      String what, Feature feature, Span span, PlatformModel platform, DiagnosticSink sink) {
    Optional<Feature> missing =
        Optional.of(feature).filter(needed -> !platform.platform().has(needed));
    missing.ifPresent(needed -> sink.report(Diagnostic.of(
            Code.KIND_NEEDS_FEATURE,
            span,
            what + " needs FEAT_" + needed.name() + ", which platform `"
                + platform.platform().name() + "` does not have")
        .withHelp("add `" + needed.word()
            + "` to the features of the platform, or `unchecked` to the regime")
        .withNote("platform declared at", platform.span())));
  }
}
