package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Computes constant expressions, unsigned and without wrapping. */
final class Evaluator {
  private final Symbols symbols;
  private final Row row;
  private final Entries entries;
  private final DiagnosticSink sink;

  Evaluator(Symbols symbols, Row row, Entries entries, DiagnosticSink sink) {
    this.symbols = symbols;
    this.row = row;
    this.entries = entries;
    this.sink = sink;
  }

  /** The value, or nothing where a mistake was or is reported. */
  Optional<Quantity> quantity(ExpressionSyntax expression) {
    if (expression instanceof ExpressionSyntax.IntegerSyntax integer) { // nearly all are
      return Optional.of(new Quantity(integer.value(), expression.span()));
    }
    return value(expression).map(v -> new Quantity(v.longValue(), place(expression)));
  }

  /** What is wrong with an argument is wrong where it is handed over. */
  private Span place(ExpressionSyntax expression) {
    return row.isOfArguments() && expression instanceof ExpressionSyntax.Reference reference
        ? row.find(reference.name().text()).map(ExpressionSyntax::span).orElse(expression.span())
        : expression.span();
  }

  /** The value of an expression that may be left out; a mistake in it is reported. */
  Maybe<Quantity> optional(Optional<ExpressionSyntax> expression) {
    return expression.isEmpty() ? Maybe.absent() : Maybe.of(quantity(expression.get()));
  }

  private Optional<BigInteger> value(ExpressionSyntax expression) {
    if (expression instanceof ExpressionSyntax.IntegerSyntax integer) {
      return Optional.of(unsigned(integer.value()));
    }
    if (expression instanceof ExpressionSyntax.Reference reference) {
      return reference(reference.name());
    }
    if (expression instanceof ExpressionSyntax.Chain chain) {
      return chain(chain);
    }
    if (expression instanceof ExpressionSyntax.Shift shift) {
      return shift(shift);
    }
    return Optional.empty(); // broken: told before
  }

  private static BigInteger unsigned(long value) {
    return value >= 0 ? BigInteger.valueOf(value) : new BigInteger(Long.toUnsignedString(value));
  }

  private Optional<BigInteger> reference(NameSyntax name) {
    Optional<Row.Cell> cell = row.cell(name.text());
    if (cell.isPresent()) {
      return cell(name, cell.get().expression(), cell.get().scope().orElse(symbols));
    }
    Optional<Entries.Named> entry = entries.find(name.text());
    return entry.isPresent() && symbols.find(name.text()).isEmpty()
        ? entry.get().address().map(address -> unsigned(address.value()))
        : constant(name, name.span());
  }

  private Optional<BigInteger> cell(NameSyntax column, ExpressionSyntax cell, Symbols scope) {
    boolean isWord = cell instanceof ExpressionSyntax.Reference reference
        && entries.find(reference.name().text()).isEmpty()
        && scope.find(reference.name().text()).isEmpty();
    if (!isWord) {
      return new Evaluator(scope, Row.none(), entries, sink).value(cell);
    }
    if (!scope.isExcused(cell.span().text())) {
      sink.report(Diagnostic.of(
              Code.WRONG_KIND_OF_NAME,
              column.span(),
              row.kind() + " `" + column.text() + "` holds the word `"
                  + cell.span().text() + "` where a number is needed")
          .withNote(row.isOfArguments() ? "the argument is at" : "the cell is at", cell.span()));
    }
    return Optional.empty();
  }

  private Optional<BigInteger> constant(NameSyntax name, Span span) {
    Optional<Symbol> symbol = symbols.find(name.text());
    if (symbol.isEmpty() && Vocabulary.ERRORS.find(name.text()).isPresent()) {
      sink.report(
          Code.UNKNOWN_NAME, name.span(), "`" + name.text() + "` is an error, not a number");
      return Optional.empty();
    }
    if (symbol.isEmpty()) {
      symbols.reportUnknown(name, Code.UNKNOWN_NAME, "name", candidates(name));
      return Optional.empty();
    }
    if (symbol.get() instanceof Symbol.ConstantSymbol constant) {
      return constant.value().isPresent()
          ? Optional.of(unsigned(constant.value().getAsLong()))
          : Optional.empty();
    }
    symbols.wrongKind(new NameSyntax(name.text(), span), symbol.get(), "a number");
    return Optional.empty();
  }

  private List<String> candidates(NameSyntax name) {
    List<String> candidates = new ArrayList<>(row.columns());
    candidates.addAll(entries.names());
    for (Symbol symbol : symbols.visible()) {
      if (symbol instanceof Symbol.ConstantSymbol) {
        candidates.add(symbol.span().text());
      }
    }
    candidates.addAll(Vocabulary.OPTIONAL_BEFORE);
    candidates.addAll(Vocabulary.IN_PLACE_OF_OPERANDS);
    candidates.remove(name.text());
    return candidates;
  }

  private Optional<BigInteger> chain(ExpressionSyntax.Chain chain) {
    Optional<BigInteger> result = value(chain.first());
    for (ExpressionSyntax.Link link : chain.links()) {
      Optional<BigInteger> operand = value(link.operand());
      if (result.isEmpty() || operand.isEmpty()) {
        result = Optional.empty();
        continue;
      }
      result = inRange(chain.span(), apply(link.operator(), result.get(), operand.get()));
    }
    return result;
  }

  private static BigInteger apply(
      ExpressionSyntax.Operator operator, BigInteger left, BigInteger right) {
    return switch (operator) {
      case PLUS -> left.add(right);
      case MINUS -> left.subtract(right);
      case TIMES -> left.multiply(right);
    };
  }

  private Optional<BigInteger> shift(ExpressionSyntax.Shift shift) {
    Optional<BigInteger> value = value(shift.value());
    Optional<BigInteger> distance = value(shift.distance());
    if (value.isEmpty() || distance.isEmpty()) {
      return Optional.empty();
    }
    boolean isFar = distance.get().bitLength() > 6;
    if (isFar && value.get().signum() != 0) {
      sink.report(
          Code.OVERFLOW,
          shift.span(),
          "shifting by " + distance.get() + " leaves nothing of 64 bits");
      return Optional.empty();
    }
    return isFar
        ? value
        : inRange(shift.span(), value.get().shiftLeft(distance.get().intValue()));
  }

  private Optional<BigInteger> inRange(Span span, BigInteger value) {
    if (value.signum() < 0) {
      sink.report(Diagnostic.of(
              Code.NEGATIVE,
              span,
              "the result is negative: -0x" + value.negate().toString(16))
          .withNote("numbers are unsigned"));
      return Optional.empty();
    }
    if (value.bitLength() > 64) {
      sink.report(
          Code.OVERFLOW, span, "the result does not fit in 64 bits: 0x" + value.toString(16));
      return Optional.empty();
    }
    return Optional.of(value);
  }
}
