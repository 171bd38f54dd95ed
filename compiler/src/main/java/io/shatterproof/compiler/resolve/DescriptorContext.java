package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.S2Format;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.PlatformModel;
import io.shatterproof.compiler.model.RegimeModel;

/**
 * What decides which fields a descriptor of stage 2 has and what they mean.
 *
 * @param title in the user's words
 * @param forcesAttributes whether HCR_EL2.FWB is in force
 * @param isUnchecked whether fields need no features
 */
record DescriptorContext(
    String title,
    PlatformModel platform,
    S2Format format,
    boolean forcesAttributes,
    boolean isUnchecked) {

  static DescriptorContext of(RegimeModel regime) {
    return new DescriptorContext(
        "regime `" + regime.name() + "`",
        regime.platform(),
        regime.format(),
        regime.forcesAttributes(),
        regime.isUnchecked());
  }

  /** The tables of a P2M, which uses none of the extensions. */
  static DescriptorContext of(DomainModel domain) {
    return new DescriptorContext(
        "domain `" + domain.name() + "`",
        domain.platform(),
        S2Format.of(domain.config().geometry().granule()),
        false,
        false);
  }
}
