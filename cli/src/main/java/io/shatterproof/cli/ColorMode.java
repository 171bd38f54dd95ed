package io.shatterproof.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** When to colour. */
enum ColorMode {
  ALWAYS,
  /** On a terminal, unless the environment says {@code NO_COLOR}. */
  AUTO,
  NEVER;

  /**
   * Decides.
   *
   * @param colorful whether the output can show colours and nobody asked for none
   */
  boolean paints(boolean colorful) {
    return switch (this) {
      case ALWAYS -> true;
      case AUTO -> colorful;
      case NEVER -> false;
    };
  }

  /** The words of the command line. */
  static final class Parser implements ITypeConverter<ColorMode> {
    @Override
    public ColorMode convert(String word) {
      return switch (word) {
        case "always" -> ALWAYS;
        case "auto" -> AUTO;
        case "never" -> NEVER;
        default ->
          throw new TypeConversionException("'" + word + "' is none of always, auto, never");
      };
    }
  }
}
