package io.shatterproof.sets;

import io.shatterproof.arch.Feature;
import io.shatterproof.event.ViolationName;
import io.shatterproof.spi.Capability;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which vectors are meant. Several values of one kind are alternatives; each kind that is named must
 * hold.
 */
public final class Selection implements Predicate<ConformanceVector> {
  /** The scope of what holds for every implementation. */
  public static final String ARCHITECTURE = "architecture";

  private final List<Predicate<ConformanceVector>> conditions = new ArrayList<>();
  private boolean isInverted;

  /** Has one of these tags. */
  public Selection tags(Collection<String> tags) {
    return any(tags, (vector, tag) -> vector.heading().tags().contains(tag));
  }

  /** Has tags as one of these says. */
  public Selection tagged(Collection<TagExpression> expressions) {
    return any(expressions, (vector, one) -> one.test(vector.heading().tags()));
  }

  /** Needs one of these capabilities. */
  public Selection capabilities(Collection<Capability> capabilities) {
    return any(
        capabilities, (vector, one) -> vector.heading().needs().capabilities().contains(one));
  }

  /** Needs one of these features. */
  public Selection features(Collection<Feature> features) {
    return any(features, (vector, one) -> vector.heading().needs().features().contains(one));
  }

  /** Is about one of these rules: expects it to be broken, knows that it is, or does not ask. */
  public Selection rules(Collection<ViolationName> rules) {
    return any(rules, Selection::names);
  }

  private static boolean names(ConformanceVector vector, ViolationName rule) {
    Heading heading = vector.heading();
    return heading.waived().contains(rule)
        || heading.knownFailures().stream().anyMatch(failure -> failure.violation() == rule)
        || expectations(vector)
            .anyMatch(expectation -> expectation instanceof Expectation.ViolationIs violation
                && violation.name() == rule);
  }

  /** Expects something of one of these: a profile, or {@link #ARCHITECTURE}. */
  public Selection scopes(Collection<String> scopes) {
    return any(
        scopes,
        (vector, scope) -> expectations(vector)
            .map(Expectation::scope)
            .anyMatch(of -> scope.equals(ARCHITECTURE) ? of.isArchitecture() : isOf(of, scope)));
  }

  private static boolean isOf(Scope scope, String profile) {
    return scope.profiles().contains(profile);
  }

  /** Is run as one of these profiles. */
  public Selection profiles(Collection<String> profiles) {
    return any(profiles, (vector, one) -> vector.heading().profiles().contains(one));
  }

  /** Has, or had, an id that begins with one of these. */
  public Selection ids(Collection<String> ids) {
    return any(
        ids,
        (vector, id) -> vector.heading().id().startsWith(id)
            || vector.heading().was().stream().anyMatch(was -> was.startsWith(id)));
  }

  /** Has a title like one of these, in which {@code *} is any text. */
  public Selection titles(Collection<String> patterns) {
    return any(
        patterns.stream().map(Selection::pattern).toList(),
        (vector, pattern) -> pattern.matcher(vector.heading().title()).matches());
  }

  /**
   * Has one of these in its title, or in that of its scenario, where no row is filled in; {@code *}
   * is any text.
   */
  public Selection titleParts(Collection<String> parts) {
    return any(
        parts.stream().map(Selection::pattern).toList(),
        (vector, part) -> part.matcher(vector.heading().title()).find()
            || part.matcher(vector.heading().scenario()).find());
  }

  private static Pattern pattern(String text) {
    StringBuilder pattern = new StringBuilder();
    for (String part : text.split("\\*", -1)) {
      pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(pattern.toString(), Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  }

  /** Is one of these ids. */
  public Selection among(Set<String> ids) {
    conditions.add(vector -> ids.contains(vector.heading().id()));
    return this;
  }

  /** Means all others instead. */
  public Selection inverted() {
    isInverted = true;
    return this;
  }

  /** Whether nothing was asked for. */
  public boolean isEmpty() {
    return conditions.isEmpty();
  }

  @Override
  public boolean test(ConformanceVector vector) {
    return conditions.stream().allMatch(condition -> condition.test(vector)) != isInverted;
  }

  private interface Condition<T> {
    boolean holds(ConformanceVector vector, T value);
  }

  private <T> Selection any(Collection<T> values, Condition<T> condition) {
    if (!values.isEmpty()) {
      List<T> copy = List.copyOf(values);
      conditions.add(vector -> copy.stream().anyMatch(value -> condition.holds(vector, value)));
    }
    return this;
  }

  private static Stream<Expectation> expectations(ConformanceVector vector) {
    return vector.phases().stream().flatMap(Selection::expectations);
  }

  private static Stream<Expectation> expectations(Phase phase) {
    return Stream.concat(phase.meanwhile().stream(), phase.then().stream());
  }
}
