package io.shatterproof.arch;

import java.util.EnumMap;
import java.util.Map;

/** The answers of one platform, looked up once. */
final class PlatformChoices {
  private static final PlatformChoices NONE_MADE = new PlatformChoices(Map.of());

  private final EnumMap<Knob, Integer> answers = new EnumMap<>(Knob.class);

  private PlatformChoices(Map<String, String> choices) {
    for (Knob knob : Knob.values()) {
      answers.put(knob, Math.max(0, knob.choices().indexOf(knob.of(choices))));
    }
  }

  static PlatformChoices of(Platform platform) {
    return platform.choices().isEmpty() ? NONE_MADE : new PlatformChoices(platform.choices());
  }

  int of(Knob knob) {
    return answers.getOrDefault(knob, 0);
  }
}
