package io.shatterproof.cli;

import io.shatterproof.sets.SetMerge;
import io.shatterproof.sets.SetSource;
import io.shatterproof.vector.CountText;
import io.shatterproof.vector.VisibleText;
import io.shatterproof.vector.json.VectorSpool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Makes one set of several. */
@Command(
    name = "merge",
    description = "Makes one set of several: every vector once. Where sets have one vector in other"
        + " words, the first set counts, and it is told.",
    footer = {"", "Example:", "  shatterproof merge ours.p2mv theirs.p2mv --to all.p2mv"})
final class MergeCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Main main;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FILE",
      description = "The vector file to write.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path target;

  @Option(
      names = "--suite",
      paramLabel = "NAME",
      description = "Name of the set; without it, that of the first.")
  private @Nullable String suite;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Vector files (*.p2mv, *.p2mv.gz, *.p2mv.zst), or folders and jars of them.")
  private List<Path> files = List.of();

  @Override
  public Integer call() {
    try (VectorSpool spool = new VectorSpool()) {
      List<SetSource> sources = SetFiles.sources(main, files);
      SetMerge merge = SetFiles.run(() -> SetMerge.into(spool, sources));
      merge.remarks().forEach(remark -> main.console().complain(VisibleText.of(remark)));
      SetFiles.write(
          target,
          spool,
          suite == null ? merge.suite() : suite,
          merge.generator().orElse("shatterproof " + Version.text()),
          merge.specifications());
      main.console()
          .out()
          .println(CountText.of(merge.vectors(), "vector") + " of "
              + CountText.of(sources.size(), "set") + " written to " + target);
      return ExitCode.OK;
    } catch (FileFailure failure) {
      failure.tell(main.console());
    } catch (IOException e) {
      main.console().complain(FileErrors.cannotWrite(target, e));
    }
    return ExitCode.FAILED;
  }
}
