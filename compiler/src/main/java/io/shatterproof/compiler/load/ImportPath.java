package io.shatterproof.compiler.load;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The path of an import as it is written: folders and a file, none of them empty. */
final class ImportPath {
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");
  private static final Pattern NO_NAME = Pattern.compile(".*[\\p{Cntrl}{}\"<>|?*:].*");

  private final List<String> segments;

  private ImportPath(List<String> segments) {
    this.segments = segments;
  }

  /** The path that stands there, or nothing where a mistake is reported. */
  static Optional<ImportPath> read(Span span, DiagnosticSink sink) {
    String text = span.text();
    if (text.startsWith("/") || DRIVE.matcher(text).matches()) {
      sink.report(Diagnostic.of(Code.IMPORT_OUTSIDE, span, "`" + text + "` is an absolute path")
          .withHelp("name the file relative to the folder of this one"));
      return Optional.empty();
    }
    if (text.contains("\\")) {
      malformed(span, "an import has no `\\`", "folders are separated by `/`", sink);
      return Optional.empty();
    }
    List<String> segments = List.of(text.split("/", -1));
    if (text.isEmpty()) {
      malformed(span, "an import names a file", "", sink);
      return Optional.empty();
    }
    if (segments.contains("") || NO_NAME.matcher(text).matches()) {
      malformed(span, "`" + text + "` is no path of a file", "", sink);
      return Optional.empty();
    }
    if (!text.endsWith(SourceLoader.SUFFIX)
        || segments.get(segments.size() - 1).equals(SourceLoader.SUFFIX)) {
      malformed(span, "an import names a `*.p2m` file, not `" + text + "`", "", sink);
      return Optional.empty();
    }
    return Optional.of(new ImportPath(segments));
  }

  private static void malformed(Span span, String message, String help, DiagnosticSink sink) {
    sink.report(Diagnostic.of(Code.MALFORMED_IMPORT, span, message).withHelp(help));
  }

  /** The path from a root on, seen from a folder below it; nothing if it leads out of the root. */
  Optional<List<String>> from(List<String> folder) {
    List<String> result = new ArrayList<>(folder);
    for (String segment : segments) {
      if (segment.equals("..") && result.isEmpty()) {
        return Optional.empty();
      } else if (segment.equals("..")) {
        result.remove(result.size() - 1);
      } else if (!segment.equals(".")) {
        result.add(segment);
      }
    }
    return Optional.of(result);
  }
}
