package io.shatterproof.vector.json;

import io.shatterproof.vector.Step;
import java.util.ArrayList;
import java.util.List;

/** The labels of the steps of one section, in order. */
final class Labels {
  private Labels() {}

  static List<String> of(List<Step> steps) {
    List<String> labels = new ArrayList<>();
    steps.forEach(step -> add(step, labels));
    return labels;
  }

  private static void add(Step step, List<String> labels) {
    if (step instanceof Step.Labelled labelled) {
      labels.add(labelled.label());
      add(labelled.step(), labels);
    } else if (step instanceof Step.Locked locked) {
      locked.body().forEach(inner -> add(inner, labels));
    } else if (step instanceof Step.Interleaved interleaved) {
      interleaved.bodies().forEach(body -> body.forEach(inner -> add(inner, labels)));
    }
  }
}
