package io.shatterproof.vector;

import java.util.Optional;

/**
 * Some of the boundaries of a phase. There is a boundary before its first event and one behind each
 * event; a label stands for the events of a step.
 *
 * @param from the first one: behind the first event of the step with that label, or behind its last
 *     one; the very first of the phase where absent
 * @param fromEnd whether behind the last event of {@code from}; false where that is absent
 * @param to the last one: before the first event of the step with that label; the very last of the
 *     phase where absent
 */
public record Stretch(Optional<String> from, boolean fromEnd, Optional<String> to) {
  /** The whole phase. */
  public static final Stretch ALL = new Stretch(Optional.empty(), false, Optional.empty());

  public Stretch {
    if (fromEnd && from.isEmpty()) {
      throw new IllegalArgumentException("there is no end of what is not named");
    }
  }

  /** The spelling of scenarios, for example {@code from brk to make}; empty for {@link #ALL}. */
  @Override
  public String toString() {
    if (from.isEmpty()) {
      return to.map(label -> "before " + label).orElse("");
    }
    return (fromEnd ? "after " : "from ")
        + from.get()
        + to.map(label -> " to " + label).orElse("");
  }
}
