package io.shatterproof.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A well-formed option that names something that is not there; the message names what is. */
final class WrongChoice extends ParameterException {
  private static final long serialVersionUID = 1L;

  WrongChoice(CommandLine commandLine, String message) {
    super(commandLine, message);
  }
}
