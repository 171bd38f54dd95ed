package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.RegimeModel.RangeModel;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import java.util.List;
import java.util.Optional;

/** Ranges of memory of a regime. */
final class RegimeRanges {
  private final Environment environment;
  private final Platform platform;

  RegimeRanges(Environment environment, Platform platform) {
    this.environment = environment;
    this.platform = platform;
  }

  /** The range, or nothing where a mistake is reported. */
  Optional<RangeModel> range(
      Span span, ExpressionSyntax from, ExpressionSyntax bytes, Granule granule) {
    Optional<Quantity> pa = environment.quantity(from);
    Optional<Quantity> size = environment.quantity(bytes);
    if (pa.isEmpty() || size.isEmpty()) {
      return Optional.empty();
    }
    boolean isPaAligned = isAligned("PA", pa.get(), granule);
    boolean isAligned = isAligned("size", size.get(), granule) && isPaAligned;
    if (size.get().value() == 0) {
      environment.sink().report(Code.EMPTY_RANGE, size.get().span(), "the size of this range is 0");
      return Optional.empty();
    }
    return isAligned && fits(pa.get(), size.get())
        ? Optional.of(new RangeModel(span, pa.get().value(), size.get().value()))
        : Optional.empty();
  }

  /** Whether an address or a size is a multiple of the granule; if not, that is reported. */
  boolean isAligned(String what, Quantity quantity, Granule granule) {
    boolean isAligned = (quantity.value() & (granule.sizeBytes() - 1)) == 0;
    if (!isAligned) {
      environment
          .sink()
          .report(
              Code.MISALIGNED,
              quantity.span(),
              what + " " + quantity.hex() + " is not aligned to " + granule.word());
    }
    return isAligned;
  }

  private boolean fits(Quantity pa, Quantity size) {
    long last = pa.value() + size.value() - 1;
    boolean fits = Long.compareUnsigned(last, pa.value()) >= 0
        && pa.value() >>> platform.paBits() == 0
        && last >>> platform.paBits() == 0;
    if (!fits) {
      environment
          .sink()
          .report(
              Code.PA_OUT_OF_RANGE,
              pa.span(),
              "this range does not fit in the " + platform.paBits() + " bits of PA of platform `"
                  + platform.name() + "`");
    }
    return fits;
  }

  /** Whether no two ranges overlap; if some do, that is reported. */
  boolean areApart(List<RangeModel> ranges) {
    boolean areApart = true;
    for (int i = 0; i < ranges.size(); i++) {
      for (RangeModel other : ranges.subList(i + 1, ranges.size())) {
        if (ranges.get(i).overlaps(other)) {
          areApart = false;
          environment
              .sink()
              .report(Diagnostic.of(
                      Code.MEMORY_OVERLAPS,
                      ranges.get(i).span(),
                      "this memory and other memory of the regime overlap")
                  .withNote("the other is at", other.span()));
        }
      }
    }
    return areApart;
  }
}
