package io.shatterproof.compiler.backend.text;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Step;
import io.shatterproof.vector.VisibleText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Prints vectors as one scenario file, not formatted. */
public final class TextBackend {
  private final Predicate<String> isName;
  private final Predicate<String> isLabel;

  /**
   * Knows the language as far as it is asked.
   *
   * @param isName whether a text can be a name
   * @param isLabel whether a text can be a label that stands anywhere
   */
  public TextBackend(Predicate<String> isName, Predicate<String> isLabel) {
    this.isName = isName;
    this.isLabel = isLabel;
  }

  /**
   * A vector to print.
   *
   * @param isUnchecked whether its domains are declared {@code unchecked}
   */
  public record Item(ConformanceVector vector, boolean isUnchecked) {}

  /**
   * What was printed.
   *
   * @param obstacles for each item what the language has no words for
   */
  public record Printed(String text, List<List<String>> obstacles) {
    public Printed {
      obstacles = obstacles.stream().map(List::copyOf).toList();
    }
  }

  /** Prints them in this order. */
  public Printed print(List<Item> items) {
    Declared declared = new Declared(isName);
    StringBuilder scenarios = new StringBuilder();
    List<List<String>> obstacles = new ArrayList<>();
    Set<String> titles = new HashSet<>();
    for (Item item : items) {
      Obstacles found = new Obstacles();
      ConformanceVector vector = item.vector();
      Declared.Names names = declared.declare(vector.setup(), item.isUnchecked(), found);
      Speech speech =
          new Speech(names.domains(), vector.setup().domains(), Map.of(), names.regime(), found);
      String title = title(vector, titles);
      scenarios
          .append('\n')
          .append(new ScenarioText(vector, speech, labels(vector), isName).print(title));
      obstacles.add(found.found());
    }
    return new Printed("language 1\n\n" + declared.text() + scenarios, obstacles);
  }

  /** Scenarios of one file have titles of their own, which can be read. */
  private static String title(ConformanceVector vector, Set<String> titles) {
    String told = vector.heading().title();
    String title = VisibleText.isBlank(told) ? "untitled" : told;
    if (titles.add(title)) {
      return title;
    }
    String other = title + " (" + vector.heading().id() + ")";
    titles.add(other);
    return other;
  }

  /** For each phase the words for its labels: another one for what is none, or is of another phase. */
  private List<Map<String, String>> labels(ConformanceVector vector) {
    List<Map<String, String>> all = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Phase phase : vector.phases()) {
      Map<String, String> labels = new HashMap<>();
      for (String label : labels(phase.when())) {
        String base = isLabel.test(label) ? label : "step";
        String name = base;
        for (int i = 2; !taken.add(name); i++) {
          name = base + "_" + i;
        }
        labels.put(label, name);
      }
      all.add(labels);
    }
    return all;
  }

  private static List<String> labels(List<Step> steps) {
    List<String> labels = new ArrayList<>();
    for (Step step : steps) {
      if (step instanceof Step.Labelled labelled) {
        labels.add(labelled.label());
        labels.addAll(labels(List.of(labelled.step())));
      } else if (step instanceof Step.Locked locked) {
        labels.addAll(labels(locked.body()));
      } else if (step instanceof Step.Interleaved interleaved) {
        interleaved.bodies().forEach(body -> labels.addAll(labels(body)));
      }
    }
    return labels;
  }
}
