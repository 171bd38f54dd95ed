package io.shatterproof.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Choices;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whatever registers, tables and accesses: both stages do what the {@link NaiveGuestWalk} does. The
 * properties are those of {@link NaiveWalkTest}.
 */
final class NaiveGuestWalkTest {
  private static final long DEFAULT_SEED = 0x5eed;
  private static final int DEFAULT_COUNT = 50_000;

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

    System.out.printf(
        Locale.ROOT, "random walks of both stages: %d from seed %d; %s%n", number, seed, met);
    assertThat(mistake).isEmpty();
    if (count >= DEFAULT_COUNT) {
      for (String stage : new String[] {" stage 1", " on stage 1 walk", ""}) {
        String[] ends = {"translation", "address size", "af", "permission", "external"};
        for (String end : ends) {
          assertThat(met).containsKey(end + stage);
        }
      }
      assertThat(met)
          .containsKeys(
              "ok", "alignment stage 1", "alignment", "unsupported stage 1", "unsupported");
    }
  }

  private Optional<String> mistake(long seed) {
    WalkCase guestCase = new GuestCaseGenerator(seed).next();
    String expected = naive(guestCase);
    String end = expected.lines().findFirst().orElseThrow();
    String kind = end.replaceFirst(" level .*", "");
    String stage = end.startsWith("ok") ? "" : end.replaceFirst(".* level -?[0-9]+", "");
    met.merge(kind + stage.replaceFirst(" of .*", ""), 1, Integer::sum);
    String ours = product(guestCase);
    return ours.equals(expected)
        ? Optional.empty()
        : Optional.of(
            "-Dproperty.seed=" + seed + "\n" + guestCase + "=> " + ours + "naive: " + expected);
  }

  private static String naive(WalkCase guestCase) {
    WordMemory memory = new WordMemory(guestCase.memory());
    NaiveWalk.ReadListener none = (pa, level) -> {};
    return new NaiveGuestWalk(guestCase, memory, none, none).translate() + "\n" + memory;
  }

  private static String product(WalkCase guestCase) {
    WordMemory memory = new WordMemory(guestCase.memory());
    Choices choices = guestCase::choice;
    Translation result = new Translation();
    new GuestWalk(memory, guestCase.platform(), guestCase.registers(), choices)
        .translate(guestCase.ipa(), guestCase.access(), result);
    return NaiveWalkTest.end(result) + "\n" + memory;
  }
}
