package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.GeneratorSyntax.ColumnSyntax;
import io.shatterproof.compiler.syntax.GeneratorSyntax.MemberSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import java.math.BigInteger;
import java.util.Optional;

/** The values that one generated column has. */
final class ValueSetResolver {
  private final Symbols symbols;
  private final Environment environment;
  private final DiagnosticSink sink;
  private final ValueSet set = new ValueSet();
  private boolean isGood = true;

  ValueSetResolver(Symbols symbols, Environment environment, DiagnosticSink sink) {
    this.symbols = symbols;
    this.environment = environment;
    this.sink = sink;
  }

  /** The values, or nothing where a mistake is reported. */
  Optional<ValueSet> resolve(ColumnSyntax column) {
    column.vocabulary().ifPresent(this::addAll);
    for (MemberSyntax member : column.members()) {
      Optional<? extends ValueSet.Values> values =
          member.last().isPresent() ? range(member, member.last().get()) : single(member.first());
      isGood &= values.isPresent();
      values.ifPresent(known ->
          set.add(known).ifPresent(duplicate -> reportDuplicate(member.span(), duplicate)));
    }
    return isGood ? Optional.of(set) : Optional.empty();
  }

  private void reportDuplicate(Span span, ValueSet.Duplicate duplicate) {
    isGood = false;
    sink.report(Diagnostic.of(
            Code.DUPLICATE_VALUE, span, "the value " + duplicate.text() + " is given twice")
        .withNote("the first time at", duplicate.first()));
  }

  private void addAll(NameSyntax name) {
    Vocabulary<?> vocabulary = Vocabulary.SETS.get(name.text());
    if (vocabulary == null) {
      isGood = false;
      sink.report(Diagnostic.of(
              Code.UNKNOWN_SET, name.span(), "there is no set of words `" + name.text() + "`")
          .withMeant(name.text(), Vocabulary.SETS.keySet()));
      return;
    }
    vocabulary.meanings().forEach((word, meaning) -> set.add(ofVocabulary(name, word, meaning)));
  }

  private static ValueSet.Values ofVocabulary(NameSyntax name, String word, Object meaning) {
    ExpressionSyntax expression = Character.isDigit(word.charAt(0)) && meaning instanceof Long value
        ? new ExpressionSyntax.IntegerSyntax(name.span(), value)
        : new ExpressionSyntax.Reference(new NameSyntax(word, name.span()));
    return new ValueSet.Word(new Row.Cell(expression, Optional.empty(), word), word);
  }

  /** A word, unless that is the name of a number. */
  private Optional<? extends ValueSet.Values> single(ExpressionSyntax expression) {
    boolean isWord = expression instanceof ExpressionSyntax.Reference reference
        && symbols
            .find(reference.name().text())
            .filter(Symbol.ConstantSymbol.class::isInstance)
            .isEmpty();
    if (isWord) {
      return Optional.of(new ValueSet.Word(Row.Cell.of(expression), Written.of(expression.span())));
    }
    return environment
        .quantity(expression)
        .map(value -> new ValueSet.Numbers(
            expression.span(),
            Optional.of(expression),
            Written.of(expression.span()),
            unsigned(value),
            BigInteger.ONE,
            BigInteger.ONE));
  }

  private Optional<ValueSet.Values> range(MemberSyntax member, ExpressionSyntax end) {
    Optional<BigInteger> first =
        environment.quantity(member.first()).map(ValueSetResolver::unsigned);
    Optional<BigInteger> last = environment.quantity(end).map(ValueSetResolver::unsigned);
    Optional<BigInteger> step = member.step().isEmpty()
        ? Optional.of(BigInteger.ONE)
        : environment.quantity(member.step().get()).map(ValueSetResolver::unsigned);
    if (first.isEmpty() || last.isEmpty() || step.isEmpty()) {
      return Optional.empty();
    }
    if (step.get().signum() == 0) {
      sink.report(Code.EMPTY_SET, member.span(), "by steps of 0 this range leads nowhere");
      return Optional.empty();
    }
    if (first.get().compareTo(last.get()) > 0) {
      sink.report(Diagnostic.of(
              Code.EMPTY_SET,
              member.span(),
              "there is no number from " + first.get() + " to " + last.get())
          .withHelp("begin with the smaller one"));
      return Optional.empty();
    }
    BigInteger count = last.get().subtract(first.get()).divide(step.get()).add(BigInteger.ONE);
    return Optional.of(new ValueSet.Numbers(
        member.span(),
        Optional.empty(),
        manner(Written.of(member.first().span()), Written.of(end.span())),
        first.get(),
        step.get(),
        count));
  }

  /** Which of its ends says how the numbers of a range are written; 0 says nothing. */
  private static String manner(String first, String last) {
    return first.equals("0") ? last : first;
  }

  private static BigInteger unsigned(Quantity quantity) {
    return new BigInteger(Long.toUnsignedString(quantity.value()));
  }
}
