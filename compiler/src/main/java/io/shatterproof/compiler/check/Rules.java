package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.model.ScenarioModel;
import java.util.List;

/** Every rule. */
public final class Rules {
  private static final List<Rule> ALWAYS = List.of(
      new AlignedRule(),
      new NotEmptyRule(),
      new NoWrapRule(),
      new CleanedRangeRule(),
      new IpaSizeRule(),
      new PaSizeRule(),
      new LevelRule(),
      new OrderRule(),
      new OffsetRule(),
      new TlbiOperandRule(),
      new ContinuationRule(),
      new FromOneRule(),
      new OneProfileRule(),
      new OnePlatformRule(),
      new ScopeRule(),
      new ExistingPeRule(),
      new DomainLifeRule(),
      new NestedLockRule(),
      new LockBodyRule(),
      new ContradictionRule(),
      new HeaderRule(),
      new OutcomeSetRule());

  /** Rules about what is missing: a mistake elsewhere may have removed it. */
  private static final List<Rule> WHEN_WHOLE = List.of(
      new SomeDomainRule(),
      new GuestPeRule(),
      new InGuestRule(),
      new ReturnedRule(),
      new ExpectationsRule());

  private Rules() {}

  /** Reports what the scenarios of one file break. */
  public static void check(List<ScenarioModel> scenarios, Diagnostics diagnostics) {
    boolean isWhole = !diagnostics.hasErrors();
    for (ScenarioModel scenario : scenarios) {
      DiagnosticSink sink = scenario
          .row()
          .map(row -> diagnostics.withNote("in the row at " + row))
          .orElse(diagnostics);
      ALWAYS.forEach(rule -> rule.check(scenario, sink));
      if (isWhole) {
        WHEN_WHOLE.forEach(rule -> rule.check(scenario, sink));
      }
    }
    TitleRule.check(scenarios, diagnostics);
  }
}
