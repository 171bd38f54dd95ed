package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of a generated column, in order. Ranges are not written out. */
final class ValueSet {
  private final List<Values> members = new ArrayList<>();
  private final Map<Object, Values> single = new HashMap<>();
  private final List<Values> ranges = new ArrayList<>();
  private BigInteger size = BigInteger.ZERO;

  /** Some of them. */
  sealed interface Values {

    /** Where they are written. */
    Span span();

    BigInteger count();

    /** The word or number that it is, if it is only one. */
    Optional<Object> only();

    /** One of them, by its place among them. */
    Row.Cell get(BigInteger index);

    /** A value that both have. */
    Optional<String> common(Values other);
  }

  /** A word. */
  record Word(Row.Cell cell, String word) implements Values {
    @Override
    public Span span() {
      return cell.expression().span();
    }

    @Override
    public BigInteger count() {
      return BigInteger.ONE;
    }

    @Override
    public Optional<Object> only() {
      return Optional.of(word);
    }

    @Override
    public Row.Cell get(BigInteger index) {
      return cell;
    }

    @Override
    public Optional<String> common(Values other) {
      return other instanceof Word same && same.word.equals(word)
          ? Optional.of(word)
          : Optional.empty();
    }
  }

  /**
   * Numbers at equal distances; one, or a range.
   *
   * @param expression the number as it is written, where it is one
   * @param first as it is written, which says how all of them are written
   */
  record Numbers(
      Span span,
      Optional<ExpressionSyntax> expression,
      String first,
      BigInteger start,
      BigInteger step,
      BigInteger count)
      implements Values {
    @Override
    public Optional<Object> only() {
      return count.equals(BigInteger.ONE) ? Optional.of(start) : Optional.empty();
    }

    @Override
    public Row.Cell get(BigInteger index) {
      if (expression.isPresent()) {
        return Row.Cell.of(expression.get());
      }
      BigInteger value = start.add(step.multiply(index));
      return new Row.Cell(
          new ExpressionSyntax.IntegerSyntax(span, value.longValue()),
          Optional.empty(),
          NumberText.like(first, value));
    }

    private BigInteger last() {
      return start.add(step.multiply(count.subtract(BigInteger.ONE)));
    }

    /** The smallest that both have, if there is one. */
    @Override
    public Optional<String> common(Values values) {
      if (!(values instanceof Numbers other)) {
        return Optional.empty();
      }
      BigInteger gcd = step.gcd(other.step);
      BigInteger distance = other.start.subtract(start);
      if (distance.mod(gcd).signum() != 0) {
        return Optional.empty();
      }
      // start + k * step = other.start (mod other.step)
      BigInteger modulus = other.step.divide(gcd);
      BigInteger k = modulus.equals(BigInteger.ONE)
          ? BigInteger.ZERO
          : distance.divide(gcd).multiply(step.divide(gcd).modInverse(modulus)).mod(modulus);
      BigInteger both = start.add(step.multiply(k));
      BigInteger least = start.max(other.start);
      BigInteger period = step.multiply(modulus);
      if (both.compareTo(least) < 0) {
        BigInteger missing = least.subtract(both).add(period).subtract(BigInteger.ONE);
        both = both.add(missing.divide(period).multiply(period));
      }
      return both.compareTo(last().min(other.last())) <= 0
          ? Optional.of(NumberText.like(first, both))
          : Optional.empty();
    }
  }

  /** Adds values; nothing is added where one of them is there already. */
  Optional<Duplicate> add(Values values) {
    for (Values member : near(values)) {
      Optional<String> common = member.common(values);
      if (common.isPresent()) {
        return Optional.of(new Duplicate(common.get(), member.span()));
      }
    }
    members.add(values);
    values.only().ifPresentOrElse(only -> single.put(only, values), () -> ranges.add(values));
    size = size.add(values.count());
    return Optional.empty();
  }

  /** Which of them may have something in common with others: of thousands, few. */
  private List<Values> near(Values values) {
    Optional<Object> only = values.only();
    if (only.isEmpty()) {
      return members;
    }
    List<Values> near = new ArrayList<>(ranges);
    Optional.ofNullable(single.get(only.get())).ifPresent(near::add);
    return near;
  }

  /** A value that is there twice, and where it is the first time. */
  record Duplicate(String text, Span first) {}

  BigInteger size() {
    return size;
  }

  /** A value by its place. */
  Row.Cell get(BigInteger index) {
    BigInteger left = index;
    for (Values member : members) {
      if (left.compareTo(member.count()) < 0) {
        return member.get(left);
      }
      left = left.subtract(member.count());
    }
    throw new IllegalArgumentException("no value " + index + " of " + size);
  }
}
