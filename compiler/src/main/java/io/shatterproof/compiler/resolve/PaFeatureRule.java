package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.FeatureRules;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.Quantity;
import java.util.Optional;
import java.util.Set;

/**
 * Rule: a platform has the feature that its size of physical addresses needs.
 *
 * @see "Arm ARM DDI 0487, 'ID_AA64MMFR0_EL1, AArch64 Memory Model Feature Register 0', PARange"
 */
final class PaFeatureRule {
  private PaFeatureRule() {}

  /** Whether the rule holds; if not, that is reported. */
  static boolean holds(Quantity bits, Set<Feature> features, DiagnosticSink sink) {
    Optional<Feature> missing =
        FeatureRules.neededByPa((int) bits.value()).filter(needed -> !features.contains(needed));
    missing.ifPresent(needed -> sink.report(Diagnostic.of(
            Code.PA_NEEDS_FEATURE,
            bits.span(),
            "a PA of " + bits + " bits needs FEAT_" + needed.name())
        .withHelp("add `" + needed.word() + "` to the features of the platform")
        .withNote("ID_AA64MMFR0_EL1.PARange says so")));
    return missing.isEmpty();
  }
}
