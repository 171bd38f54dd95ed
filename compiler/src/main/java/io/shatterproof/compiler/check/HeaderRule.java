package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.HeaderModel;
import io.shatterproof.compiler.model.HeaderModel.FailureModel;
import io.shatterproof.compiler.model.HeaderModel.WaiverModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.event.ViolationName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A header says nothing twice, and nothing that cannot be. */
final class HeaderRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    HeaderModel header = scenario.header();
    unique("tag", header.tags(), sink);
    unique("seeded fault", header.kills(), sink);
    Map<Spanned<String>, List<Spanned<ViolationName>>> clauses = header.knownFailures().stream()
        .collect(Collectors.groupingBy(
            FailureModel::profile,
            LinkedHashMap::new,
            Collectors.mapping(FailureModel::violation, Collectors.toList())));
    unique("`fails on` for profile", List.copyOf(clauses.keySet()), sink);
    clauses.values().forEach(violations -> unique("known failure", violations, sink));
    unique("waived", header.waivers().stream().map(WaiverModel::name).toList(), sink);
    header.expectedFailure().ifPresent(failure -> unique("profile", failure.profiles(), sink));
    header.knownFailures().forEach(failure -> checkTimes(failure.times(), sink));
  }

  private static <T> void unique(String what, List<Spanned<T>> values, DiagnosticSink sink) {
    Map<T, Spanned<T>> seen = new HashMap<>();
    for (Spanned<T> value : values) {
      Spanned<T> earlier = seen.putIfAbsent(value.value(), value);
      if (earlier != null) {
        sink.report(Diagnostic.of(
                Code.DUPLICATE_IN_HEADER,
                value.span(),
                what + " `" + value.span().text() + "` is given twice")
            .withNote("first at", earlier.span()));
      }
    }
  }

  private static void checkTimes(Optional<Quantity> times, DiagnosticSink sink) {
    times
        .filter(quantity -> quantity.value() == 0)
        .ifPresent(quantity -> sink.report(
            Code.OUT_OF_RANGE, quantity.span(), "a known failure occurs at least once"));
  }
}
