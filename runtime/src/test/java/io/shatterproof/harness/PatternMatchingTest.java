package io.shatterproof.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.arch.TlbiOperand;
import io.shatterproof.arch.TtlHint;
import io.shatterproof.event.Event;
import io.shatterproof.event.EventKind;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.vector.EventMatching;
import io.shatterproof.vector.EventPattern;
import io.shatterproof.vector.EventPattern.Either;
import io.shatterproof.vector.EventPattern.OfEvent;
import io.shatterproof.vector.EventPattern.Repeated;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Setup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Patterns of several events, each event being a letter. */
final class PatternMatchingTest {
  private static final Map<Character, Event> EVENTS =
      Map.of('a', new Event.Isb(0), 'b', new Event.Locked(0, 0), 'c', new Event.Unlocked(0, 0));
  private static final OfEvent A = new EventPattern.OfKind(EventKind.ISB);
  private static final OfEvent B = new EventPattern.OfKind(EventKind.LOCKED);
  private static final OfEvent C = new EventPattern.OfKind(EventKind.UNLOCKED);
  private static final int VMID = 5;

  private final TestedDomains domains = domains();

  private static TestedDomains domains() {
    Setup setup = new VectorBuilder().build().setup();
    TestedDomains domains = new TestedDomains(setup, new VectorReferences(setup));
    DomainReport report = new DomainReport((long) VMID << 48, 0);
    domains.add(0, new TestedDomain(setup.domains().get(0), report));
    return domains;
  }

  private Optional<Failure> judge(EventMatching matching, String events, EventPattern... patterns) {
    List<ObservedEvent> observed = new ArrayList<>();
    for (int i = 0; i < events.length(); i++) {
      observed.add(ObservedEvent.plain(Objects.requireNonNull(EVENTS.get(events.charAt(i)))));
    }
    Expectation.EventsAre expected = new Expectation.EventsAre(
        VectorBuilder.HERE, Scope.ARCHITECTURE, true, matching, List.of(patterns));
    return new EventComparison(domains).judge(expected, observed);
  }

  private static EventPattern either(List<EventPattern> one, List<EventPattern> other) {
    return new Either(List.of(one, other));
  }

  private static EventPattern repeated(int least, int most, OfEvent pattern) {
    return new Repeated(pattern, least, OptionalInt.of(most));
  }

  @Test
  void laterAlternativeIsTakenWhereAnEarlierOneLeadsNowhere() {
    EventPattern shorter = either(List.of(A), List.of(A, B));

    assertThat(judge(EventMatching.IN_ORDER, "abc", shorter, C)).isEmpty();
    assertThat(judge(EventMatching.IN_ORDER, "ac", shorter, C)).isEmpty();
  }

  @Test
  void runGivesBackWhatIsNeededBehindIt() {
    assertThat(judge(EventMatching.IN_ORDER, "aaa", repeated(0, 9, A), A)).isEmpty();
    assertThat(judge(EventMatching.IN_ORDER, "a", repeated(0, 9, A), A)).isEmpty();
    assertThat(judge(EventMatching.IN_ORDER, "", repeated(0, 9, A), A)).isPresent();
  }

  @Test
  void messageNamesThePatternOfTheAlternativeThatComesFurthest() {
    EventPattern either = new Either(List.of(List.of(A, B), List.of(A, A, B), List.of(C)));

    assertThat(judge(EventMatching.IN_ORDER, "aac", either, C).orElseThrow().message())
        .isEqualTo("all events in order: event 3 is unlock, expected lock (alternative 2); "
            + "alternative 1 fails at event 2, alternative 3 fails at event 1");
  }

  @Test
  void messageNamesWhateverCouldStandThere() {
    EventPattern either = either(List.of(A), List.of(B));

    Failure failure =
        judge(EventMatching.IN_ORDER, "ac", either, repeated(0, 2, B)).orElseThrow();

    assertThat(failure.message())
        .isEqualTo("all events in order: event 2 is unlock, expected at most 2 of lock or the end");
    assertThat(failure.expected()).isEqualTo("isb\nat most 2 of lock");
    assertThat(failure.actual()).isEqualTo("isb\nunlock");
  }

  @Test
  void missingEventIsThatOfTheWayThatComesFurthest() {
    EventPattern either = either(List.of(A, B), List.of(A, C, C));

    assertThat(judge(EventMatching.IN_ORDER, "ac", either).orElseThrow().message())
        .isEqualTo("all events in order: event 3 is missing: unlock (alternative 2); "
            + "alternative 1 fails at event 2");
  }

  @Test
  void alternativeOfAnAlternativeIsNamedByBothNumbers() {
    EventPattern inner = either(List.of(B), List.of(C));
    EventPattern outer = either(List.of(B), List.of(A, inner));

    assertThat(judge(EventMatching.IN_ORDER, "aa", outer).orElseThrow().message())
        .isEqualTo("all events in order: event 2 is isb, expected lock (alternative 2.1) or "
            + "unlock (alternative 2.2)");
  }

