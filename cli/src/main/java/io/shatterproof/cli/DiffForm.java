package io.shatterproof.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** In which form a difference is told. */
enum DiffForm {
  TEXT,
  JSON;

  /** The words of the command line. */
  static final class Parser implements ITypeConverter<DiffForm> {
    @Override
    public DiffForm convert(String word) {
      return switch (word) {
        case "text" -> TEXT;
        case "json" -> JSON;
        default -> throw new TypeConversionException("'" + word + "' is none of text, json");
      };
    }
  }
}
