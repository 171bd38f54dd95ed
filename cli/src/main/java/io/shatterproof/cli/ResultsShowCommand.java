package io.shatterproof.cli;

import io.shatterproof.results.FailedCheck;
import io.shatterproof.results.JsonLinesResults;
import io.shatterproof.results.ResultFormat;
import io.shatterproof.results.ResultsReader;
import io.shatterproof.results.RunResult;
import io.shatterproof.results.Totals;
import io.shatterproof.vector.VisibleText;
import io.shatterproof.vector.json.VectorFormatException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows what fails in a file of results. */
@Command(
    name = "show",
    description = "Shows what fails in results, or writes them in another format.",
    footer = {
      "",
      "Examples:",
      "  shatterproof results show theirs.jsonl",
      "  shatterproof results show --id 0002ab34cd56ef78 theirs.jsonl",
      "  shatterproof results show --report junit:theirs.xml theirs.jsonl"
    })
final class ResultsShowCommand implements Callable<Integer> {
  private static final ResultFormat LINES = new JsonLinesResults();

  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private ResultsCommand parent;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(names = "--id", paramLabel = "ID", description = "Show this vector, whatever came of it.")
  private @Nullable String id;

  @Mixin
  private final FormOption form = new FormOption();

  @Mixin
  private final ShownReports also = new ShownReports();

  @Parameters(paramLabel = "FILE", description = "Results, as jsonl.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path file;

  @Override
  public Integer call() {
    also.check(new WrittenFiles(spec, List.of(file)));
    Console console = also.console(parent.main().console());
    try (ResultsFiles opened = ResultsFiles.open(List.of(file));
        Reports reports = Reports.open(also.targets(), parent.main().console())) {
      ResultsReader reader = opened.readers().get(0);
      Totals totals = new Totals();
      for (Optional<RunResult> run = reader.next(); run.isPresent(); run = reader.next()) {
        totals.add(run.get());
        reports.add(run.get());
        if (id == null ? run.get().isNewFailure() : run.get().id().equals(id)) {
          if (form.isJson()) {
            console.out().print(LINES.run(run.get()));
          } else {
            print(run.get(), console.out());
          }
        }
      }
      reports.finish(reader.header(), totals);
      if (form.isJson()) {
        console.out().print(LINES.foot(totals));
      } else {
        new TotalsText(console, parent.main().paints()).print(reader.header(), totals);
      }
      return totals.newFailures() > 0 ? ExitCode.FAILED : ExitCode.OK;
    } catch (VectorFormatException malformed) {
      console.err().println(malformed.getMessage());
    } catch (IOException e) {
      console.complain(FileErrors.cannotRead(file, e));
    } catch (FileFailure failure) {
      failure.tell(console);
    }
    return ExitCode.FAILED;
  }

  private static void print(RunResult run, PrintWriter out) {
    out.println(run.id() + "  " + VisibleText.of(run.title()));
    out.println("  " + run.verdict().word()
        + (run.profile().isEmpty() ? "" : "  " + VisibleText.of(run.profile()))
        + (run.reason().isEmpty() ? "" : "  " + VisibleText.of(run.reason()))
        + (run.knownFailure().isEmpty()
            ? ""
            : "; known failure: " + VisibleText.of(run.knownFailure())));
    run.trace().forEach(call -> out.println("    " + VisibleText.of(call)));
    for (FailedCheck failure : run.failures()) {
      out.println("  " + VisibleText.of(failure.at() + ": " + failure.message()));
      part(out, "expected", failure.expected());
      part(out, "actual", failure.actual());
      failure.details().lines().forEach(line -> out.println("    " + VisibleText.of(line)));
    }
    if (run.moreFailures() > 0) {
      out.println("  and " + run.moreFailures() + " more");
    }
    out.println();
  }

  private static void part(PrintWriter out, String name, String lines) {
    if (!lines.isEmpty()) {
      out.println("    " + name + ":");
      lines.lines().forEach(line -> out.println("      " + VisibleText.of(line)));
    }
  }
}
