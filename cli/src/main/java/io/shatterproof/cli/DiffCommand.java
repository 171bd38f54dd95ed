package io.shatterproof.cli;

import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.Decompilation;
import io.shatterproof.sets.DifferenceJson;
import io.shatterproof.sets.SetDifference;
import io.shatterproof.sets.SetDifference.Changed;
import io.shatterproof.sets.SetDifference.Entry;
import io.shatterproof.sets.SetDifference.Reworded;
import io.shatterproof.sets.SetSource;
import io.shatterproof.vector.ConformanceVector;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Compares two sets of vectors. */
@Command(
    name = "diff",
    description = "Compares two sets of vectors: what was added, removed, renamed, and what means"
        + " something else now, as a difference of scenarios.",
    footer = {
      "",
      "Exits with 0 if both have the same vectors in the same words, and with 1 if not.",
      "",
      "Example:",
      "  shatterproof diff january.p2mv february.p2mv"
    })
final class DiffCommand implements Callable<Integer> {
  /** So many changed vectors are held at once. */
  private static final int BATCH = 500;

  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Main main;

  @Mixin
  private final FormOption form = new FormOption();

  @Parameters(index = "0", paramLabel = "BEFORE", description = "A vector file (*.p2mv).")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path before;

  @Parameters(
      index = "1",
      paramLabel = "AFTER",
      description = "The vector file to compare it with.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path after;

  @Override
  public Integer call() {
    try {
      List<SetSource> old = SetFiles.sources(main, List.of(before));
      List<SetSource> young = SetFiles.sources(main, List.of(after));
      SetDifference difference = SetFiles.run(() -> SetDifference.of(old, young));
      if (form.isJson()) {
        printJson(difference, old, young);
      } else {
        printText(difference, old, young);
      }
      return difference.isNone() ? ExitCode.OK : ExitCode.FAILED;
    } catch (FileFailure failure) {
      failure.tell(main.console());
      return ExitCode.FAILED;
    }
  }

  private void printJson(SetDifference difference, List<SetSource> old, List<SetSource> young)
      throws FileFailure {
    PrintWriter out = main.console().out();
    difference.removed().forEach(entry -> out.println(DifferenceJson.line(entry, false)));
    difference.added().forEach(entry -> out.println(DifferenceJson.line(entry, true)));
    difference.reworded().forEach(reworded -> out.println(DifferenceJson.line(reworded)));
    eachChanged(
        difference,
        old,
        young,
        (changed, lines) -> out.println(DifferenceJson.line(changed, lines)));
    out.println(DifferenceJson.summary(difference));
  }

  private void printText(SetDifference difference, List<SetSource> old, List<SetSource> young)
      throws FileFailure {
    PrintWriter out = main.console().out();
    for (Entry entry : difference.removed()) {
      out.println(painted("- " + ListedVector.of(entry.id(), entry.title())));
    }
    for (Entry entry : difference.added()) {
      out.println(painted("+ " + ListedVector.of(entry.id(), entry.title())));
    }
    difference.reworded().forEach(reworded -> out.println(line(reworded)));
    eachChanged(difference, old, young, (changed, lines) -> {
      out.println("! " + changed.before().id() + " -> "
          + ListedVector.of(changed.after().id(), changed.after().title()) + by(changed));
      lines.forEach(line -> out.println("    " + painted(line)));
    });
    out.println(String.join(
        ", ",
        difference.same() + " the same",
        difference.reworded().size() + " in other words",
        difference.changed().size() + " with another meaning",
        difference.removed().size() + " removed",
        difference.added().size() + " added"));
  }

  private String painted(String line) {
    return TextDiff.painted(line, main.paints());
  }

  private static String line(Reworded reworded) {
    String id = reworded.after().id();
    return reworded.isRenamed()
        ? "= " + ListedVector.of(id, reworded.before().title()) + " -> "
            + ListedVector.title(reworded.after().title())
        : "= " + ListedVector.of(id, reworded.after().title()) + ": another "
            + String.join(", ", reworded.differences());
  }

  private static String by(Changed changed) {
    return switch (changed.match()) {
      case WAS -> " (says so by `was`)";
      case TITLE -> "";
      case SCENARIO -> " (the only row left of its scenario)";
      case PLACE -> " (at the same place)";
    };
  }

  /** Reads the vectors that changed again, some at a time, and compares their scenarios. */
  private static void eachChanged(
      SetDifference difference,
      List<SetSource> old,
      List<SetSource> young,
      BiConsumer<Changed, List<String>> consumer)
      throws FileFailure {
    List<Changed> all = difference.changed();
    for (int i = 0; i < all.size(); i += BATCH) {
      List<Changed> some = all.subList(i, Math.min(all.size(), i + BATCH));
      Map<String, ConformanceVector> before =
          SetFiles.run(() -> SetDifference.load(old, ids(some, Changed::before)));
      Map<String, ConformanceVector> after =
          SetFiles.run(() -> SetDifference.load(young, ids(some, Changed::after)));
      for (Changed changed : some) {
        consumer.accept(
            changed,
            difference(
                Objects.requireNonNull(before.get(changed.before().id())),
                Objects.requireNonNull(after.get(changed.after().id()))));
      }
    }
  }

  private static Set<String> ids(List<Changed> changed, Function<Changed, Entry> side) {
    return changed.stream().map(side).map(Entry::id).collect(Collectors.toSet());
  }

  private static List<String> difference(ConformanceVector before, ConformanceVector after) {
    Decompilation old = Compiler.decompile(List.of(before));
    Decompilation young = Compiler.decompile(List.of(after));
    List<String> lines = TextDiff.of("", withoutRemarks(old.text()), withoutRemarks(young.text()));
    List<String> told = new ArrayList<>(lines.subList(Math.min(2, lines.size()), lines.size()));
    if (told.isEmpty()) {
      told.add("the scenarios are the same; the language does not say what differs");
    }
    return told;
  }

  /** Without comments, in which the ids stand. */
  private static String withoutRemarks(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("// "))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }
}
