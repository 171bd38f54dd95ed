package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.EntryModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.model.RegimePes;
import io.shatterproof.compiler.model.ScenarioModel.LabelModel;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.LevelSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.compiler.syntax.TextSyntax;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What names, words and expressions mean at one place: in a file, or in one row of a table. */
final class Environment {
  private final Symbols symbols;
  private final Row row;
  private final DiagnosticSink sink;
  private final Evaluator evaluator;
  private final Entries entries;
  private final RegimePes pes;
  private final List<LabelModel> labels;
  private final Set<String> setLabels;
  private final Uses uses;
  private final Optional<Environment> user;
  private final int depth;

  Environment(Symbols symbols, Row row, DiagnosticSink sink) {
    this.symbols = symbols;
    this.row = row;
    this.sink = sink;
    this.entries = new Entries();
    this.pes = new RegimePes();
    this.labels = new ArrayList<>();
    this.setLabels = new LinkedHashSet<>();
    this.uses = new Uses();
    this.user = Optional.empty();
    this.depth = 0;
    this.evaluator = new Evaluator(symbols, row, entries, sink);
  }

  private Environment(Environment user, Symbols symbols, Row row, DiagnosticSink sink) {
    this.symbols = symbols;
    this.row = row;
    this.sink = sink;
    this.entries = user.entries;
    this.pes = user.pes;
    this.labels = user.labels;
    this.setLabels = user.setLabels;
    this.uses = user.uses;
    this.user = Optional.of(user);
    this.depth = user.depth + 1;
    this.evaluator = new Evaluator(symbols, row, entries, sink);
  }

  /** The inside of a template that is used here: other names, and the same scenario. */
  Environment inside(Symbols names, Row arguments, DiagnosticSink other) {
    return new Environment(this, names, arguments, other);
  }

  /** How many uses of templates lie around this. */
  int depth() {
    return depth;
  }

  /** The templates that the scenario uses. */
  Uses uses() {
    return uses;
  }

  /** Where the templates lie that this is inside of, from the inside out. */
  Optional<Environment> user() {
    return user;
  }

  /** The labels of observed steps, right or wrong, to be added to. */
  Set<String> setLabels() {
    return setLabels;
  }

  /** What a column or parameter stands for. */
  Optional<Row.Cell> cell(String name) {
    return row.cell(name);
  }

  /** The name that a parameter stands for, else the name itself; its place is kept. */
  NameSyntax spoken(NameSyntax name) {
    return row.isOfArguments() ? written(name) : name;
  }

  private NameSyntax written(NameSyntax name) {
    return row.find(name.text())
        .filter(ExpressionSyntax.Reference.class::isInstance)
        .map(cell -> new NameSyntax(((ExpressionSyntax.Reference) cell).name().text(), name.span()))
        .orElse(name);
  }

  /** Where the words are looked up that a name stands for. */
  private Symbols scope(NameSyntax name) {
    return row.cell(name.text()).flatMap(Row.Cell::scope).orElse(symbols);
  }

  private Symbols scope(ExpressionSyntax expression) {
    return expression instanceof ExpressionSyntax.Reference reference
        ? scope(reference.name())
        : symbols;
  }

  /** The entries of bare tables, which statements declare. */
  Entries entries() {
    return entries;
  }

  /** The entry of that name; an unknown one is reported. */
  Optional<EntryModel> entry(NameSyntax word) {
    NameSyntax name = spoken(word);
    Optional<Entries.Named> named = entries.find(name.text());
    if (named.isEmpty() && !symbols.isExcused(name.text())) {
      sink.report(
          Diagnostic.of(Code.UNKNOWN_ENTRY, name.span(), "unknown entry `" + name.text() + "`")
              .withMeant(name.text(), entries.names()));
    }
    return named.flatMap(Entries.Named::entry);
  }

  /** Rule: an entry that is read or written stands in a table. */
  boolean isPlaced(EntryModel entry, NameSyntax name) {
    if (entry.isUnlinked()) {
      sink.report(Diagnostic.of(
              Code.WRONG_KIND_OF_ENTRY,
              name.span(),
              "no entry leads to `" + entry.name() + "`, so it stands nowhere itself")
          .withHelp("declare what stands there, and link the table: `store B := table "
              + entry.name() + "`")
          .withNote("`" + entry.name() + "` declared at", entry.nameSpan()));
    }
    return !entry.isUnlinked();
  }

  /** Rule: only a table leads to a table page. */
  boolean isTable(EntryModel entry, NameSyntax name) {
    boolean isTable = entry.kind() == EntryModel.Kind.TABLE;
    if (!isTable) {
      sink.report(Diagnostic.of(
              Code.WRONG_KIND_OF_ENTRY,
              name.span(),
              "`" + entry.name() + "` is a " + entry.kind().word()
                  + ", which leads to no table page of this scenario")
          .withHelp("name an entry that is declared as `table`")
          .withNote("`" + entry.name() + "` declared at", entry.nameSpan()));
    }
    return isTable;
  }

  /** Which PE has the registers of which regime, as the text has it so far. */
  RegimePes pes() {
    return pes;
  }

