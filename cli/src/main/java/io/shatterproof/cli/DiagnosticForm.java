package io.shatterproof.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** In which form mistakes are told. */
enum DiagnosticForm {
  TEXT,
  JSON,
  SARIF;

  /** The word of the command line. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The words of the command line. */
  static final class Parser implements ITypeConverter<DiagnosticForm> {
    @Override
    public DiagnosticForm convert(String word) {
      return switch (word) {
        case "text" -> TEXT;
        case "json" -> JSON;
        case "sarif" -> SARIF;
        default -> throw new TypeConversionException("'" + word + "' is none of text, json, sarif");
      };
    }
  }
}
