package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.model.ScenarioModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every rule. */
public final class Rules {
  /** For fewer scenarios it is not worth while to use several processors. */
  private static final int MANY = 256;

  private static final List<Rule> ALWAYS = List.of(
      new AlignedRule(),
      new NotEmptyRule(),
      new NoWrapRule(),
      new CleanedRangeRule(),
      new CoveredRangeRule(),
      new IpaSizeRule(),
      new PaSizeRule(),
      new LevelRule(),
      new OrderRule(),
      new OffsetRule(),
      new TlbiOperandRule(),
      new ContinuationRule(),
      new FromOneRule(),
      new DomainNamesRule(),
      new OneProfileRule(),
      new OnePlatformRule(),
      new ScopeRule(),
      new ExistingPeRule(),
      new CreationRule(),
      new PopulatedTypeRule(),
      new AccessInGuestRule(),
      new DomainLifeRule(),
      new NestedLockRule(),
      new LockBodyRule(),
      new ContradictionRule(),
      new HeaderRule(),
      new OutcomeSetRule(),
      new FaultLevelRule(),
      new TablesAndP2mRule(),
      new EntryLevelRule(),
      new EntryAddressRule(),
      new EntryOutputRule(),
      new RawMemoryRule(),
      new RegimeMemoryRule(),
      new ProbedRule(),
      new NotReportedRule(),
      new KindFeatureRule(),
      new FetchRule(),
      new UnlinkedTableRule(),
      new DuplicateLabelRule(),
      new LabelPlaceRule(),
      new EmptyStretchRule(),
      new SameOutcomeRule(),
      new BodiesRule(),
      new OneInterleavingRule(),
      new ObserverRule(),
      new IommuObserverRule(),
      new InstructionFeatureRule(),
      new NumberOfEventsRule(),
      new AlternativesRule(),
      new AlternativesDepthRule(),
      new ChoicesRule(),
      new StrongerRule(),
      new NoEventRule(),
      new WaiverRule(),
      new ReasonRule());

  /** Rules about what is missing: a mistake elsewhere may have removed it. */
  private static final List<Rule> WHEN_WHOLE = List.of(
      new SomeDomainRule(),
      new HeardUseRule(),
      new GuestPeRule(),
      new InGuestRule(),
      new ReturnedRule(),
      new PeInRegimeRule(),
      new ExecutedWhereRule(),
      new UnknownLabelRule(),
      new EmptyAlternativeRule(),
      new ExpectationsRule(),
      new ClaimsSomethingRule());

  /** Rules about what is of no use: in one row of a table it may well be. */
  private static final List<Rule> IN_EVERY_ROW =
      List.of(new GivenMapsRule(), new GivenUnmapsRule());

  /** The same, about expectations: one that is wrong is not of no use. */
  private static final List<Rule> IN_EVERY_ROW_WHEN_RIGHT =
      List.of(new FailableRule(), new SaidOnceRule(), new NeverMetRule());

  /** Rules about what comes of things together that are right, each on its own. */
  private static final List<Rule> WHEN_RIGHT = List.of(
      new TablesRule(),
      new ClausesAgreeRule(),
      LookupsAgreeRule.RULE,
      AccessesAgreeRule.RULE,
      RestrictionsAgreeRule.RULE,
      WordsAgreeRule.RULE,
      new ReturnsAgreeRule(),
      new CountsAgreeRule(),
      new TypePermitsRule(),
      new FoundHereRule());

  private Rules() {}

  /** Reports what the scenarios of one file break. */
  public static void check(List<ScenarioModel> scenarios, Diagnostics diagnostics) {
    boolean isWhole = !diagnostics.hasErrorsBeside(Code.UNKNOWN_LABEL); // it removes nothing
    check(ALWAYS, scenarios, diagnostics);
    if (isWhole) {
      check(WHEN_WHOLE, scenarios, diagnostics);
      checkEveryRow(IN_EVERY_ROW, scenarios, diagnostics);
    }
    TitleRule.check(scenarios, diagnostics);
    if (!diagnostics.hasErrors()) {
      checkEveryRow(IN_EVERY_ROW_WHEN_RIGHT, scenarios, diagnostics);
      check(WHEN_RIGHT, scenarios, diagnostics);
    }
  }

  private static void checkEveryRow(
      List<Rule> rules, List<ScenarioModel> scenarios, Diagnostics diagnostics) {
    rules.forEach(rule -> new EveryRow(rule).check(scenarios, diagnostics));
  }

  private static void check(
      List<Rule> rules, List<ScenarioModel> scenarios, Diagnostics diagnostics) {
    Stream<ScenarioModel> all =
        scenarios.size() < MANY ? scenarios.stream() : scenarios.parallelStream();
    all.map(scenario -> found(rules, scenario))
        .toList() // in order, whoever was first
        .forEach(found -> found.forEach(diagnostics::report));
  }

  private static List<Diagnostic> found(List<Rule> rules, ScenarioModel scenario) {
    List<Diagnostic> found = new ArrayList<>();
    DiagnosticSink all = found::add;
    DiagnosticSink sink = new InTemplates(
        scenario,
        scenario
            .row()
            .map(row -> row.isGenerated()
                ? all.withNote("with " + row.values())
                : all.withNote("in the row at", row.span()))
            .orElse(all));
    rules.forEach(rule -> rule.check(scenario, sink));
    return found;
  }
}
