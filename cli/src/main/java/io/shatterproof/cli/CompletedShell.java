package io.shatterproof.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A shell that completes command lines. */
enum CompletedShell {
  BASH,
  ZSH;

  /** The words of the command line. */
  static final class Parser implements ITypeConverter<CompletedShell> {
    @Override
    public CompletedShell convert(String word) {
      return switch (word) {
        case "bash" -> BASH;
        case "zsh" -> ZSH;
        default -> throw new TypeConversionException("'" + word + "' is none of bash, zsh");
      };
    }
  }
}
