package io.shatterproof.cli;

import io.shatterproof.harness.Failure;
import io.shatterproof.harness.MappedDomain;
import io.shatterproof.harness.RunObserver;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Step;
import io.shatterproof.vector.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is done in a run, and what comes of it, in lines. */
final class StepLines {
  private static final int MOST_MAPPINGS = 12;

  private final SourceLines sources;

  StepLines(SourceLines sources) {
    this.sources = sources;
  }

  /** A step, with its place. */
  String step(Step step, String text) {
    return VisibleText.of(step.origin() + ": " + text);
  }

  /** The answer, if there is one, and the events. */
  List<String> done(RunObserver.Done done) {
    List<String> lines = new ArrayList<>();
    int number = 0;
    for (String event : done.events()) {
      number++;
      lines.add("  " + " ".repeat(Math.max(0, 4 - Integer.toString(number).length())) + number
          + "  " + VisibleText.of(event));
    }
    if (done.moreEvents() > 0) {
      lines.add("        ... " + done.moreEvents() + " more");
    }
    if (!done.answer().isEmpty()) {
      lines.add("  " + VisibleText.of(done.answer()));
    }
    return lines;
  }

  /** What the domain maps. */
  List<String> mapped(MappedDomain domain) {
    String name = "  " + VisibleText.of(domain.name());
    List<String> mappings = domain.mappings();
    if (mappings.isEmpty()) {
      return List.of(name + " maps nothing");
    }
    List<String> lines = new ArrayList<>();
    lines.add(name + " maps");
    mappings.stream().limit(MOST_MAPPINGS).forEach(mapping -> lines.add("    " + mapping));
    if (mappings.size() > MOST_MAPPINGS) {
      lines.add("    and " + (mappings.size() - MOST_MAPPINGS) + " more");
    }
    return lines;
  }

  /** An expectation, and whether it holds. */
  String judged(Expectation expectation, Optional<Failure> failure) {
    String line = sources.at(expectation.origin());
    return VisibleText.of(expectation.origin() + ": "
        + failure
            .map(found -> "FAILS: " + found.message())
            .orElse("holds" + (line.isEmpty() ? "" : ": " + line)));
  }
}
