package io.shatterproof.cli;

import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.format.Formatting;
import io.shatterproof.compiler.load.Loading;
import io.shatterproof.compiler.load.SourceLoader;
import io.shatterproof.compiler.output.OutputFile;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.vector.CountText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Puts scenario files into the one form everybody writes. */
@Command(
    name = "format",
    description = "Puts scenario files into the one form everybody writes. A file with a syntax"
        + " error is not touched.",
    footer = {
      "",
      "Examples:",
      "  shatterproof format examples",
      "  shatterproof format --check examples"
    })
final class FormatCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Main main;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--check",
      description = "Write nothing; print what would change, and fail if anything would.")
  private boolean checks;

  @Option(
      names = "--stdin",
      description = "The same as -: format the standard input and write it to the standard output.")
  private boolean readsInput;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Scenario files, or folders of them; - is the standard input.")
  private List<Path> paths = List.of();

  private int changed;
  private int failed;

  @Override
  public Integer call() {
    if (readsInput == !paths.isEmpty() || StandardInput.isOneOfSeveral(paths)) {
      throw new ParameterException(
          spec.commandLine(), "name scenario files, or - alone for the standard input");
    }
    if (readsInput || StandardInput.isMeant(paths)) {
      return formatInput();
    }
    Loading loading = SourceLoader.load(paths);
    loading.diagnostics().forEach(this::tell);
    failed = loading.diagnostics().size();
    loading.sources().forEach(this::format);
    main.console().out().println(summary(loading.sources().size()));
    return failed > 0 || (checks && changed > 0) ? ExitCode.FAILED : ExitCode.OK;
  }

  private void format(SourceFile source) {
    Formatting formatting = Compiler.format(source);
    formatting.diagnostics().forEach(this::tell);
    if (formatting.text().isEmpty()) {
      failed++;
      return;
    }
    Path file = Path.of(source.path());
    try {
      replace(file, source, formatting.text().get());
    } catch (IOException e) {
      main.console().complain(FileErrors.cannotWrite(file, e));
      failed++;
    }
  }

  private void replace(Path file, SourceFile source, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!checks && OutputFile.replace(file, bytes)) {
      main.console().out().println("formatted " + file);
      changed++;
    } else if (checks && !OutputFile.has(file, bytes)) {
      tellDifference(source, text);
      changed++;
    }
  }

  /** A byte order mark is no part of the text, so there may be no line that differs. */
  private void tellDifference(SourceFile source, String text) {
    List<String> lines = TextDiff.of(source.path(), source.text(), text);
    if (lines.isEmpty()) {
      main.console().out().println(source.path() + ": begins with a byte order mark");
    }
    lines.forEach(line -> main.console().out().println(TextDiff.painted(line, main.paints())));
  }

  private int formatInput() {
    SourceFile source;
    try {
      source = StandardInput.read(main.console());
    } catch (FileFailure failure) {
      failure.tell(main.console());
      return ExitCode.FAILED;
    }
    Formatting formatting = Compiler.format(source);
    formatting.diagnostics().forEach(this::tell);
    if (formatting.text().isEmpty()) {
      return ExitCode.FAILED;
    }
    String text = formatting.text().get();
    if (!checks) {
      main.console().out().print(text);
      return ExitCode.OK;
    }
    if (!text.equals(source.text())) {
      tellDifference(source, text);
      return ExitCode.FAILED;
    }
    return ExitCode.OK;
  }

  private void tell(Diagnostic diagnostic) {
    main.console().err().println(diagnostic.render());
  }

  private String summary(int files) {
    String verb = checks ? "to be formatted" : "formatted";
    return changed
        + " of "
        + CountText.of(files, "file")
        + " "
        + verb
        + (failed == 0 ? "" : ", " + CountText.of(failed, "file") + " with errors");
  }
}
