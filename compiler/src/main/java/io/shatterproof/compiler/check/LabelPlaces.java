package io.shatterproof.compiler.check;

import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.PhaseModel.WhenModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.ScenarioModel.LabelModel;
import io.shatterproof.compiler.model.StepModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the labels of one phase stand: in which of its blocks, in which order. */
final class LabelPlaces {
  private final ScenarioModel scenario;
  private final List<Place> places = new ArrayList<>();

  /**
   * A labelled step.
   *
   * @param group the same for blocks that are done at once, otherwise rising
   * @param body the number of the block
   */
  private record Place(LabelModel label, int group, int body) {}

  LabelPlaces(ScenarioModel scenario, PhaseModel phase) {
    this.scenario = scenario;
    int group = 0;
    int body = 0;
    for (WhenModel when : phase.whens()) {
      group += when.isAtOnce() ? 0 : 1;
      body++;
      for (StepModel step : when.steps()) {
        add(step, group, body);
      }
    }
  }

  private void add(StepModel step, int group, int body) {
    scenario.labels().stream()
        .filter(label -> label.step().equals(step))
        .forEach(label -> places.add(new Place(label, group, body)));
    if (step instanceof StepModel.LockStep lock) {
      lock.body().forEach(inner -> add(inner, group, body));
    }
  }

  /** The labels, in the order of the text. */
  List<LabelModel> labels() {
    return places.stream().map(Place::label).toList();
  }

  /** Whether in every order the step of one label is done before that of another, or is that. */
  boolean isAtOrBefore(String one, String other) {
    Optional<Place> first = find(one);
    Optional<Place> second = find(other);
    if (first.isEmpty() || second.isEmpty()) {
      return false;
    }
    boolean isInOrder = first.get().body() == second.get().body()
        || first.get().group() != second.get().group();
    return isInOrder && places.indexOf(first.get()) <= places.indexOf(second.get());
  }

  private Optional<Place> find(String label) {
    return places.stream()
        .filter(place -> place.label().name().value().equals(label))
        .findFirst();
  }
}
