package io.shatterproof.compiler.lower;

import io.shatterproof.compiler.model.PatternModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.vector.DescriptorClaim;
import io.shatterproof.vector.EventPattern;
import java.util.OptionalInt;

/** From the meaning of event patterns to patterns of vectors. */
final class PatternLowering {
  private final DomainNumbers domains;

  PatternLowering(DomainNumbers domains) {
    this.domains = domains;
  }

  EventPattern lower(PatternModel pattern) {
    if (pattern instanceof PatternModel.EitherPattern either) {
      return new EventPattern.Either(either.alternatives().stream()
          .map(alternative -> alternative.patterns().stream().map(this::lower).toList())
          .toList());
    }
    if (pattern instanceof PatternModel.RepeatedPattern repeated) {
      int times = (int) repeated.times().value();
      return new EventPattern.Repeated(
          lower(repeated.pattern()),
          repeated.isLeast() ? times : 0,
          repeated.isMost() ? OptionalInt.of(times) : OptionalInt.empty());
    }
    return lower((PatternModel.OfEvent) pattern);
  }

  EventPattern.OfEvent lower(PatternModel.OfEvent pattern) {
    if (pattern instanceof PatternModel.StoredPattern stored) {
      return new EventPattern.Stored(
          domains.of(stored.domain()),
          (int) stored.level().value(),
          stored.ipa().value(),
          new DescriptorClaim(stored.kind().value(), ScenarioLowering.optionalLong(stored.pa())));
    }
    if (pattern instanceof PatternModel.FilledPattern filled) {
      return new EventPattern.Filled(
          domains.of(filled.domain()),
          (int) filled.level().value(),
          filled.ipa().value(),
          (int) filled.count().value());
    }
    if (pattern instanceof PatternModel.InvalidatedPattern invalidated) {
      return new EventPattern.Invalidated(
          invalidated.operation().value(),
          domains.of(invalidated.domain()),
          ScenarioLowering.optionalLong(invalidated.ipa()));
    }
    if (pattern instanceof PatternModel.AnyInvalidationPattern any) {
      return new EventPattern.AnyInvalidation(domains.of(any.domain()));
    }
    if (pattern instanceof PatternModel.CoveringPattern covering) {
      return new EventPattern.Covering(
          domains.of(covering.domain()),
          covering.ipa().value(),
          covering.size().map(Quantity::value).orElse(1L));
    }
    if (pattern instanceof PatternModel.SynchronizedPattern synchronised) {
      return new EventPattern.Synchronized(synchronised.option(), synchronised.orStronger());
    }
    if (pattern instanceof PatternModel.CleanedPattern cleaned) {
      return new EventPattern.Cleaned(
          cleaned.what(),
          cleaned
              .pa()
              .map(pa -> new EventPattern.Range(
                  pa.value(), cleaned.size().orElseThrow().value())));
    }
    if (pattern instanceof PatternModel.DroppedPattern dropped) {
      return new EventPattern.Dropped(ScenarioLowering.optionalLong(dropped.pa()));
    }
    if (pattern instanceof PatternModel.IommuFlushedPattern flushed) {
      return new EventPattern.IommuFlushed(
          domains.of(flushed.domain()), flushed.ipa().value(), flushed.pages().value());
    }
    if (pattern instanceof PatternModel.MonitoredPattern monitored) {
      return new EventPattern.Monitored(monitored.vcpuPaused());
    }
    return new EventPattern.OfKind(((PatternModel.KindPattern) pattern).kind());
  }
}