  /** The labels so far, to be added to. */
  List<LabelModel> labels() {
    return labels;
  }

  /** What the names are that stand for something else, in the user's words. */
  String kindOfCells() {
    return row.kind();
  }

  /** Whether an expression has a column or a parameter in it. */
  boolean usesCells(ExpressionSyntax expression) {
    if (expression instanceof ExpressionSyntax.Reference reference) {
      return row.find(reference.name().text()).isPresent();
    }
    if (expression instanceof ExpressionSyntax.Shift shift) {
      return usesCells(shift.value()) || usesCells(shift.distance());
    }
    return expression instanceof ExpressionSyntax.Chain chain
        && (usesCells(chain.first())
            || chain.links().stream().anyMatch(link -> usesCells(link.operand())));
  }

  /** The entry that an expression begins with, or has in it. */
  Optional<Entries.Named> entryIn(ExpressionSyntax expression) {
    return entries.in(expression, row);
  }

  Symbols symbols() {
    return symbols;
  }

  DiagnosticSink sink() {
    return sink;
  }

  /** The value of an expression, or nothing where a mistake is reported. */
  Optional<Quantity> quantity(ExpressionSyntax expression) {
    return evaluator.quantity(expression);
  }

  /** The value of an expression that may be left out. */
  Maybe<Quantity> optional(Optional<ExpressionSyntax> expression) {
    return evaluator.optional(expression);
  }

  /** The value of an expression where only up to {@code most} makes sense. */
  Optional<Quantity> quantity(ExpressionSyntax expression, long most, String what) {
    return quantity(expression).filter(quantity -> {
      if (!quantity.isAtMost(most)) {
        sink.report(
            Code.OUT_OF_RANGE, quantity.span(), what + " is at most " + most + ", not " + quantity);
      }
      return quantity.isAtMost(most);
    });
  }

  /** The value of an expression that may be left out, where only up to {@code most} makes sense. */
  Maybe<Quantity> optional(Optional<ExpressionSyntax> expression, long most, String what) {
    return expression.isEmpty() ? Maybe.absent() : Maybe.of(quantity(expression.get(), most, what));
  }

  /** A level: -1, or a number as it is written. */
  Optional<Quantity> level(LevelSyntax level) {
    Optional<Quantity> number = quantity(level.number());
    if (!level.isNegative()) {
      return number;
    }
    Optional<Quantity> one = number.filter(value -> value.value() == 1);
    if (number.isPresent() && one.isEmpty()) {
      sink.report(Code.OUT_OF_RANGE, level.span(), "levels are -1 to 3, not -" + number.get());
    }
    return one.map(value -> new Quantity(-1, level.span()));
  }

  /** A level that may be left out. */
  Maybe<Quantity> optionalLevel(Optional<LevelSyntax> level) {
    return level.isEmpty() ? Maybe.absent() : Maybe.of(level(level.get()));
  }

  /** The regime of that name; anything else is reported. */
  Optional<RegimeModel> regime(NameSyntax name) {
    Optional<ExpressionSyntax> cell = row.find(name.text());
    if (cell.isPresent() && cell.get() instanceof ExpressionSyntax.Reference reference) {
      return scope(name).regime(reference.name());
    }
    if (cell.isPresent()) {
      reportNumber(name, cell.get(), "a regime");
      return Optional.empty();
    }
    return symbols.regime(name);
  }

  /** Whether the name is that of a regime. */
  boolean isRegime(NameSyntax name) {
    return scope(name)
        .find(written(name).text())
        .filter(Symbol.RegimeSymbol.class::isInstance)
        .isPresent();
  }

  Optional<DomainModel> domain(NameSyntax name) {
    Optional<ExpressionSyntax> cell = row.find(name.text());
    if (cell.isPresent() && cell.get() instanceof ExpressionSyntax.Reference reference) {
      return scope(name).domain(reference.name());
    }
    if (cell.isPresent()) {
      reportNumber(name, cell.get(), "a domain");
      return Optional.empty();
    }
    return symbols.domain(name);
  }

  /** The meaning of a word, which may come from a column; an unknown one is reported. */
  <T> Optional<Spanned<T>> word(NameSyntax name, Vocabulary<T> vocabulary) {
    Optional<NameSyntax> written = written(name, vocabulary);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    NameSyntax word = written.get();
    Optional<T> meaning = vocabulary.find(word.text());
    if (meaning.isEmpty()) {
      reportUnknown(word, vocabulary);
    }
    return meaning.map(value -> new Spanned<>(value, name.span()));
  }

  private <T> Optional<NameSyntax> written(NameSyntax name, Vocabulary<T> vocabulary) {
    Optional<ExpressionSyntax> cell = row.find(name.text());
    if (cell.isEmpty()) {
      return Optional.of(name);
    }
    if (cell.get() instanceof ExpressionSyntax.Reference reference) {
      return Optional.of(reference.name());
    }
    reportNumber(name, cell.get(), "a word for " + vocabulary.kind());
    return Optional.empty();
  }

