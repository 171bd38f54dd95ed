package io.shatterproof.arch;

import java.util.EnumMap;

/** The answers of one platform, looked up once. */
final class PlatformChoices {
  private final EnumMap<Knob, Integer> answers = new EnumMap<>(Knob.class);

  PlatformChoices(Platform platform) {
    for (Knob knob : Knob.values()) {
      answers.put(knob, Math.max(0, knob.choices().indexOf(knob.of(platform))));
    }
  }

  int of(Knob knob) {
    return answers.getOrDefault(knob, 0);
  }
}
