package io.shatterproof.arch;

/** Answers what the architecture leaves to the implementation. */
@FunctionalInterface
public interface Choices {

  /** The place of the answer among {@link Knob#choices}, from 0. */
  int of(Knob knob);

  /** The answers of a platform; the first choice of a knob that it leaves open. */
  static Choices of(Platform platform) {
    return PlatformChoices.of(platform)::of;
  }
}
