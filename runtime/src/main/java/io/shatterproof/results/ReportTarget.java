package io.shatterproof.results;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where results go, and in which format. */
public record ReportTarget(ResultFormat format, Path file) {
  /** How one is written, for messages. */
  public static final String FORM =
      "FORMAT:FILE, where FORMAT is " + ResultFormats.NAMES + ", as in junit:target/p2m.xml";

  /** The standard output in place of a file. */
  private static final Path OUTPUT = Path.of("-");

  /** The target of the form {@code FORMAT:FILE}; empty if it is none. */
  public static Optional<ReportTarget> parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0 || colon == text.length() - 1) {
      return Optional.empty();
    }
    try {
      Path file = Path.of(text.substring(colon + 1));
      return ResultFormats.named(text.substring(0, colon))
          .map(format -> new ReportTarget(format, file));
    } catch (InvalidPathException noName) {
      return Optional.empty();
    }
  }

  /** Lines of JSON on the standard output. */
  public static ReportTarget jsonOnOutput() {
    return new ReportTarget(new JsonLinesResults(), OUTPUT);
  }

  /** Whether it is the standard output, on which nothing else is printed then. */
  public boolean isOutput() {
    return file.equals(OUTPUT);
  }

  /** The same, as a file of a folder. */
  public ReportTarget in(Path folder) {
    return new ReportTarget(format, folder.resolve(file));
  }
}
