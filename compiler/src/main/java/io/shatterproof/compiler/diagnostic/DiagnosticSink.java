package io.shatterproof.compiler.diagnostic;

import io.shatterproof.compiler.source.Span;

/** Takes mistakes. */
@FunctionalInterface
public interface DiagnosticSink {

  /** Takes a mistake. */
  void report(Diagnostic diagnostic);

  /** Takes a mistake that has neither cure nor explanation. */
  default void report(Code code, Span span, String message) {
    report(Diagnostic.of(code, span, message));
  }

  /** A sink that adds an explanation to whatever it hands on. */
  default DiagnosticSink withNote(String fact) {
    return diagnostic -> report(diagnostic.withNote(fact));
  }

  /** A sink that adds an explanation, which ends with a place, to whatever it hands on. */
  default DiagnosticSink withNote(String fact, Span where) {
    return diagnostic -> report(diagnostic.withNote(fact, where));
  }
}
