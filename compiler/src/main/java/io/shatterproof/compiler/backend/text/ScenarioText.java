package io.shatterproof.compiler.backend.text;

import io.shatterproof.event.ViolationName;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectedFailure;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.KnownFailure;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One vector as a scenario, without what it declares. */
final class ScenarioText {
  private final ConformanceVector vector;
  private final Speech speech;
  private final Predicate<String> isName;
  private final List<Map<String, String>> labels;
  private final StringBuilder text = new StringBuilder();
  private StepText steps;
  private ExpectationText expectations;

  /**
   * Prepares a scenario.
   *
   * @param labels the words for the labels of each phase
   */
  ScenarioText(
      ConformanceVector vector,
      Speech speech,
      List<Map<String, String>> labels,
      Predicate<String> isName) {
    this.vector = vector;
    this.speech = speech;
    this.labels = labels;
    this.isName = isName;
    this.steps = new StepText(speech);
    this.expectations = new ExpectationText(speech);
  }

  /** The scenario with its documentation; not formatted. */
  String print(String title) {
    heading(vector.heading(), title);
    given();
    for (int i = 0; i < vector.phases().size(); i++) {
      Speech ofPhase = speech.withLabels(labels.get(i));
      steps = new StepText(ofPhase);
      expectations = new ExpectationText(ofPhase);
      phase(vector.phases().get(i), i == vector.phases().size() - 1);
    }
    return text.append("}\n").toString();
  }

  private void heading(Heading heading, String title) {
    line("// " + heading.id()
        + (heading.was().isEmpty() ? "" : ", was " + String.join(", ", heading.was())));
    if (!heading.why().isEmpty()) {
      heading.why().lines().forEach(why -> line(("/// " + Quoted.comment(why)).stripTrailing()));
    }
    List<String> tags = heading.tags().stream().filter(isName).toList();
    line("scenario " + Quoted.string(title)
        + (tags.isEmpty() ? "" : " [" + String.join(", ", tags) + "]"));
    List<String> kills = heading.kills().stream().filter(isName).toList();
    if (!kills.isEmpty()) {
      line("kills " + String.join(", ", kills));
    }
    knownFailures(heading.knownFailures());
    if (!heading.waived().isEmpty()) {
      line("waive " + waived(heading.waived()));
    }
    heading.expectedFailure().ifPresent(this::expectedFailure);
    if (!heading.source().isEmpty()) {
      line("source " + Quoted.string(heading.source()));
    }
    text.setLength(text.length() - 1);
    line(" {");
  }

  private static String waived(List<ViolationName> waived) {
    List<String> words = new ArrayList<>();
    List<ViolationName> rest = new ArrayList<>(waived);
    if (waived.containsAll(ViolationName.OF_BREAK_BEFORE_MAKE)) {
      words.add("bbm");
      rest.removeAll(ViolationName.OF_BREAK_BEFORE_MAKE);
    }
    rest.forEach(name -> words.add(name.word()));
    return String.join(", ", words);
  }

  /** A clause for each profile, since the language asks for one. */
  private void knownFailures(List<KnownFailure> failures) {
    Map<String, List<KnownFailure>> byProfile = new LinkedHashMap<>();
    for (KnownFailure failure : failures) {
      byProfile.computeIfAbsent(failure.profile(), key -> new ArrayList<>()).add(failure);
    }
    byProfile.forEach((profile, ofProfile) -> line("fails on " + profile(profile) + " with "
        + ofProfile.stream()
            .map(failure -> failure.violation().word()
                + (failure.times().isPresent() ? " times " + failure.times().getAsLong() : ""))
            .collect(Collectors.joining(", "))));
  }

  private void expectedFailure(ExpectedFailure failure) {
    line("expected to fail"
        + (failure.scope().isArchitecture() ? "" : " on " + names(failure.scope()))
        + " until " + Quoted.string(failure.until()));
  }

  private String names(Scope scope) {
    return scope.profiles().stream().map(this::profile).collect(Collectors.joining(", "));
  }

  private String profile(String profile) {
    if (!isName.test(profile)) {
      speech.obstacles().add("the profile \"" + Quoted.comment(profile) + "\"");
    }
    return isName.test(profile) ? profile : Declared.ANY_PROFILE;
  }

  private void given() {
    if (vector.given().isEmpty()) {
      return;
    }
    line("given {");
    for (Step step : vector.given()) {
      line(arranged(step));
    }
    line("}");
  }

  /** A step whose PE is that of its domain, unless it says so. */
  private String arranged(Step step) {
    return step.accept(steps);
  }

