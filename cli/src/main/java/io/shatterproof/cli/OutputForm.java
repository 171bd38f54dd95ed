package io.shatterproof.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** In which form something is told. */
enum OutputForm {
  TEXT,
  JSON;

  /** The words of the command line. */
  static final class Parser implements ITypeConverter<OutputForm> {
    @Override
    public OutputForm convert(String word) {
      return switch (word) {
        case "text" -> TEXT;
        case "json" -> JSON;
        default -> throw new TypeConversionException("'" + word + "' is none of text, json");
      };
    }
  }
}
