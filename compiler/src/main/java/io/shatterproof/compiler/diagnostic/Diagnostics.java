package io.shatterproof.compiler.diagnostic;

import io.shatterproof.compiler.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects the mistakes of one file; the same mistake at the same place counts once. */
public final class Diagnostics implements DiagnosticSink {
  /** Errors told of one file; what lies behind them is told after they are cured. */
  public static final int MOST = 1000;

  private final List<Diagnostic> reported = new ArrayList<>();
  private final Set<Place> places = new HashSet<>();

  private record Place(String code, int start, int end) {}

  @Override
  public void report(Diagnostic diagnostic) {
    Span span = diagnostic.span();
    if (places.add(new Place(diagnostic.code(), span.start(), span.end()))) {
      reported.add(diagnostic);
    }
  }

  public boolean hasErrors() {
    return reported.stream().anyMatch(Diagnostic::isError);
  }

  /** Whether there are errors other than those of one code. */
  public boolean hasErrorsBeside(Code code) {
    return reported.stream()
        .anyMatch(diagnostic -> diagnostic.isError() && !diagnostic.code().equals(code.number()));
  }

  /** What was reported so far, in order of place; cut behind {@link #MOST}. */
  public List<Diagnostic> inOrder() {
    List<Diagnostic> sorted = new ArrayList<>(reported);
    sorted.sort(Comparator.comparingInt((Diagnostic d) -> d.span().start())
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