  private void phase(Phase phase, boolean isLast) {
    when(phase.when());
    Deque<Expectation> pending = new ArrayDeque<>(phase.meanwhile());
    List<Expectation> ofAll = takeScope(pending, Scope.ARCHITECTURE);
    if (!ofAll.isEmpty()) {
      line("meanwhile {");
      observers(ofAll);
      line("}");
    }
    List<Expectation> thens = new ArrayList<>(phase.then());
    Set<String> missing = isLast ? unnamedProfiles() : Set.of();
    if (thens.isEmpty() && pending.isEmpty() && missing.isEmpty() && !isLast) {
      line("then { }");
    }
    while (!thens.isEmpty() || !pending.isEmpty()) {
      Scope scope = thens.isEmpty() ? pending.getFirst().scope() : thens.get(0).scope();
      line("then" + (scope.isArchitecture() ? "" : " on " + names(scope)) + " {");
      then(takeScope(pending, scope), scope);
      while (!thens.isEmpty() && thens.get(0).scope().equals(scope)) {
        line(thens.remove(0).accept(expectations));
      }
      line("}");
    }
    if (!missing.isEmpty()) {
      line("then on " + missing.stream().map(this::profile).collect(Collectors.joining(", "))
          + " { }");
    }
  }

  private void then(List<Expectation> meanwhile, Scope scope) {
    if (meanwhile.isEmpty()) {
      return;
    }
    if (scope.isArchitecture()) {
      speech.obstacles().add("what everybody observes behind what a profile does");
    }
    line("meanwhile {");
    observers(meanwhile);
    line("}");
  }

  private static List<Expectation> takeScope(Deque<Expectation> pending, Scope scope) {
    List<Expectation> taken = new ArrayList<>();
    while (!pending.isEmpty() && pending.getFirst().scope().equals(scope)) {
      taken.add(pending.removeFirst());
    }
    return taken;
  }

  /** Profiles that nothing in the vector names but its heading. */
  private Set<String> unnamedProfiles() {
    Set<String> missing = new TreeSet<>(vector.heading().profiles());
    vector.setup().domains().forEach(domain -> missing.remove(domain.profile()));
    vector.heading().knownFailures().forEach(failure -> missing.remove(failure.profile()));
    vector
        .heading()
        .expectedFailure()
        .ifPresent(failure -> missing.removeAll(failure.scope().profiles()));
    for (Phase phase : vector.phases()) {
      phase.meanwhile().forEach(expected -> missing.removeAll(expected.scope().profiles()));
      phase.then().forEach(expected -> missing.removeAll(expected.scope().profiles()));
    }
    return missing;
  }

  private void observers(List<Expectation> observed) {
    String last = "";
    for (Expectation expectation : observed) {
      String who = expectations.observed(expectation);
      if (!who.equals(last)) {
        line(who);
      }
      last = who;
      line("    " + expectation.accept(expectations));
    }
  }

  /** The steps in blocks, a new one where another PE goes on. */
  private void when(List<Step> when) {
    List<Step> block = new ArrayList<>();
    OptionalInt pe = OptionalInt.empty();
    boolean isEmpty = true;
    for (Step step : when) {
      OptionalInt next = BlockPe.of(step);
      boolean isOther = next.isPresent() && pe.isPresent() && !next.equals(pe);
      if (isOther || step instanceof Step.Interleaved) {
        isEmpty &= block.isEmpty();
        block(pe, block);
        pe = OptionalInt.empty();
      }
      if (step instanceof Step.Interleaved interleaved) {
        isEmpty = false;
        bodies(interleaved);
      } else {
        block.add(step);
        pe = next.isPresent() ? next : pe;
      }
    }
    if (isEmpty && block.isEmpty()) {
      line("when pe 0 { }");
    }
    block(pe, block);
  }

  private void block(OptionalInt pe, List<Step> block) {
    if (!block.isEmpty()) {
      line("when pe " + pe.orElse(0) + " {");
      block.forEach(step -> line(step.accept(steps)));
      line("}");
      block.clear();
    }
  }

  private void bodies(Step.Interleaved interleaved) {
    List<OptionalInt> pes = interleaved.bodies().stream()
        .map(body -> body.stream()
            .map(BlockPe::of)
            .filter(OptionalInt::isPresent)
            .findFirst()
            .orElse(OptionalInt.empty()))
        .toList();
    int free = 0;
    for (int i = 0; i < pes.size(); i++) {
      while (pes.get(i).isEmpty() && pes.contains(OptionalInt.of(free))) {
        free++;
      }
      line((i == 0 ? "when pe " : "and pe ") + pes.get(i).orElse(free) + " {");
      free += pes.get(i).isEmpty() ? 1 : 0;
      interleaved.bodies().get(i).forEach(step -> line(step.accept(steps)));
      line("}");
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
