package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.PlatformModel;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;

/** What a scenario is about is on one platform. */
final class OnePlatformRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    List<Place> places = new ArrayList<>();
    for (DomainModel domain : scenario.domains()) {
      places.add(new Place("domain", domain.name(), domain.span(), domain.platform()));
    }
    for (RegimeModel regime : scenario.regimes()) {
      places.add(new Place("regime", regime.name(), regime.span(), regime.platform()));
    }
    places.stream()
        .filter(place -> !place.platform().equals(places.get(0).platform()))
        .findFirst()
        .ifPresent(other -> report(scenario, places.get(0), other, sink));
  }

  /** Something that is on a platform. */
  private record Place(String kind, String name, Span span, PlatformModel platform) {}

  private static void report(ScenarioModel scenario, Place one, Place other, DiagnosticSink sink) {
    sink.report(Diagnostic.of(
            Code.SEVERAL_PLATFORMS,
            scenario.header().titleSpan(),
            "this scenario uses " + one.kind() + "s on two platforms: `"
                + one.platform().platform().name() + "` and `"
                + other.platform().platform().name() + "`")
        .withNote(one.kind() + " `" + one.name() + "` at", one.span())
        .withNote(other.kind() + " `" + other.name() + "` at", other.span()));
  }
}
