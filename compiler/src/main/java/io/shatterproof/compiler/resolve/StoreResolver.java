package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.EntryModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax.NewWordSyntax;
import java.util.Locale;
import java.util.Optional;

/** What a store to an entry of bare tables means. */
final class StoreResolver {
  private final Environment environment;

  StoreResolver(Environment environment) {
    this.environment = environment;
  }

  /** The step, or nothing where a mistake is reported. */
  Optional<StepModel> resolve(StatementSyntax.StoreSyntax syntax, Optional<Quantity> pe) {
    if (syntax.at().isPresent()) {
      return new RawMemory(environment).store(syntax, syntax.at().get(), pe);
    }
    Optional<EntryModel> entry = environment
        .entry(syntax.entry())
        .filter(known -> environment.isPlaced(known, syntax.entry()));
    Maybe<EntryModel> table = table(syntax.word(), entry);
    if (entry.isEmpty() || table.isWrong()) {
      return Optional.empty();
    }
    Maybe<EntryModel> stored = syntax.word().kind().equals("invalid")
        ? Maybe.absent()
        : Maybe.of(stored(syntax, entry.get(), table.value()));
    return stored.isWrong()
        ? Optional.empty()
        : pe.map(known -> new StepModel.StoreStep(
            syntax.span(),
            known,
            entry.get(),
            stored.value(),
            table.value(),
            syntax.isExchange(),
            syntax.sameContents().isPresent()));
  }

  /** The table that is named instead of its address. */
  private Maybe<EntryModel> table(NewWordSyntax word, Optional<EntryModel> entry) {
    Optional<NameSyntax> name = word.kind().equals("table")
        ? word.value()
            .filter(ExpressionSyntax.Reference.class::isInstance)
            .map(value -> ((ExpressionSyntax.Reference) value).name())
            .filter(named ->
                environment.entries().find(environment.spoken(named).text()).isPresent())
        : Optional.empty();
    return name.isEmpty()
        ? Maybe.absent()
        : Maybe.of(environment
            .entry(name.get())
            .filter(table -> environment.isTable(table, name.get()))
            .filter(table -> entry.isEmpty() || isOfTree(table, entry.get(), name.get())));
  }

  /** Rule: an entry leads to tables of its own stage and regime. */
  private boolean isOfTree(EntryModel table, EntryModel entry, NameSyntax name) {
    boolean isOfTree =
        table.regime().equals(entry.regime()) && table.isStage1() == entry.isStage1();
    if (!isOfTree) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.WRONG_KIND_OF_ENTRY,
                  name.span(),
                  "`" + table.name() + "` is a table of stage " + (table.isStage1() ? 1 : 2)
                      + " of regime `" + table.regime().name() + "`, and `" + entry.name()
                      + "` an entry of stage " + (entry.isStage1() ? 1 : 2) + " of `"
                      + entry.regime().name() + "`")
              .withHelp("say its address, if that is what you test: `table 0x8000_1000`"));
    }
    return isOfTree;
  }

  private Optional<EntryModel> stored(
      StatementSyntax.StoreSyntax syntax, EntryModel entry, Optional<EntryModel> table) {
    NewWordSyntax word = syntax.word();
    EntryModel.Kind kind = EntryModel.Kind.valueOf(word.kind().toUpperCase(Locale.ROOT));
    Maybe<Quantity> value = table.isPresent() ? Maybe.absent() : environment.optional(word.value());
    Optional<EntryFields> fields = new EntryFieldsResolver(
            environment, DescriptorContext.of(entry.regime()), entry.isStage1(), kind)
        .resolve(word.fields());
    if (value.isWrong() || fields.isEmpty() || !canHold(entry, kind, word)) {
      return Optional.empty();
    }
    EntryFields all = kind == EntryModel.Kind.RAW
        ? EntryFields.NONE
        : fields.get().over(environment.entries().fields(entry.name(), kind));
    environment.entries().remember(entry.name(), kind, all);
    int level = entry.level().value();
    return Optional.of(new EntryModel(
        syntax.span(),
        syntax.entry().span(),
        entry.name(),
        entry.regime(),
        entry.isStage1(),
        kind,
        entry.address(),
        new Spanned<>(level, word.span()),
        all.word(
            kind,
            entry.isStage1(),
            entry.regime(),
            level,
            value.value().map(Quantity::value).orElse(0L)),
        value.value(),
        all.mair(entry.isStage1(), kind),
        false,
        entry.under()));
  }

  /** Rule: pages are of level 3, blocks of the levels above. */
  private boolean canHold(EntryModel entry, EntryModel.Kind kind, NewWordSyntax word) {
    boolean isLast = entry.level().value() == 3;
    boolean isWrong = kind.isLeaf() && (kind == EntryModel.Kind.PAGE) != isLast;
    if (isWrong) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.LEVEL_CANNOT_HOLD,
                  word.span(),
                  "`" + entry.name() + "` stands at level " + entry.level().value()
                      + ", which cannot hold a " + kind.word())
              .withHelp("write `" + (isLast ? "page" : "block") + "`"));
    }
    return !isWrong;
  }
}
