package io.shatterproof.cli;

import picocli.CommandLine.Option;

/** The option for whoever reads what a command prints: a person, or a program. */
final class FormOption {
  @Option(
      names = "--format",
      paramLabel = "FORM",
      defaultValue = "text",
      converter = OutputForm.Parser.class,
      completionCandidates = Candidates.Forms.class,
      description = "Print text (the default), or json: a line of JSON for each thing that is told,"
          + " the last one of what is said of all.")
  private OutputForm form = OutputForm.TEXT;

  boolean isJson() {
    return form == OutputForm.JSON;
  }
}
