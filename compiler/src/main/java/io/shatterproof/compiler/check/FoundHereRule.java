package io.shatterproof.compiler.check;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ExpectationModel.ViolationExpectation;
import io.shatterproof.compiler.model.HeaderModel;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.PlatformModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.event.ViolationName;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A violation that is expected is one that the checkers look for here. */
final class FoundHereRule implements Rule {
  private static final Set<ViolationName> OF_BARE_TABLES =
      EnumSet.of(ViolationName.USE_AFTER_FREE, ViolationName.VMID_REUSE, ViolationName.LOST_DIRTY);
  private static final Set<ViolationName> OF_DOMAINS = EnumSet.of(
      ViolationName.EARLY_RELEASE,
      ViolationName.INCOMPLETE_TABLE,
      ViolationName.FLUSH_PENDING,
      ViolationName.LEAK,
      ViolationName.DOUBLE_FREE,
      ViolationName.REFERENCE_COUNT,
      ViolationName.LIVE_REPLACE);

  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (PhaseModel phase : scenario.phases()) {
      for (PhaseModel.ThenModel then : phase.thens()) {
        for (ExpectationModel expectation : then.expectations()) {
          if (expectation instanceof ViolationExpectation violation) {
            boolean isOfOldest = isOfOldest(scenario, then);
            check(violation.name(), violation.span(), isOfOldest, scenario, sink);
          }
        }
      }
    }
    for (HeaderModel.FailureModel failure : scenario.header().knownFailures()) {
      boolean isOfOldest = isOldest(failure.profile().value());
      check(failure.violation().value(), failure.violation().span(), isOfOldest, scenario, sink);
    }
  }

  /** Whether a block is about the profile alone that replaces live entries as its way. */
  private static boolean isOfOldest(ScenarioModel scenario, PhaseModel.ThenModel then) {
    return then.isArchitecture()
        ? scenario.domains().stream()
            .anyMatch(domain -> isOldest(domain.config().profile()))
        : then.scope().profiles().stream().allMatch(FoundHereRule::isOldest)
            && !then.scope().isArchitecture();
  }

  private static boolean isOldest(String profile) {
    return profile.equals("xen_pre");
  }

  private static void check(
      ViolationName name,
      Span span,
      boolean isOfOldest,
      ScenarioModel scenario,
      DiagnosticSink sink) {
    boolean isBare = scenario.domains().isEmpty() && !scenario.regimes().isEmpty();
    Optional<String> reason =
        isBare ? ofBareTables(name, scenario) : ofDomains(name, isOfOldest, scenario);
    reason.ifPresent(why -> sink.report(Diagnostic.of(
        Code.NEVER_FOUND, span, "`" + name.word() + "` is never found here: " + why)));
  }

  private static Optional<String> ofBareTables(ViolationName name, ScenarioModel scenario) {
    if (OF_DOMAINS.contains(name)) {
      return Optional.of("bare tables have no P2M that could do it");
    }
    Optional<Platform> platform = scenario.platform().map(PlatformModel::platform);
    if (name == ViolationName.LOST_DIRTY
        && platform.filter(known -> !known.has(Feature.HAFDBS)).isPresent()) {
      return Optional.of("without FEAT_HAFDBS hardware makes nothing dirty");
    }
    boolean isCoherent =
        platform.filter(known -> known.walker() == Platform.Coherence.COHERENT).isPresent();
    return name == ViolationName.NO_CLEAN && isCoherent
        ? Optional.of("the walker of the platform is coherent")
        : Optional.empty();
  }

  private static Optional<String> ofDomains(
      ViolationName name, boolean isOfOldest, ScenarioModel scenario) {
    if (OF_BARE_TABLES.contains(name)) {
      return Optional.of("it is looked for under bare tables alone");
    }
    if (name == ViolationName.LIVE_REPLACE && isOfOldest) {
      return Optional.of("it is not looked for on xen_pre, which replaces live entries as its way");
    }
    boolean isOfIommu = name == ViolationName.NO_CLEAN || name == ViolationName.INCOMPLETE_TABLE;
    return isOfIommu && scenario.domains().stream().noneMatch(FoundHereRule::isWalkedUncached)
        ? Optional.of("no domain has its tables walked by an IOMMU that is not coherent")
        : Optional.empty();
  }

  private static boolean isWalkedUncached(DomainModel domain) {
    return domain.config().usesIommu()
        && domain.platform().platform().iommu() == Platform.Iommu.NONCOHERENT;
  }
}
