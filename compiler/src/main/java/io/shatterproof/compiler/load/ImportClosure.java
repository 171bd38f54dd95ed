package io.shatterproof.compiler.load;

import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What files import, and what that imports, told from the first lines of each. */
public final class ImportClosure {
  private static final Pattern HEAD = Pattern.compile("\\G(?:\\s+|//[^\\n]*|/\\*(?s:.*?)\\*/"
      + "|language\\s+[0-9]\\w*|import\\s*\"((?:[^\"\\\\\\r\\n]|\\\\[^\\r\\n])*+)\")");

  private final Imports imports;
  private final DiagnosticSink sink;
  private final Set<String> known = new HashSet<>();
  private final List<SourceFile> found = new ArrayList<>();
  private final Deque<SourceFile> open = new ArrayDeque<>();

  private ImportClosure(Imports imports, DiagnosticSink sink) {
    this.imports = imports;
    this.sink = sink;
  }

  /** The files that are not among these and that they lead to, in order of the text. */
  public static List<SourceFile> of(List<SourceFile> sources, Imports imports) {
    return of(sources, imports, mistake -> {}); // mistakes are told by the compiler
  }

  /**
   * The same.
   *
   * @param sink takes what is told of imports, which the compiler tells again
   */
  public static List<SourceFile> of(
      List<SourceFile> sources, Imports imports, DiagnosticSink sink) {
    ImportClosure closure = new ImportClosure(imports, sink);
    sources.forEach(source -> closure.known.add(source.path()));
    closure.open.addAll(sources);
    while (!closure.open.isEmpty()) {
      closure.follow(closure.open.remove());
    }
    return closure.found;
  }

  private void follow(SourceFile source) {
    Matcher matcher = HEAD.matcher(source.text());
    while (matcher.find()) {
      if (matcher.group(1) != null) {
        Span path = new Span(source, matcher.start(1), matcher.end(1));
        imports.find(path, sink).ifPresent(this::add);
      }
    }
  }

  private void add(SourceFile source) {
    if (known.add(source.path())) {
      found.add(source);
      open.add(source);
    }
  }
}
