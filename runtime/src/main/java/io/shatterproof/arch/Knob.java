package io.shatterproof.arch;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A behaviour that differs between implementations, which a platform can choose. */
public enum Knob {
  /**
   * HPFAR_EL2 may hold a wrong address behind a stage 2 Translation fault, since a fault of stage 1
   * may be reported as one: erratum 834220 of Cortex-A57.
   */
  ERRATUM_834220("absent", "present");

  private final List<String> choices;

  /** A knob; its default comes first. */
  Knob(String... choices) {
    this.choices = List.of(choices);
  }

  /** The spelling of scenarios and vectors. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What can be chosen; first what a platform has that does not choose. */
  public List<String> choices() {
    return choices;
  }

  /** What a platform chooses. */
  public String of(Platform platform) {
    return platform.choices().getOrDefault(word(), choices.get(0));
  }

  /** The knob of that spelling. */
  public static Optional<Knob> parse(String word) {
    for (Knob knob : values()) {
      if (knob.word().equals(word)) {
        return Optional.of(knob);
      }
    }
    return Optional.empty();
  }
}
