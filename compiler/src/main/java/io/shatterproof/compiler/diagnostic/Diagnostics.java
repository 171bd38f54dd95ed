package io.shatterproof.compiler.diagnostic;

import io.shatterproof.compiler.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects the mistakes of one file, and of what it uses of others; the same mistake at the same
 * place counts once.
 */
public final class Diagnostics implements DiagnosticSink {
  /** Errors told of one file; what lies behind them is told after they are cured. */
  public static final int MOST = 1000;

  private final List<Diagnostic> reported = new ArrayList<>();
  private final Set<Place> places = new HashSet<>();

  private boolean isTold;

  private record Place(String code, String path, int start, int end) {}

  @Override
  public void report(Diagnostic diagnostic) {
    Span span = diagnostic.span();
    if (places.add(new Place(diagnostic.code(), span.file().path(), span.start(), span.end()))) {
      reported.add(diagnostic);
    }
  }

  /** Something is missing, and the mistake behind it is told elsewhere. */
  public void countError() {
    isTold = true;
  }

  /** Whether there are errors other than those of one code. */
  public boolean hasErrorsBeside(Code code) {
    return isTold
        || reported.stream()
            .anyMatch(
                diagnostic -> diagnostic.isError() && !diagnostic.code().equals(code.number()));
  }

  public boolean hasErrors() {
    return isTold || reported.stream().anyMatch(Diagnostic::isError);
  }

  /** What was reported so far, in order of files and of place; cut behind {@link #MOST}. */
  public List<Diagnostic> inOrder() {
    List<Diagnostic> sorted = new ArrayList<>(reported);
    sorted.sort(Comparator.comparing((Diagnostic d) -> d.span().file().path())
        .thenComparingInt(d -> d.span().start())
        .thenComparingInt(d -> d.span().end())
        .thenComparing(Diagnostic::code));
    if (sorted.size() <= MOST) {
      return List.copyOf(sorted);
    }
    List<Diagnostic> first = new ArrayList<>(sorted.subList(0, MOST));
    first.add(Diagnostic.of(
        Code.TOO_MANY_ERRORS,
        sorted.get(MOST).span(),
        "more than " + MOST + " messages; " + (sorted.size() - MOST) + " are not shown"));
    return List.copyOf(first);
  }
}
