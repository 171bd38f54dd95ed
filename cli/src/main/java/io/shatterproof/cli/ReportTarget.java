package io.shatterproof.cli;

import io.shatterproof.results.JsonLinesResults;
import io.shatterproof.results.ResultFormat;
import io.shatterproof.results.ResultFormats;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where results go, and in which format. */
record ReportTarget(ResultFormat format, Path file) {
  /** The standard output in place of a file. */
  private static final Path OUTPUT = Path.of("-");

  /** Lines of JSON on the standard output. */
  static ReportTarget jsonOnOutput() {
    return new ReportTarget(new JsonLinesResults(), OUTPUT);
  }

  /** Whether it is the standard output, on which nothing else is printed then. */
  boolean isOutput() {
    return file.equals(OUTPUT);
  }

  /** {@code FORMAT:FILE}. */
  static final class Parser implements ITypeConverter<ReportTarget> {
    @Override
    public ReportTarget convert(String text) {
      int colon = text.indexOf(':');
      Optional<ResultFormat> format =
          colon < 0 ? Optional.empty() : ResultFormats.named(text.substring(0, colon));
      if (format.isEmpty() || colon == text.length() - 1) {
        throw new TypeConversionException("'" + text
            + "' is not FORMAT:FILE, where FORMAT is " + ResultFormats.NAMES
            + ", as in junit:target/p2m.xml");
      }
      try {
        return new ReportTarget(format.get(), Path.of(text.substring(colon + 1)));
      } catch (InvalidPathException e) {
        throw new TypeConversionException("'" + text + "' has no file name behind the colon");
      }
    }
  }
}
