package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.Note;
import io.shatterproof.compiler.model.EntryModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The entries of bare tables that a scenario has declared so far, by name. */
final class Entries {
  private final Map<String, Named> named = new LinkedHashMap<>();
  private final Map<String, EntryFields> leaves = new HashMap<>();
  private final Map<String, EntryFields> tables = new HashMap<>();

  /** What a name stands for; absent where a mistake was reported. */
  record Named(
      NameSyntax name,
      Optional<Quantity> address,
      Optional<RegimeModel> regime,
      Optional<EntryModel> entry) {}

  /** Adds an entry, unless its name is taken. */
  void declare(Named entry, Environment environment) {
    NameSyntax name = entry.name();
    Optional<Note> earlier = Optional.ofNullable(named.get(name.text()))
        .map(other -> Note.at("declared as an entry at", other.name().span()))
        .or(() -> taken(name.text(), environment));
    if (earlier.isPresent()) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.DUPLICATE_NAME, name.span(), "the name `" + name.text() + "` is taken")
              .withNote(earlier.get()));
      return;
    }
    named.put(name.text(), entry);
  }

  /** What else has that name, here or where the templates are used that lie around. */
  private static Optional<Note> taken(String name, Environment environment) {
    return environment
        .symbols()
        .find(name)
        .map(symbol -> Note.at("declared as a " + symbol.kind() + " at", symbol.span()))
        .or(() ->
            environment.cell(name).map(cell -> Note.of("it is a " + environment.kindOfCells())))
        .or(() -> environment.user().flatMap(user -> taken(name, user)));
  }

  Optional<Named> find(String name) {
    return Optional.ofNullable(named.get(name));
  }

  /** What was said last of the fields of an entry, as a leaf or as a table. */
  EntryFields fields(String name, EntryModel.Kind kind) {
    return written(kind).getOrDefault(name, EntryFields.NONE);
  }

  /** Keeps what is said of the fields of an entry; a raw word has none. */
  void remember(String name, EntryModel.Kind kind, EntryFields fields) {
    if (kind != EntryModel.Kind.RAW) {
      written(kind).put(name, fields);
    }
  }

  private Map<String, EntryFields> written(EntryModel.Kind kind) {
    return kind == EntryModel.Kind.TABLE ? tables : leaves;
  }

  Set<String> names() {
    return named.keySet();
  }

  /** The entry that an expression begins with, or has in it. */
  Optional<Named> in(ExpressionSyntax expression, Row row) {
    if (expression instanceof ExpressionSyntax.Reference reference) {
      String name = reference.name().text();
      return row.find(name).flatMap(cell -> in(cell, Row.none())).or(() -> find(name));
    }
    if (expression instanceof ExpressionSyntax.Shift shift) {
      return in(shift.value(), row).or(() -> in(shift.distance(), row));
    }
    if (expression instanceof ExpressionSyntax.Chain chain) {
      return in(chain.first(), row)
          .or(() -> chain.links().stream()
              .map(link -> in(link.operand(), row))
              .flatMap(Optional::stream)
              .findFirst());
    }
    return Optional.empty();
  }
}