  /** Reports a name that stands for no word, unless it is told already that it is wrong or taken. */
  private void reportNumber(NameSyntax name, ExpressionSyntax cell, String needed) {
    if (cell instanceof ExpressionSyntax.Broken || symbols.find(name.text()).isPresent()) {
      return;
    }
    sink.report(Diagnostic.of(
            Code.WRONG_KIND_OF_NAME,
            name.span(),
            row.kind() + " `" + name.text() + "` holds a number where " + needed + " is needed")
        .withNote(row.isOfArguments() ? "the argument is at" : "the cell is at", cell.span()));
  }

  /**
   * The number that a word stands for, or a number up to {@code most}; either may come from a
   * column. A word goes before a constant of its name.
   */
  Optional<Spanned<Long>> wordOrNumber(
      ExpressionSyntax expression, Vocabulary<Long> vocabulary, long most, String what) {
    Optional<Long> meaning = meaning(expression, vocabulary);
    if (meaning.isPresent()) {
      return meaning.map(value -> new Spanned<>(value, expression.span()));
    }
    Optional<NameSyntax> word = writtenWord(expression);
    if (word.isPresent() && scope(expression).find(word.get().text()).isEmpty()) {
      reportUnknown(word.get(), vocabulary);
      return Optional.empty();
    }
    return quantity(expression, most, what)
        .map(quantity -> new Spanned<>(quantity.value(), expression.span()));
  }

  private <T> Optional<T> meaning(ExpressionSyntax expression, Vocabulary<T> vocabulary) {
    return writtenWord(expression).flatMap(word -> vocabulary.find(word.text()));
  }

  /** The word that it is or that its column holds, if that is of the vocabulary and no name. */
  Optional<NameSyntax> undeclaredWord(ExpressionSyntax expression, Vocabulary<?> vocabulary) {
    return writtenWord(expression)
        .filter(word -> vocabulary.find(word.text()).isPresent())
        .filter(word -> scope(expression).find(word.text()).isEmpty());
  }

  /** Whether an error stands where a number could; if so, reports that with a cure. */
  boolean reportsError(ExpressionSyntax expression, UnaryOperator<String> cure) {
    Optional<NameSyntax> error = undeclaredWord(expression, Vocabulary.ERRORS);
    error.ifPresent(name -> sink.report(Diagnostic.of(
            Code.UNKNOWN_NAME, name.span(), "`" + name.text() + "` is an error, not a number")
        .withHelp(cure.apply(name.text()))));
    return error.isPresent();
  }

  private Optional<NameSyntax> writtenWord(ExpressionSyntax expression) {
    if (!(expression instanceof ExpressionSyntax.Reference reference)) {
      return Optional.empty();
    }
    ExpressionSyntax cell = row.find(reference.name().text()).orElse(expression);
    return cell instanceof ExpressionSyntax.Reference word
        ? Optional.of(word.name())
        : Optional.empty();
  }

  private void reportUnknown(NameSyntax word, Vocabulary<?> vocabulary) {
    if (symbols.isExcused(word.text())) {
      return;
    }
    Diagnostic diagnostic = Diagnostic.of(
        vocabulary.code(), word.span(), "unknown " + vocabulary.kind() + " `" + word.text() + "`");
    String withoutPrefix = word.text().toLowerCase(Locale.ROOT).replaceFirst("^feat_", "");
    sink.report(
        vocabulary.find(withoutPrefix).isPresent()
            ? diagnostic.withMeant(withoutPrefix)
            : diagnostic.withMeant(word.text(), vocabulary.meanings().keySet()));
  }

  /** The meaning of a word that may be left out. */
  <T> Maybe<Spanned<T>> optionalWord(Optional<NameSyntax> name, Vocabulary<T> vocabulary) {
    return name.isEmpty() ? Maybe.absent() : Maybe.of(word(name.get(), vocabulary));
  }

  /** A string with the values of the names between braces, as they are written. */
  String text(TextSyntax text) {
    StringBuilder result = new StringBuilder();
    for (TextSyntax.Piece piece : text.pieces()) {
      if (piece instanceof TextSyntax.Literal literal) {
        result.append(literal.characters());
      } else if (piece instanceof TextSyntax.Interpolated interpolated) {
        result.append(interpolated(interpolated.name()));
      }
    }
    return result.toString();
  }

  private String interpolated(NameSyntax name) {
    Optional<Row.Cell> cell = row.cell(name.text());
    if (cell.isPresent()) {
      return cell.get().text();
    }
    Optional<Symbol> symbol = symbols.find(name.text());
    if (symbol.isPresent() && symbol.get() instanceof Symbol.ConstantSymbol constant) {
      return constant.text();
    }
    if (symbol.isPresent()) {
      symbols.wrongKind(name, symbol.get(), "a column or a constant");
    } else {
      symbols.reportUnknown(name, Code.UNKNOWN_NAME, "name", candidates());
    }
    return name.text();
  }

  private List<String> candidates() {
    List<String> candidates = new ArrayList<>(row.columns());
    symbols.visible().forEach(symbol -> candidates.add(symbol.span().text()));
    return candidates;
  }
}
