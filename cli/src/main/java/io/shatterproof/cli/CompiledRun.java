package io.shatterproof.cli;

import io.shatterproof.compiler.Compilation;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.load.Loading;
import io.shatterproof.harness.Profiles;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.CountText;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Judges the scenarios of files while later files are compiled. A file with an error is not judged;
 * the others are.
 */
final class CompiledRun {
  private final Main main;
  private final P2mProvider provider;
  private final JudgeOptions options;
  private final ResultOptions results;
  private final FilterOptions filter;
  private final LookOptions look;
  private final DiagnosticOptions told;
  private final List<String> suites;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private int files;
  private int wrongFiles;

  /**
   * A run.
   *
   * @param suites what the scenarios come from, for results in files
   */
  CompiledRun(
      Main main,
      P2mProvider provider,
      JudgeOptions options,
      ResultOptions results,
      FilterOptions filter,
      LookOptions look,
      DiagnosticOptions told,
      List<String> suites) {
    this.results = results;
    this.filter = filter;
    this.look = look;
    this.suites = List.copyOf(suites);
    this.main = main;
    this.provider = provider;
    this.options = options;
    this.told = told;
  }

  /**
   * Judges, and returns the exit code.
   *
   * @param from where the scenarios should come from
   */
  int judge(Loading loading, String from) throws InterruptedException, FileFailure {
    tell(loading.diagnostics());
    wrongFiles += loading.diagnostics().size();
    try (CompilingAhead ahead = CompilingAhead.of(loading)) {
      return judge(ahead, from);
    }
  }

  private int judge(CompilingAhead ahead, String from) throws InterruptedException, FileFailure {
    // How a result is printed depends on whether there are many.
    List<ConformanceVector> first = new ArrayList<>();
    long runs = 0;
    boolean areAll = false;
    while (!areAll && runs <= Judging.FEW_RUNS) {
      Optional<Compilation.OfFile> file = ahead.next();
      areAll = file.isEmpty();
      for (ConformanceVector vector : file.map(this::take).orElse(List.of())) {
        first.add(vector);
        runs += Profiles.runs(vector.heading(), provider);
      }
    }
    try (Judging judging = new Judging(
        main,
        provider,
        options,
        results,
        filter,
        look,
        new SourceLines(true),
        areAll,
        first.size(),
        runs)) {
      judging.judge(new VectorsOfFiles(first, areAll, ahead));
      return finish(judging, from);
    }
  }

  private int finish(Judging judging, String from) throws FileFailure {
    boolean isWritten = told.write(diagnostics, main.console());
    if (wrongFiles == 0) {
      int code = judging.finish(from, suites);
      return isWritten ? code : ExitCode.FAILED;
    }
    if (!judging.isEmpty()) {
      judging.finish(from, suites);
    }
    tellWhatIsNotJudged(!judging.isEmpty());
    return ExitCode.FAILED;
  }

  /** The vectors of file after file; each file is forgotten once its vectors were taken. */
  private final class VectorsOfFiles implements Iterator<ConformanceVector> {
    private final CompilingAhead ahead;
    private Iterator<ConformanceVector> ofFile;
    private boolean isLastFile;

    VectorsOfFiles(List<ConformanceVector> first, boolean areAll, CompilingAhead ahead) {
      this.ofFile = first.iterator();
      this.isLastFile = areAll;
      this.ahead = ahead;
    }

    @Override
    public boolean hasNext() {
      while (!ofFile.hasNext() && !isLastFile) {
        Optional<Compilation.OfFile> file = ahead.next();
        ofFile = file.map(CompiledRun.this::take).orElse(List.of()).iterator();
        isLastFile = file.isEmpty();
      }
      return ofFile.hasNext();
    }

    @Override
    public ConformanceVector next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ofFile.next();
    }
  }

  private List<ConformanceVector> take(Compilation.OfFile compiled) {
    Compilation.OfFile file = compiled.under(told.policy());
    files++;
    wrongFiles += file.hasErrors() ? 1 : 0;
    tell(file.diagnostics());
    return file.vectors().stream().filter(filter).toList();
  }

  private void tell(List<Diagnostic> more) {
    diagnostics.addAll(more);
    told.print(more, main.console());
  }

  private void tellWhatIsNotJudged(boolean isSomethingJudged) {
    long errors = diagnostics.stream().filter(Diagnostic::isError).count();
    long warnings = diagnostics.size() - errors;
    String count = CountText.of(errors, "error")
        + (warnings == 0 ? "" : ", " + CountText.of(warnings, "warning"))
        + " in "
        + CountText.of(files, "file");
    main.console()
        .err()
        .println(
            isSomethingJudged
                ? count + "; " + CountText.of(wrongFiles, "file") + " not judged"
                : count);
  }
}
