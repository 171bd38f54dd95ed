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

  /** More are only counted: a large file may be nothing but mistakes. */
  private static final int MOST_KEPT = 20 * MOST;

  private final List<Diagnostic> reported = new ArrayList<>();
  private final Set<Place> places = new HashSet<>();

  private boolean isTold;
  private int dropped;

  private record Place(String code, String path, int start, int end) {}

  @Override
  public void report(Diagnostic diagnostic) {
    if (isFull()) {
      drop(diagnostic.isError());
      return;
    }
    Span span = diagnostic.span();
    if (places.add(new Place(diagnostic.code(), span.file().path(), span.start(), span.end()))) {
      reported.add(diagnostic);
    }
  }

  /** Whether so much was reported that nothing more will be told. */
  public boolean isFull() {
    return reported.size() >= MOST_KEPT;
  }

  /** One more that is not told. */
  public void drop(boolean isError) {
    isTold |= isError;
    dropped++;
  }

  /** Takes what was collected elsewhere of the same file. */
  public void addAll(Diagnostics other) {
    other.reported.forEach(this::report);
    isTold |= other.isTold;
    dropped += other.dropped;
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
        "more than " + MOST + " messages; " + (sorted.size() - MOST + dropped) + " are not shown"));
    return List.copyOf(first);
  }
}
