package io.shatterproof.compiler.check;

import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.PatternModel;
import io.shatterproof.compiler.model.PatternModel.EitherPattern;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.ScenarioModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Patterns without the places where they are written. */
final class Patterns {
  private Patterns() {}

  /** Every pattern of every list of events, those of alternatives behind what they stand in. */
  static List<PatternModel> all(ScenarioModel scenario) {
    List<PatternModel> all = new ArrayList<>();
    for (ExpectationModel expectation : scenario.expectations()) {
      if (expectation instanceof ExpectationModel.EventsExpectation events) {
        events.patterns().forEach(pattern -> add(pattern, all));
      }
    }
    return all;
  }

  private static void add(PatternModel pattern, List<PatternModel> all) {
    all.add(pattern);
    if (pattern instanceof EitherPattern either) {
      either.alternatives().forEach(one -> one.patterns().forEach(inner -> add(inner, all)));
    }
  }

  /** What a list of patterns says; two that say the same are equal. */
  static List<Object> meaning(List<PatternModel> patterns) {
    return patterns.stream().map(Patterns::meaning).toList();
  }

  /** What a pattern says; two that say the same are equal. */
  static Object meaning(PatternModel pattern) {
    if (pattern instanceof EitherPattern either) {
      return List.of(
          "either",
          either.alternatives().stream().map(one -> meaning(one.patterns())).toList());
    }
    if (pattern instanceof PatternModel.RepeatedPattern repeated) {
      return List.of(
          "repeated",
          repeated.times().value(),
          repeated.isLeast(),
          repeated.isMost(),
          meaning(repeated.pattern()));
    }
    if (pattern instanceof PatternModel.StoredPattern stored) {
      return List.of(
          "store",
          stored.domain().name(),
          stored.level().value(),
          stored.ipa().value(),
          stored.kind().value(),
          value(stored.pa()));
    }
    if (pattern instanceof PatternModel.FilledPattern filled) {
      return List.of(
          "fill",
          filled.domain().name(),
          filled.level().value(),
          filled.ipa().value(),
          filled.count().value());
    }
    if (pattern instanceof PatternModel.InvalidatedPattern tlbi) {
      return List.of("tlbi", tlbi.operation().value(), tlbi.domain().name(), value(tlbi.ipa()));
    }
    if (pattern instanceof PatternModel.AnyInvalidationPattern any) {
      return List.of("tlbi any", any.domain().name());
    }
    if (pattern instanceof PatternModel.CoveringPattern covering) {
      return List.of(
          "tlbi covers",
          covering.domain().name(),
          covering.ipa().value(),
          covering.size().map(Quantity::value).orElse(1L));
    }
    if (pattern instanceof PatternModel.SynchronizedPattern dsb) {
      return List.of("dsb", dsb.option(), dsb.orStronger());
    }
    if (pattern instanceof PatternModel.CleanedPattern cleaned) {
      return List.of("clean", cleaned.what(), value(cleaned.pa()), value(cleaned.size()));
    }
    if (pattern instanceof PatternModel.DroppedPattern dropped) {
      return List.of("dropped", value(dropped.pa()));
    }
    if (pattern instanceof PatternModel.IommuFlushedPattern flushed) {
      return List.of(
          "flush",
          flushed.domain().name(),
          flushed.ipa().value(),
          flushed.pages().value());
    }
    if (pattern instanceof PatternModel.MonitoredPattern monitored) {
      return List.of("monitor", monitored.vcpuPaused());
    }
    return List.of("kind", ((PatternModel.KindPattern) pattern).kind());
  }

  private static Object value(Optional<Quantity> quantity) {
    return quantity.map(Quantity::value).<Object>map(value -> value).orElse("none");
  }
}
