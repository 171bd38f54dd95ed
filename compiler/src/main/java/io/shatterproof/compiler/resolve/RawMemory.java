package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Granule;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import java.util.Arrays;
import java.util.Optional;

/** What steps and expectations about the words of raw memory mean. */
final class RawMemory {
  private final Environment environment;

  RawMemory(Environment environment) {
    this.environment = environment;
  }

  /** The store, or nothing where a mistake is reported. */
  Optional<StepModel> store(
      StatementSyntax.StoreSyntax syntax, ExpressionSyntax at, Optional<Quantity> pe) {
    Optional<Word> word = word(syntax.entry(), at, Long.BYTES);
    boolean isRaw = syntax.word().kind().equals("raw");
    if (!isRaw) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.RAW_MEMORY,
                  syntax.word().span(),
                  "nobody knows what a word of raw memory stands for")
              .withHelp("write the whole word: `raw 0x9000_07ff`, or `raw 0`"));
      return Optional.empty();
    }
    Optional<Quantity> value = syntax.word().value().flatMap(environment::quantity);
    return pe.isEmpty() || word.isEmpty() || value.isEmpty()
        ? Optional.empty()
        : Optional.of(new StepModel.WordStoreStep(
            syntax.span(),
            pe.get(),
            word.get().regime(),
            word.get().pa(),
            value.get().value(),
            syntax.isExchange(),
            syntax.sameContents().isPresent()));
  }

  /** The clean, or nothing where a mistake is reported. */
  Optional<StepModel> clean(
      StatementSyntax.DcSyntax syntax, ExpressionSyntax at, Optional<Quantity> pe) {
    Optional<Word> word = word(syntax.entry(), at, Long.BYTES);
    return pe.flatMap(known -> word.map(cleaned ->
        new StepModel.WordCleanStep(syntax.span(), known, cleaned.regime(), cleaned.pa())));
  }

  /** The page that is given back, or nothing where a mistake is reported. */
  Optional<StepModel> free(
      StatementSyntax.FreeSyntax syntax,
      ExpressionSyntax at,
      ExpressionSyntax bytes,
      Optional<Quantity> pe) {
    Optional<Quantity> size = environment.quantity(bytes).filter(this::isGranule);
    Optional<Word> page = size.flatMap(known -> word(syntax.table(), at, known.value()));
    return pe.flatMap(known -> page.map(freed -> new StepModel.PageFreeStep(
        syntax.span(), known, freed.regime(), freed.pa(), size.orElseThrow().value())));
  }

  private boolean isGranule(Quantity size) {
    return Granules.of(size, environment.sink())
        .filter(granule -> Arrays.asList(Granule.values()).contains(granule))
        .isPresent();
  }

  /** The claim of a word, or nothing where a mistake is reported. */
  Optional<ExpectationModel> claim(
      StatementSyntax.StoredWordSyntax syntax, ExpressionSyntax at, long value, long mask) {
    return word(syntax.subject(), at, Long.BYTES)
        .map(word -> new ExpectationModel.RawWordExpectation(
            syntax.span(), word.regime(), word.pa(), value, mask));
  }

  private record Word(RegimeModel regime, Quantity pa) {}

  /** An address in raw memory that is a multiple of so many bytes, all of which are there. */
  private Optional<Word> word(NameSyntax name, ExpressionSyntax at, long bytes) {
    Optional<RegimeModel> regime = environment.regime(name).filter(known -> isRaw(known, name));
    Optional<Quantity> pa = environment.quantity(at);
    if (regime.isEmpty() || pa.isEmpty()) {
      return Optional.empty();
    }
    if ((pa.get().value() & (bytes - 1)) != 0) {
      environment
          .sink()
          .report(
              Code.MISALIGNED,
              pa.get().span(),
              "PA " + pa.get().hex() + " is not a multiple of " + bytes + " bytes");
      return Optional.empty();
    }
    return isThere(regime.get(), pa.get(), bytes)
        ? Optional.of(new Word(regime.get(), pa.get()))
        : Optional.empty();
  }

  private boolean isRaw(RegimeModel regime, NameSyntax name) {
    if (!regime.isRaw()) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.RAW_MEMORY, name.span(), "regime `" + regime.name() + "` is no raw memory")
              .withHelp("name the entry instead, or give the regime `raw memory` and nothing else")
              .withNote("regime declared at", regime.span()));
    }
    return regime.isRaw();
  }

  private boolean isThere(RegimeModel regime, Quantity pa, long bytes) {
    boolean isThere = isInside(regime, pa.value()) && isInside(regime, pa.value() + bytes - 1);
    if (!isThere) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.NO_MEMORY,
                  pa.span(),
                  "there is no memory of regime `" + regime.name() + "` at " + pa.hex())
              .withNote("regime declared at", regime.span()));
    }
    return isThere;
  }

  private static boolean isInside(RegimeModel regime, long pa) {
    return regime.tables().contains(pa)
        || regime.memory().stream().anyMatch(range -> range.contains(pa));
  }
}
