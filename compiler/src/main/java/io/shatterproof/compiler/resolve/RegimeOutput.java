package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GeometryLimits;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.syntax.NameSyntax;
import java.util.Optional;

/** The output size of a regime, and whether its descriptors need 52-bit addresses. */
final class RegimeOutput {
  private static final int NARROW = 48;
  private static final int WIDE = 52;

  private final DiagnosticSink sink;
  private final Platform platform;
  private final Granule granule;
  private final boolean isUnchecked;
  private final NameSyntax regime;

  RegimeOutput(
      DiagnosticSink sink,
      Platform platform,
      Granule granule,
      boolean isUnchecked,
      NameSyntax regime) {
    this.sink = sink;
    this.platform = platform;
    this.granule = granule;
    this.isUnchecked = isUnchecked;
    this.regime = regime;
  }

  /** Whether VTCR_EL2.DS is set where nobody says. */
  boolean needsDs(Quantity ipa, Optional<Quantity> output, Optional<Quantity> startLevel) {
    if (granule == Granule.SIZE_64K || !platform.features().contains(Feature.LPA2)) {
      return false;
    }
    boolean isWide = ipa.value() > NARROW
        || output.map(Quantity::value).orElse((long) platform.paBits()) > NARROW;
    long deepest = granule == Granule.SIZE_4K ? -1 : 0;
    return isWide || startLevel.filter(level -> level.value() == deepest).isPresent();
  }

  /** The output size that is said or follows; one that is not possible is reported. */
  Optional<Integer> bits(Optional<Quantity> said, boolean ds) {
    int most = Math.min(
        platform.paBits(),
        new GeometryLimits(platform, granule, ds).hasWideAddresses() ? WIDE : NARROW);
    if (said.isEmpty()) {
      return Optional.of(most);
    }
    Quantity bits = said.get();
    boolean isSize = bits.isAtMost(64) && Platform.PA_RANGES.contains((int) bits.value());
    if (!isSize) {
      sink.report(
          Diagnostic.of(Code.OUT_OF_RANGE, bits.span(), "no output size is " + bits + " bits")
              .withHelp("the sizes are 32, 36, 40, 42, 44, 48, 52 and 56"));
      return Optional.empty();
    }
    if (bits.value() > most && !isUnchecked) {
      sink.report(Diagnostic.of(
              Code.ILLEGAL_GEOMETRY,
              bits.span(),
              "regime `" + regime.text() + "` has an output of at most " + most + " bits, not "
                  + bits)
          .withHelp(
              bits.value() <= platform.paBits()
                  ? "more than 48 bits need `lpa` with a 64K granule, else `lpa2` and DS = 1"
                  : "the PA of platform `" + platform.name() + "` has " + platform.paBits()
                      + " bits"));
      return Optional.empty();
    }
    return Optional.of((int) bits.value());
  }
}
