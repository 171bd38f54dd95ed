package io.shatterproof.cli;

import io.shatterproof.results.JsonLinesResults;
import io.shatterproof.results.JunitResults;
import io.shatterproof.results.ResultFormat;
import io.shatterproof.results.TapResults;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
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
    private static final Map<String, Supplier<ResultFormat>> FORMATS =
        Map.of("jsonl", JsonLinesResults::new, "junit", JunitResults::new, "tap", TapResults::new);

    @Override
    public ReportTarget convert(String text) {
      int colon = text.indexOf(':');
      Supplier<ResultFormat> format = colon < 0 ? null : FORMATS.get(text.substring(0, colon));
      if (format == null || colon == text.length() - 1) {
        throw new TypeConversionException(
            "'" + text
                + "' is not FORMAT:FILE, where FORMAT is junit, tap or jsonl, as in junit:target/p2m.xml");
      }
      try {
        return new ReportTarget(format.get(), Path.of(text.substring(colon + 1)));
      } catch (InvalidPathException e) {
        throw new TypeConversionException("'" + text + "' has no file name behind the colon");
      }
    }
  }
}
