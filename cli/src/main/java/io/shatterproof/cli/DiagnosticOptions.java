package io.shatterproof.cli;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.Severity;
import io.shatterproof.compiler.diagnostic.WarningPolicy;
import io.shatterproof.compiler.diagnostic.data.DiagnosticsJson;
import io.shatterproof.compiler.diagnostic.data.SarifLog;
import io.shatterproof.compiler.output.OutputFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Options of the commands that compile: in which form mistakes are told, and which warnings are
 * errors.
 */
final class DiagnosticOptions {
  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--diagnostics",
      paramLabel = "FORM",
      defaultValue = "text",
      converter = DiagnosticForm.Parser.class,
      completionCandidates = Candidates.DiagnosticForms.class,
      description = "Tell mistakes as text (the default), json or sarif. Data goes to the standard"
          + " output of `check`, and otherwise to a file.")
  private DiagnosticForm form = DiagnosticForm.TEXT;

  @Option(
      names = "--diagnostics-file",
      paramLabel = "FILE",
      description = "Write the data to this file; the text is printed, too.")
  private @Nullable Path file;

  @Option(names = "--warnings-as-errors", description = "Every warning is an error.")
  private boolean raisesAll;

  @Option(
      names = "--error",
      paramLabel = "CODE",
      split = ",",
      description = "These warnings are errors, for example P2M0901,P2M0903.")
  private List<String> raised = List.of();

  @Option(
      names = "--no-warn",
      paramLabel = "CODE",
      split = ",",
      description = "These warnings are not told.")
  private List<String> silenced = List.of();

  /** What becomes of warnings; a code that is none is wrong usage. */
  WarningPolicy policy() {
    return new WarningPolicy(raisesAll, codes("--error", raised), codes("--no-warn", silenced));
  }

  private Set<Code> codes(String option, List<String> words) {
    Set<Code> codes = EnumSet.noneOf(Code.class);
    for (String word : words) {
      Code code = Codes.find(word)
          .orElseThrow(
              () -> new WrongChoice(spec.commandLine(), option + ": " + Codes.unknown(word)));
      if (code.severity() == Severity.ERROR) {
        throw new WrongChoice(
            spec.commandLine(), option + ": " + code.number() + " is an error, and no warning");
      }
      codes.add(code);
    }
    return codes;
  }

  /** Refuses data for which there is no place. */
  void check(boolean ownsOutput, WrittenFiles written) {
    written.add("--diagnostics-file", file);
    if (file != null && form == DiagnosticForm.TEXT) {
      throw new WrongChoice(
          spec.commandLine(), "--diagnostics-file needs --diagnostics json or sarif");
    }
    if (file == null && form != DiagnosticForm.TEXT && !ownsOutput) {
      throw new WrongChoice(
          spec.commandLine(), "--diagnostics " + form.word() + " needs --diagnostics-file here");
    }
  }

  /** Whether the standard output is a document. */
  boolean isDocument() {
    return form != DiagnosticForm.TEXT && file == null;
  }

  /** Tells diagnostics; false if the file could not be written. */
  boolean tell(List<Diagnostic> diagnostics, Console console) {
    if (isDocument()) {
      console.out().print(data(diagnostics));
      return true;
    }
    print(diagnostics, console);
    return write(diagnostics, console);
  }

  /** Prints diagnostics as text. */
  void print(List<Diagnostic> diagnostics, Console console) {
    diagnostics.forEach(diagnostic -> console.err().println(diagnostic.render()));
  }

  /** Writes all diagnostics as data, if that is wanted; false if the file could not be written. */
  boolean write(List<Diagnostic> diagnostics, Console console) {
    if (file == null) {
      return true;
    }
    try {
      OutputFile.replace(file, data(diagnostics).getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (IOException e) {
      console.complain(FileErrors.cannotWrite(file, e));
      return false;
    }
  }

  private String data(List<Diagnostic> diagnostics) {
    return switch (form) {
      case TEXT -> "";
      case JSON -> DiagnosticsJson.print(diagnostics, "shatterproof " + Version.text());
      case SARIF -> SarifLog.print(diagnostics, Version.text());
    };
  }
}
