package io.shatterproof.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Choices;
import io.shatterproof.arch.regime.Stage2Regime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Whatever registers, tables and accesses: the walk does what the {@link NaiveWalk} does. The property
 * {@code property.seed} gives another seed, {@code property.walks} another number of translations.
 */
final class NaiveWalkTest {
  private static final long DEFAULT_SEED = 0x5eed;
  private static final int DEFAULT_COUNT = 50_000;

  /** Every end that there can be, and the levels it can have; 0 with the faults of configuration. */
  private static final Map<String, Set<String>> ENDS = Map.of(
      "ok", Set.of("-9", "0", "1", "2", "3"),
      "translation", Set.of("-1", "0", "1", "2", "3"),
      "address size", Set.of("-1", "0", "1", "2", "3"),
      "af", Set.of("0", "1", "2", "3"),
      "permission", Set.of("0", "1", "2", "3"),
      "external", Set.of("-1", "0", "1", "2", "3"),
      "alignment", Set.of("0", "1", "2", "3"),
      "unsupported", Set.of("0", "1", "2", "3"));

  private static final Pattern END = Pattern.compile("[a-z ]+ level -?[0-9]+");

  private final Map<String, Integer> met = new TreeMap<>();

  @Test
  void everyTranslationEndsAsTheNaiveOneDoes() {
    long seed = Long.decode(System.getProperty("property.seed", Long.toString(DEFAULT_SEED)));
    int count = Integer.getInteger("property.walks", DEFAULT_COUNT);
    Optional<String> mistake = Optional.empty();
    int number = 0;
    while (number < count && mistake.isEmpty()) {
      mistake = mistake(seed + number);
      number++;
    }

    System.out.printf(Locale.ROOT, "random walks: %d from seed %d; %s%n", number, seed, met);
    assertThat(mistake).isEmpty();
    if (count >= DEFAULT_COUNT) {
      ENDS.forEach((end, levels) ->
          levels.forEach(level -> assertThat(met).containsKey(end + " level " + level)));
    }
  }

  private Optional<String> mistake(long seed) {
    WalkCase walkCase = new WalkCaseGenerator(seed).next();
    String expected = naive(walkCase);
    Matcher end = END.matcher(expected);
    assertThat(end.lookingAt()).isTrue();
    met.merge(end.group(), 1, Integer::sum);
    if (product(walkCase).equals(expected)) {
      return Optional.empty();
    }
    WalkCase smallest = WalkCaseShrinker.shrink(walkCase, NaiveWalkTest::differs);
    return Optional.of("-Dproperty.seed=" + seed + ", made small:\n" + smallest + "=> "
        + product(smallest) + "naive: " + naive(smallest));
  }

  private static boolean differs(WalkCase walkCase) {
    return !product(walkCase).equals(naive(walkCase));
  }

  private static String naive(WalkCase walkCase) {
    WordMemory memory = new WordMemory(walkCase.memory());
    String end = new NaiveWalk(walkCase, memory, (pa, level) -> {}).translate();
    return end + "\n" + memory;
  }

  private static String product(WalkCase walkCase) {
    WordMemory memory = new WordMemory(walkCase.memory());
    Choices choices = walkCase::choice;
    Stage2Regime regime = Stage2Regime.of(walkCase.platform(), walkCase.registers(), choices);
    Translation result = new Translation();
    new Stage2Walk(memory, regime, choices)
        .translate(walkCase.ipa(), walkCase.access(), walkCase.stage1(), WalkListener.NONE, result);
    return end(result) + "\n" + memory;
  }

  static String end(Translation result) {
    if (!result.isFault()) {
      return "ok level " + result.level() + " 0x" + Long.toHexString(result.pa()) + " "
          + result.attributes();
    }
    String stage = result.faultStage().words();
    return result.faultKind().word() + " level " + result.level()
        + (stage.isEmpty() ? "" : " " + stage) + (result.isWrite() ? " of write" : "")
        + (result.isTagAccess() ? " of tag" : "");
  }
}
