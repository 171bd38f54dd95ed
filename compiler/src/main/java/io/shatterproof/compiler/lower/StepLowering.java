package io.shatterproof.compiler.lower;

import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.vector.Step;
import java.util.Optional;
import java.util.OptionalLong;

/** From the meaning of steps to steps of vectors. */
final class StepLowering {
  private final DomainNumbers domains;

  StepLowering(DomainNumbers domains) {
    this.domains = domains;
  }

  Step lower(StepModel step) {
    if (step instanceof StepModel.MapStep map) {
      return new Step.Map(
          ScenarioLowering.origin(map.span()),
          map.pe(),
          domains.of(map.domain()),
          map.ipa().value(),
          map.size().value(),
          map.pa().value(),
          map.attributes(),
          code(map.returns()));
    }
    if (step instanceof StepModel.UnmapStep unmap) {
      return new Step.Unmap(
          ScenarioLowering.origin(unmap.span()),
          unmap.pe(),
          domains.of(unmap.domain()),
          unmap.ipa().value(),
          unmap.size().value(),
          ScenarioLowering.optionalLong(unmap.pa()),
          code(unmap.returns()));
    }
    if (step instanceof StepModel.LockStep lock) {
      return new Step.Locked(
          ScenarioLowering.origin(lock.span()),
          lock.pe(),
          domains.of(lock.domain()),
          lock.body().stream().map(this::lower).toList());
    }
    StepModel.TablesStep tables = (StepModel.TablesStep) step;
    return new Step.LimitTables(
        ScenarioLowering.origin(tables.span()), tables.tables().value());
  }

  private static OptionalLong code(Optional<Spanned<Long>> returns) {
    return returns.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(returns.get().value());
  }
}
