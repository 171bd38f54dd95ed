package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.syntax.GeneratorSyntax;
import io.shatterproof.compiler.syntax.GeneratorSyntax.ColumnSyntax;
import io.shatterproof.compiler.syntax.GeneratorSyntax.SampleSyntax;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The rows that are made of the values of columns. */
final class GeneratorResolver {
  private static final BigInteger MOST = BigInteger.valueOf(TableResolver.MOST_ROWS);

  private final Columns columns;
  private final Symbols symbols;
  private final DiagnosticSink sink;
  private final Environment environment;
  private final List<ValueSet> sets = new ArrayList<>();

  GeneratorResolver(Columns columns, Symbols symbols, DiagnosticSink sink) {
    this.columns = columns;
    this.symbols = symbols;
    this.sink = sink;
    this.environment = new Environment(symbols, Row.none(), sink);
  }

  /** The rows, or nothing where a mistake is reported. */
  Optional<List<Row>> resolve(GeneratorSyntax syntax) {
    boolean isGood = true;
    for (ColumnSyntax column : syntax.columns()) {
      isGood &= columns.add(column.name());
      Optional<ValueSet> values = new ValueSetResolver(symbols, environment, sink).resolve(column);
      isGood &= values.isPresent();
      values.ifPresent(sets::add);
    }
    if (!isGood) {
      return Optional.empty();
    }
    if (syntax.sample().isPresent()) {
      return sampled(syntax, syntax.sample().get());
    }
    return syntax.isPairwise() ? pairwise(syntax) : crossed(syntax);
  }

  private BigInteger product() {
    return sets.stream().map(ValueSet::size).reduce(BigInteger.ONE, BigInteger::multiply);
  }

  private Optional<List<Row>> crossed(GeneratorSyntax syntax) {
    BigInteger product = product();
    if (product.compareTo(MOST) > 0) {
      reportTooMany(
          syntax, "this makes " + product, "take some of them: `sample 100 seed 1 { ... }`");
      return Optional.empty();
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < product.intValueExact(); i++) {
      rows.add(combination(BigInteger.valueOf(i)));
    }
    return Optional.of(rows);
  }

  /** A combination of values by its place among all, the first column slowest. */
  private Row combination(BigInteger index) {
    List<Row.Cell> cells = new ArrayList<>();
    BigInteger left = index;
    for (int i = sets.size() - 1; i >= 0; i--) {
      BigInteger[] parts = left.divideAndRemainder(sets.get(i).size());
      cells.add(0, sets.get(i).get(parts[1]));
      left = parts[0];
    }
    return columns.row(cells);
  }

  private Optional<List<Row>> pairwise(GeneratorSyntax syntax) {
    BigInteger least = sets.stream()
        .map(ValueSet::size)
        .sorted(Comparator.reverseOrder())
        .limit(2)
        .reduce(BigInteger.ONE, BigInteger::multiply);
    if (least.compareTo(MOST) > 0) {
      reportTooMany(syntax, "this makes at least " + least, "");
      return Optional.empty();
    }
    int[] sizes = sets.stream().mapToInt(set -> set.size().intValueExact()).toArray();
    long pairs = Pairwise.pairs(sizes);
    if (pairs > Pairwise.MOST_PAIRS) {
      sink.report(Diagnostic.of(
              Code.TOO_MANY_ROWS,
              syntax.span(),
              "two values of two columns make " + pairs + " pairs, and " + Pairwise.MOST_PAIRS
                  + " are allowed")
          .withHelp("take some rows of all: `sample 100 seed 1 { ... }`"));
      return Optional.empty();
    }
    Optional<List<int[]>> numbers = Pairwise.upTo(TableResolver.MOST_ROWS, sizes);
    if (numbers.isEmpty()) {
      reportTooMany(syntax, "this makes more than " + TableResolver.MOST_ROWS, "");
      return Optional.empty();
    }
    List<Row> rows = new ArrayList<>();
    for (int[] values : numbers.get()) {
      List<Row.Cell> cells = new ArrayList<>();
      for (int i = 0; i < values.length; i++) {
        cells.add(sets.get(i).get(BigInteger.valueOf(values[i])));
      }
      rows.add(columns.row(cells));
    }
    return Optional.of(rows);
  }

  private Optional<List<Row>> sampled(GeneratorSyntax syntax, SampleSyntax sample) {
    Optional<Quantity> count = environment.quantity(sample.count());
    Optional<Quantity> seed = environment.quantity(sample.seed());
    if (count.isEmpty() || seed.isEmpty()) {
      return Optional.empty();
    }
    BigInteger wanted = new BigInteger(Long.toUnsignedString(count.get().value()));
    BigInteger product = product();
    if (wanted.signum() == 0) {
      sink.report(Code.OUT_OF_RANGE, count.get().span(), "a sample has at least one row");
      return Optional.empty();
    }
    if (wanted.compareTo(product) > 0) {
      sink.report(Diagnostic.of(
              Code.SAMPLE_TOO_LARGE,
              count.get().span(),
              "there are no " + wanted + " rows to choose, but " + product)
          .withHelp("leave `sample` out to have all of them"));
      return Optional.empty();
    }
    if (wanted.compareTo(MOST) > 0) {
      reportTooMany(syntax, "this makes " + wanted, "");
      return Optional.empty();
    }
    return Optional.of(Sample.of(wanted.intValueExact(), product, seed.get().value()).stream()
        .map(this::combination)
        .toList());
  }

  private void reportTooMany(GeneratorSyntax syntax, String message, String help) {
    sink.report(Diagnostic.of(
            Code.TOO_MANY_ROWS,
            syntax.span(),
            message + " rows, and " + TableResolver.MOST_ROWS + " are allowed")
        .withHelp(help));
  }
}