  @Test
  void numberInAnyOrderSaysHowManyThereAre() {
    Failure failure = judge(EventMatching.ANY_ORDER, "ab", repeated(2, 3, A), B).orElseThrow();

    assertThat(failure.message()).isEqualTo("all events any order: only 1 of 2 events are isb");
  }

  @Test
  void alternativesInAnyOrderAreToldWithTheNearestWay() {
    EventPattern either = either(List.of(A, A), List.of(B, C));

    assertThat(judge(EventMatching.ANY_ORDER, "cba", either).orElseThrow().message())
        .isEqualTo("all events any order: no pattern is left for isb; that is the nearest of 2 "
            + "ways to choose the alternatives");
  }

  @Test
  void numberAmongOthersIsOfTheWholePhase() {
    assertThat(judge(EventMatching.INCLUDE, "abac", repeated(0, 2, A), B, C)).isEmpty();
    assertThat(judge(EventMatching.INCLUDE, "abaca", B, repeated(0, 2, A), C)
            .orElseThrow()
            .message())
        .isEqualTo("all events include: isb occurs 3 times, expected at most 2 of isb");
  }

  @Test
  void patternThatDoesNotOccurBehindTheOthersIsNamed() {
    assertThat(judge(EventMatching.INCLUDE, "ca", A, either(List.of(B), List.of(C)))
            .orElseThrow()
            .message())
        .isEqualTo("all events include: lock (alternative 1) does not occur; "
            + "unlock (alternative 2) does not occur, behind event 2");
  }

  @Test
  void manyAlternativesTakeTheTimeOfAFew() {
    List<EventPattern> patterns = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      patterns.add(either(List.of(A, A), List.of(A)));
    }
    patterns.add(B);

