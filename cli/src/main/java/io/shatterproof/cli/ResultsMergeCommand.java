package io.shatterproof.cli;

import io.shatterproof.results.JsonLinesResults;
import io.shatterproof.results.MergedResults;
import io.shatterproof.results.ReportTarget;
import io.shatterproof.results.RunResult;
import io.shatterproof.results.Totals;
import io.shatterproof.vector.VisibleText;
import io.shatterproof.vector.json.VectorFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Puts the results of all shards together. */
@Command(
    name = "merge",
    description =
        "Puts the results of all shards of one set together, as if one machine had run it.",
    footer = {"", "Example:", "  shatterproof results merge --to all.jsonl part1.jsonl part2.jsonl"
    })
final class ResultsMergeCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private ResultsCommand parent;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(names = "--to", paramLabel = "FILE", required = true, description = "What to write.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path target;

  @Mixin
  private final ShownReports also = new ShownReports();

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Results of each shard, as jsonl.")
  private List<Path> files = List.of();

  @Override
  public Integer call() {
    WrittenFiles written = new WrittenFiles(spec, files);
    written.add("--to", target);
    also.check(written);
    List<ReportTarget> targets = new ArrayList<>(also.targets());
    targets.add(0, new ReportTarget(new JsonLinesResults(), target));
    Console all = parent.main().console();
    Console console = targets.stream().anyMatch(ReportTarget::isOutput) ? all.silent() : all;
    try (ResultsFiles opened = ResultsFiles.open(files);
        Reports reports = Reports.open(targets, all)) {
      MergedResults merged = new MergedResults(opened.readers());
      Totals totals = new Totals();
      for (Optional<RunResult> run = merged.next(); run.isPresent(); run = merged.next()) {
        totals.add(run.get());
        reports.add(run.get());
      }
      reports.finish(merged.header(), totals);
      new TotalsText(console, parent.main().paints()).print(merged.header(), totals);
      return totals.newFailures() > 0 ? ExitCode.FAILED : ExitCode.OK;
    } catch (MergedResults.MismatchException different) {
      console.complain(VisibleText.of(String.valueOf(different.getMessage())));
    } catch (VectorFormatException malformed) {
      console.err().println(malformed.getMessage());
    } catch (IOException e) {
      console.complain(FileErrors.cannotRead(files.get(0), e));
    } catch (FileFailure failure) {
      failure.tell(console);
    }
    return ExitCode.FAILED;
  }
}
