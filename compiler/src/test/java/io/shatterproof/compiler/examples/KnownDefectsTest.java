package io.shatterproof.compiler.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.event.ViolationName;
import io.shatterproof.reference.ReferenceProvider;
import io.shatterproof.spi.KnownDefect;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.KnownFailure;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a profile is listed to break is what the scenarios show that it breaks, no more and no less. */
final class KnownDefectsTest {
  private static final List<ConformanceVector> VECTORS = ExampleVectors.of("xen-series");

  @ParameterizedTest
  @ValueSource(strings = {"xen_pre", "xen_4_8", "xen_4_8_fixed", "xen_latest"})
  void everyListedDefectHasAScenarioInWhichItOccurs(String profile) {
    P2mProvider reference = new ReferenceProvider();
    Set<ViolationName> listed = reference.knownDefects(profile).stream()
        .map(KnownDefect::name)
        .collect(Collectors.toUnmodifiableSet());
    Set<ViolationName> shown = VECTORS.stream()
        .flatMap(vector -> vector.heading().knownFailures().stream())
        .filter(failure -> failure.profile().equals(profile))
        .map(KnownFailure::violation)
        .collect(Collectors.toUnmodifiableSet());

    assertThat(listed).isNotEmpty().isEqualTo(shown);
  }
}
