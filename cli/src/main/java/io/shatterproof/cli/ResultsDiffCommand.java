package io.shatterproof.cli;

import io.shatterproof.harness.Verdict;
import io.shatterproof.results.ResultsReader;
import io.shatterproof.results.RunResult;
import io.shatterproof.vector.VisibleText;
import io.shatterproof.vector.json.VectorFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Compares two files of results. */
@Command(
    name = "diff",
    description =
        "Compares two files of results, run by run: what fails now, and what no longer does.",
    footer = {"", "Fails if a run fails that did not fail before, or is gone."})
final class ResultsDiffCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private ResultsCommand parent;

  @Mixin
  private final FormOption form = new FormOption();

  @Parameters(index = "0", paramLabel = "BEFORE", description = "Results, as jsonl.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path before;

  @Parameters(index = "1", paramLabel = "NOW", description = "Results, as jsonl.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path now;

  private final Map<String, Long> counts = new TreeMap<>();

  @Override
  public Integer call() {
    Console console = parent.main().console();
    try (ResultsFiles opened = ResultsFiles.open(List.of(before, now))) {
      Map<String, Queue<Verdict>> old = read(opened.readers().get(0));
      boolean worse = false;
      ResultsReader reader = opened.readers().get(1);
      for (Optional<RunResult> run = reader.next(); run.isPresent(); run = reader.next()) {
        Queue<Verdict> known = old.get(key(run.get()));
        worse |= compare(run.get(), known == null ? null : known.poll());
      }
      worse |= tellWhatIsGone(old);
      console.out().println(form.isJson() ? jsonOfCounts() : textOfCounts());
      return worse ? ExitCode.FAILED : ExitCode.OK;
    } catch (VectorFormatException malformed) {
      console.err().println(malformed.getMessage());
    } catch (IOException e) {
      console.complain(FileErrors.cannotRead(now, e));
    } catch (FileFailure failure) {
      failure.tell(console);
    }
    return ExitCode.FAILED;
  }

  private String textOfCounts() {
    return counts.isEmpty()
        ? "no difference"
        : String.join(
            ", ",
            counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .toList());
  }

  private String jsonOfCounts() {
    return JsonLine.of(json -> counts.forEach((what, count) -> json.member(name(what), count)));
  }

  private static String name(String what) {
    return what.replace(",", "").replace(' ', '_');
  }

  /** Whether something is. */
  private boolean tellWhatIsGone(Map<String, Queue<Verdict>> left) {
    for (Map.Entry<String, Queue<Verdict>> gone : new TreeMap<>(left).entrySet()) {
      for (Verdict verdict : gone.getValue()) {
        parent
            .main()
            .console()
            .out()
            .println(
                form.isJson()
                    ? JsonLine.of(json -> json.member("change", "gone")
                        .member("run", gone.getKey())
                        .member("was", verdict.word()))
                    : "gone       " + VisibleText.of(gone.getKey()) + "  was " + verdict.word());
        count("gone");
      }
    }
    return counts.containsKey("gone");
  }

  /** The verdicts of each run in order: more than one where several sets have one vector. */
  private static Map<String, Queue<Verdict>> read(ResultsReader reader)
      throws IOException, VectorFormatException {
    Map<String, Queue<Verdict>> verdicts = new HashMap<>();
    for (Optional<RunResult> run = reader.next(); run.isPresent(); run = reader.next()) {
      verdicts
          .computeIfAbsent(key(run.get()), absent -> new ArrayDeque<>(1))
          .add(run.get().verdict());
    }
    return verdicts;
  }

  private static String key(RunResult run) {
    return run.id() + (run.profile().isEmpty() ? "" : " [" + run.profile() + "]");
  }

  /** Tells a difference; returns whether it is for the worse. */
  private boolean compare(RunResult run, @Nullable Verdict was) {
    Verdict is = run.verdict();
    if (is == was) {
      return false;
    }
    boolean failed = was != null && was.isFailure();
    String what = was == null
        ? is.isFailure() ? "new, fails" : "new"
        : failed == is.isFailure() ? "other" : failed ? "fixed" : "fails now";
    count(what);
    parent
        .main()
        .console()
        .out()
        .println(
            form.isJson()
                ? JsonLine.of(json -> json.member("change", name(what))
                    .member("run", key(run))
                    .memberUnlessEmpty("was", was == null ? "" : was.word())
                    .member("is", is.word())
                    .member("title", run.title()))
                : what + " ".repeat(Math.max(1, 11 - what.length())) + VisibleText.of(key(run))
                    + "  " + (was == null ? "" : was.word() + " -> ") + is.word() + "  "
                    + VisibleText.of(run.title()));
    return is.isFailure() && !failed;
  }

  private void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }
}
