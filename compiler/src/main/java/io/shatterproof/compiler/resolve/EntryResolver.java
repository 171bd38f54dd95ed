package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.EntryModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.compiler.syntax.EntrySyntax;
import io.shatterproof.compiler.syntax.EntrySyntax.EntryKind;
import java.util.Optional;

/** What declared entries of bare tables mean. */
final class EntryResolver {
  private final Environment environment;

  EntryResolver(Environment environment) {
    this.environment = environment;
  }

  /** The entry, or nothing where a mistake is reported; its name is known from here on. */
  Optional<StepModel> resolve(EntrySyntax typed) {
    EntrySyntax syntax = typed.named(environment.spoken(typed.name()));
    Optional<Place> place = place(syntax);
    Optional<Quantity> address = environment.quantity(syntax.address());
    Optional<EntryModel> entry = place.isEmpty() || address.isEmpty()
        ? Optional.empty()
        : entry(syntax, place.get(), address.get());
    environment
        .entries()
        .declare(
            new Entries.Named(syntax.name(), address, place.map(Place::regime), entry),
            environment);
    return entry.map(known -> new StepModel.EntryStep(syntax.span(), known));
  }

  /** The tables that an entry is of: those of a regime, or an unlinked one and those below it. */
  private record Place(RegimeModel regime, Optional<EntryModel> under) {}

  private Optional<Place> place(EntrySyntax syntax) {
    Optional<Entries.Named> table =
        environment.entries().find(environment.spoken(syntax.regime()).text());
    if (table.isEmpty()) {
      return environment
          .regime(syntax.regime())
          .filter(regime -> hasTables(regime, syntax))
          .map(regime -> new Place(regime, Optional.empty()));
    }
    return table
        .get()
        .entry()
        .filter(under -> isUnlinked(under, syntax))
        .map(under -> new Place(under.regime(), Optional.of(under)));
  }

  /** Rule: raw memory has no entries. */
  private boolean hasTables(RegimeModel regime, EntrySyntax syntax) {
    if (regime.isRaw()) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.RAW_MEMORY,
                  syntax.span(),
                  "regime `" + regime.name() + "` is raw memory,"
                      + " where nobody knows of entries")
              .withHelp("store the word: `pe 0 store " + regime.name() + " at 0x8000_0000 := raw"
                  + " 0x9000_07ff`")
              .withNote("regime declared at", regime.span()));
    }
    return !regime.isRaw();
  }

  /** Rule: entries are of an unlinked table of their stage, or of a regime. */
  private boolean isUnlinked(EntryModel table, EntrySyntax syntax) {
    if (table.isUnlinked() && table.isStage1() == syntax.isStage1()) {
      return true;
    }
    Diagnostic diagnostic = Diagnostic.of(
        Code.WRONG_KIND_OF_ENTRY,
        syntax.regime().span(),
        table.isUnlinked()
            ? "`" + table.name() + "` is a table of stage " + (table.isStage1() ? 1 : 2)
            : "`" + table.name() + "` is no unlinked table");
    environment
        .sink()
        .report(diagnostic
            .withHelp(
                table.isUnlinked()
                    ? (table.isStage1() ? "put `stage1` before the entry" : "leave `stage1` out")
                    : "say `of " + table.regime().name() + "`: its address says where it stands")
            .withNote("`" + table.name() + "` declared at", table.nameSpan()));
    return false;
  }

  private Optional<EntryModel> entry(EntrySyntax syntax, Place place, Quantity address) {
    RegimeModel regime = place.regime();
    EntryModel.Kind kind = EntryModel.Kind.valueOf(syntax.kind().name());
    Maybe<Quantity> said = environment.optionalLevel(syntax.level());
    Maybe<Quantity> value = environment.optional(syntax.value());
    boolean hasStage = hasStage(syntax, regime);
    Optional<EntryFields> fields = new EntryFieldsResolver(
            environment, DescriptorContext.of(regime), syntax.isStage1(), kind)
        .resolve(syntax.fields());
    if (said.isWrong() || value.isWrong() || fields.isEmpty() || !hasStage) {
      return Optional.empty();
    }
    environment.entries().remember(syntax.name().text(), kind, fields.get());
    Optional<Integer> level = level(syntax, said.value());
    return level.map(l -> new EntryModel(
        syntax.span(),
        syntax.name().span(),
        syntax.name().text(),
        regime,
        syntax.isStage1(),
        kind,
        address,
        new Spanned<>(l, syntax.level().map(s -> s.span()).orElse(syntax.name().span())),
        fields
            .get()
            .word(
                kind,
                syntax.isStage1(),
                regime,
                l,
                value.value().map(Quantity::value).orElse(0L)),
        value.value(),
        fields.get().mair(syntax.isStage1(), kind),
        syntax.unlinked().isPresent(),
        place.under()));
  }

  private boolean hasStage(EntrySyntax syntax, RegimeModel regime) {
    boolean hasStage = !syntax.isStage1() || regime.stage1().isPresent();
    if (!hasStage) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.NO_STAGE1,
                  syntax.regime().span(),
                  "regime `" + regime.name() + "` has no stage 1")
              .withHelp("add `stage1 tables in 0x5000_0000 at 0xa000_0000 size 64K` to it")
              .withNote("regime declared at", regime.span()));
    }
    return hasStage;
  }

  private Optional<Integer> level(EntrySyntax syntax, Optional<Quantity> said) {
    if (syntax.kind() == EntryKind.PAGE) {
      return Optional.of(3);
    }
    Quantity level = said.orElseThrow(); // the grammar asks for it
    if (!level.isAtMost(3) && level.value() != -1) {
      environment
          .sink()
          .report(Code.OUT_OF_RANGE, level.span(), "levels are -1 to 3, not " + level);
      return Optional.empty();
    }
    return Optional.of((int) level.value());
  }
}
