package io.shatterproof.cli;

import io.shatterproof.sets.Selection;
import io.shatterproof.sets.TagExpression;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of the commands that judge: which vectors, as the user of a test runner says it. */
final class FilterOptions implements Predicate<ConformanceVector> {
  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--filter",
      paramLabel = "TEXT",
      arity = "1",
      description = "Judge vectors with this in their title; * is any text, and case does not"
          + " matter. May be repeated: one of them is enough.")
  private List<String> titles = List.of();

  @Option(
      names = "--tag",
      paramLabel = "TAGS",
      arity = "1",
      converter = TagsParser.class,
      description = "Judge vectors with such tags: a tag, or an expression of them, as in"
          + " 'bbm & !slow'. May be repeated: one of them is enough.")
  private List<TagExpression> tags = List.of();

  @Option(
      names = "--id",
      paramLabel = "ID",
      arity = "1",
      description = "Judge vectors whose id, or a former one, begins so; may be repeated.")
  private List<String> ids = List.of();

  @Option(
      names = "--fail-fast",
      description = "Stop at the first vector that fails; what follows is not judged.")
  private boolean failsFast;

  private @Nullable Selection selection;
  private long leftOut;

  /** Whether the vector is meant; counts those that are not. Used by one thread at a time. */
  @Override
  public boolean test(ConformanceVector vector) {
    Selection chosen = selection;
    if (chosen == null) {
      chosen = new Selection().titleParts(titles).tagged(tags).ids(ids);
      selection = chosen;
    }
    boolean isChosen = chosen.test(vector);
    leftOut += isChosen ? 0 : 1;
    return isChosen;
  }

  /** Counts from none again. */
  void restart() {
    leftOut = 0;
  }

  /** How many vectors were not meant. */
  long leftOut() {
    return leftOut;
  }

  /** Whether every vector is meant. */
  boolean isEmpty() {
    return titles.isEmpty() && tags.isEmpty() && ids.isEmpty();
  }

  /** Whether the first failure is the last. */
  boolean failsFast() {
    return failsFast;
  }

  /** Refuses what cannot be meant together with options about the whole set. */
  void check(ResultOptions results) {
    EmptyText.refuseTitles(spec, titles);
    EmptyText.refuseIds(spec, ids);
    if (results.writtenKnownFailures().isPresent() && (failsFast || !isEmpty())) {
      throw new WrongChoice(
          spec.commandLine(),
          "--write-known-failures lists the failures of all vectors: not with "
              + (failsFast ? "--fail-fast" : text()));
    }
    if (failsFast && !results.shard().isWhole()) {
      throw new WrongChoice(spec.commandLine(), "--fail-fast and --shard exclude each other");
    }
  }

  /** The options as they were given. */
  String text() {
    List<String> parts = new ArrayList<>();
    Stream.of(
            titles.stream().map(title -> "--filter '" + title + "'"),
            tags.stream().map(tag -> "--tag '" + tag + "'"),
            ids.stream().map(id -> "--id " + id))
        .forEach(options -> options.forEach(parts::add));
    return VisibleText.of(String.join(" ", parts));
  }
}