    EventPattern[] list = patterns.toArray(EventPattern[]::new);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> assertThat(judge(EventMatching.IN_ORDER, "a".repeat(600), list)).isPresent());
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithRegularExpressions(EventMatching matching) {
    SplittableRandom random = new SplittableRandom(7);
    int agreements = 0;
    for (int i = 0; i < 4000; i++) {
      List<EventPattern> patterns = patterns(random, 3, 2);
      String events = random
          .ints(random.nextInt(6), 'a', 'd')
          .mapToObj(letter -> String.valueOf((char) letter))
          .collect(Collectors.joining());
      boolean expected = oracle(matching, events, patterns);

      assertThat(judge(matching, events, patterns.toArray(EventPattern[]::new)).isEmpty())
          .as("%s of %s: %s", matching, events, patterns)
          .isEqualTo(expected);

      agreements += expected ? 1 : 0;
    }
    assertThat(agreements).isBetween(200, 3800);
  }

  private static List<EventPattern> patterns(SplittableRandom random, int most, int depth) {
    List<EventPattern> patterns = new ArrayList<>();
    for (int i = random.nextInt(1, most + 1); i > 0; i--) {
      patterns.add(pattern(random, depth));
    }
    return patterns;
  }

  private static EventPattern pattern(SplittableRandom random, int depth) {
    OfEvent letter = List.of(A, B, C).get(random.nextInt(3));
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0, 1 -> letter;
      case 2 -> new Repeated(letter, random.nextInt(1, 3), OptionalInt.empty());
      case 3 -> repeated(random.nextInt(2), random.nextInt(1, 4), letter);
      default -> either(patterns(random, 2, depth - 1), patterns(random, 2, depth - 1));
    };
  }

  private static boolean oracle(
      EventMatching matching, String events, List<EventPattern> patterns) {
    return switch (matching) {
      case IN_ORDER -> events.matches(regex(patterns));
      case ANY_ORDER ->
        permutations(events).stream().anyMatch(order -> order.matches(regex(patterns)));
      case INCLUDE ->
        ways(patterns).stream().anyMatch(way -> way.stream().allMatch(events::matches));
    };
  }

  private static String regex(List<EventPattern> patterns) {
    return patterns.stream().map(PatternMatchingTest::regex).collect(Collectors.joining());
  }

  private static String regex(EventPattern pattern) {
    if (pattern instanceof Either either) {
      return either.alternatives().stream()
          .map(PatternMatchingTest::regex)
          .collect(Collectors.joining("|", "(?:", ")"));
    }
    if (pattern instanceof Repeated repeated) {
      return letter(repeated.pattern()) + bounds(repeated);
    }
    return letter((OfEvent) pattern);
  }

  private static String bounds(Repeated repeated) {
    String most = repeated.most().isEmpty() ? "" : "" + repeated.most().getAsInt();
    return "{" + repeated.least() + "," + most + "}";
  }

  private static String letter(OfEvent pattern) {
    return pattern.equals(A) ? "a" : pattern.equals(B) ? "b" : "c";
  }

  /** For each way to choose alternatives, regular expressions that must all match. */
  private static List<List<String>> ways(List<EventPattern> patterns) {
    List<List<String>> ways = new ArrayList<>();
    for (List<EventPattern> way : flat(patterns)) {
      List<String> all = new ArrayList<>();
      all.add(way.stream()
          .filter(OfEvent.class::isInstance)
          .map(one -> letter((OfEvent) one))
          .collect(Collectors.joining(".*", ".*", ".*")));
      for (EventPattern one : way) {
        if (one instanceof Repeated repeated) {
          String letter = letter(repeated.pattern());
          all.add("(?:[^" + letter + "]*" + letter + ")" + bounds(repeated) + "[^" + letter + "]*");
        }
      }
      ways.add(all);
    }
    return ways;
  }

  private static List<List<EventPattern>> flat(List<EventPattern> patterns) {
    List<List<EventPattern>> ways = List.of(List.of());
    for (EventPattern pattern : patterns) {
      List<List<EventPattern>> choices = pattern instanceof Either either
          ? either.alternatives().stream().flatMap(one -> flat(one).stream()).toList()
          : List.of(List.of(pattern));
      List<List<EventPattern>> longer = new ArrayList<>();
      for (List<EventPattern> way : ways) {
        for (List<EventPattern> choice : choices) {
          List<EventPattern> both = new ArrayList<>(way);
          both.addAll(choice);
          longer.add(both);
        }
      }
      ways = longer;
    }
    return ways;
  }

  private static List<String> permutations(String letters) {
    if (letters.isEmpty()) {
      return List.of("");
    }
    List<String> all = new ArrayList<>();
    for (int i = 0; i < letters.length(); i++) {
      char first = letters.charAt(i);
      permutations(letters.substring(0, i) + letters.substring(i + 1))
          .forEach(rest -> all.add(first + rest));
    }
    return all;
  }

  @Test
  void operationCoversWhatItRemovesOnEveryPe() {
    long page = TlbiOperand.ipa(0x4000, TtlHint.NONE);
    long range = TlbiOperand.ipaRange(Granule.SIZE_4K, 0x4000, 0x4000, TtlHint.NONE, false);

    assertThat(covering(0x4000, 0x1000, page, range))
        .containsExactlyInAnyOrder(
            "alle1is",
            "alle1os",
            "vmalls12e1is",
            "vmalls12e1os",
            "ipas2e1is",
            "ipas2e1os",
            "ripas2e1is",
            "ripas2e1os");
    assertThat(covering(0x5000, 0x3000, page, range))
        .contains("ripas2e1is")
        .doesNotContain("ipas2e1is");
    assertThat(covering(0x5000, 0x3001, page, range)).doesNotContain("ripas2e1is", "ipas2e1is");
    assertThat(covering(0x3fff, 1, page, range)).doesNotContain("ripas2e1is", "ipas2e1is");
  }

  @Test
  void hintLeavesEntriesOut() {
    long page = TlbiOperand.ipa(0x4000, TtlHint.of(Granule.SIZE_4K, 3));
    long range = TlbiOperand.ipaRange(
        Granule.SIZE_4K, 0x4000, 0x4000, TtlHint.of(Granule.SIZE_4K, 3), false);

    assertThat(covering(0x4000, 0x1000, page, range)).doesNotContain("ripas2e1is", "ipas2e1is");
  }

  @Test
  void rangeOfAnotherGranuleCoversNothing() {
    long range = TlbiOperand.ipaRange(Granule.SIZE_16K, 0x4000, 0x1_0000, TtlHint.NONE, false);

    assertThat(covering(0x4000, 0x1000, 0, range)).doesNotContain("ripas2e1is");
  }

  private List<String> covering(long ipa, long size, long page, long range) {
    EventPattern.OfEvent pattern = new EventPattern.Covering(0, ipa, size);
    return Arrays.stream(TlbiOp.values())
        .filter(op -> {
          long operand = op.isRange() ? range : page;
          return matches(pattern, new Event.Tlbi(0, op, operand, VMID, 0));
        })
        .map(TlbiOp::word)
        .toList();
  }

  @Test
  void operationOfAnotherVmidIsOfNoDomain() {
    Event.Tlbi all = new Event.Tlbi(0, TlbiOp.ALLE1IS, 0, VMID + 1, 0);
    Event.Tlbi other = new Event.Tlbi(0, TlbiOp.VMALLS12E1IS, 0, VMID + 1, 0);

    assertThat(matches(new EventPattern.Covering(0, 0, 1), all)).isTrue();
    assertThat(matches(new EventPattern.Covering(0, 0, 1), other)).isFalse();
    assertThat(matches(new EventPattern.AnyInvalidation(0), other)).isFalse();
    assertThat(matches(
            new EventPattern.AnyInvalidation(0), new Event.Tlbi(0, TlbiOp.VAE1, 0, VMID, 0)))
        .isTrue();
  }

  private boolean matches(EventPattern.OfEvent pattern, Event event) {
    return new EventMatcher(domains).matches(pattern, ObservedEvent.plain(event));
  }

  @Test
  void patternsOfOneEventAreReadInOrder() {
    List<EventPattern> backwards = new ArrayList<>(List.of(A, B));
    Collections.reverse(backwards);

    assertThat(judge(EventMatching.IN_ORDER, "ab", backwards.toArray(EventPattern[]::new)))
        .map(Failure::message)
        .hasValue("all events in order: event 1 is isb, expected lock");
  }
}
