package io.shatterproof.harness;

import io.shatterproof.vector.Step;
import io.shatterproof.vector.StepPe;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** What several PEs do at once, and how each step reads. */
final class InterleavedSteps {
  private final List<List<Step>> bodies;
  private final List<List<String>> texts;

  /** The bodies, each of a PE of its own. */
  InterleavedSteps(Step.Interleaved step, StepText text) {
    this.bodies = step.bodies();
    this.texts =
        bodies.stream().map(body -> body.stream().map(text::withPe).toList()).toList();
    Set<Integer> pes = new HashSet<>();
    for (List<Step> body : bodies) {
      OptionalInt pe = StepPe.of(body);
      boolean isOfOne =
          body.stream().map(StepPe::of).allMatch(each -> each.isEmpty() || each.equals(pe));
      if (pe.isEmpty() || !isOfOne || !pes.add(pe.getAsInt())) {
        throw new MalformedVectorException(step.origin()
            + ": what is done at once are steps of one PE each, and of different PEs");
      }
    }
    if (bodies.size() < 2 || bodies.size() > Long.SIZE) {
      throw new MalformedVectorException(
          step.origin() + ": " + bodies.size() + " PEs cannot do something at once here");
    }
  }

  List<List<Step>> bodies() {
    return bodies;
  }

  Step step(int body, int number) {
    return bodies.get(body).get(number);
  }

  String text(int body, int number) {
    return texts.get(body).get(number);
  }

  /** By body: how many steps it has. */
  int[] lengths() {
    return bodies.stream().mapToInt(List::size).toArray();
  }
}
