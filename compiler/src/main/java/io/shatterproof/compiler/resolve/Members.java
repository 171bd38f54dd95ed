package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The properties of one declaration, each given at most once. */
final class Members<M> {
  private final List<M> members;
  private final Function<M, Span> span;
  private final DiagnosticSink sink;

  Members(List<M> members, Function<M, Span> span, DiagnosticSink sink) {
    this.members = members;
    this.span = span;
    this.sink = sink;
  }

  /** The first property of a type; more of them are reported. */
  <T extends M> Optional<T> only(Class<T> type) {
    List<T> found = members.stream().filter(type::isInstance).map(type::cast).toList();
    found.stream()
        .skip(1)
        .forEach(again -> sink.report(Diagnostic.of(
                Code.DUPLICATE_PROPERTY, span.apply(again), "this property is given twice")
            .withNote("first given at", span.apply(found.get(0)))));
    return found.stream().findFirst();
  }
}
