package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.PatternModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.syntax.PatternSyntax;
import io.shatterproof.compiler.syntax.PatternSyntax.Bound;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.EventKind;
import io.shatterproof.vector.DescriptorClaim;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What event patterns mean. */
final class PatternResolver {
  /** In place of an operation: any that is of a range. */
  private static final String COVERS = "covers";

  private final Environment environment;

  PatternResolver(Environment environment) {
    this.environment = environment;
  }

  /** The pattern, or nothing where a mistake is reported. */
  Optional<PatternModel> resolve(PatternSyntax syntax) {
    if (syntax instanceof PatternSyntax.Either either) {
      return either(either);
    }
    if (syntax instanceof PatternSyntax.Repeated repeated) {
      return repeated(repeated);
    }
    return resolve((PatternSyntax.OfEvent) syntax).map(Function.identity());
  }

  private Optional<PatternModel> either(PatternSyntax.Either syntax) {
    List<PatternModel.Alternative> alternatives = new ArrayList<>();
    boolean isWhole = true;
    for (PatternSyntax.Alternative alternative : syntax.alternatives()) {
      List<PatternModel> patterns = new ArrayList<>();
      alternative.patterns().forEach(pattern -> resolve(pattern).ifPresent(patterns::add));
      isWhole &= patterns.size() == alternative.patterns().size();
      alternatives.add(new PatternModel.Alternative(alternative.span(), patterns));
    }
    return isWhole
        ? Optional.of(new PatternModel.EitherPattern(syntax.span(), alternatives))
        : Optional.empty();
  }

  private Optional<PatternModel> repeated(PatternSyntax.Repeated syntax) {
    Optional<Quantity> times =
        environment.quantity(syntax.times(), Integer.MAX_VALUE, "a number of events");
    Optional<PatternModel.OfEvent> pattern = resolve(syntax.pattern());
    return times.isEmpty() || pattern.isEmpty()
        ? Optional.empty()
        : Optional.of(new PatternModel.RepeatedPattern(
            syntax.span(),
            pattern.get(),
            times.get(),
            syntax.bound() != Bound.AT_MOST,
            syntax.bound() != Bound.AT_LEAST));
  }

  /** The pattern of one event, or nothing where a mistake is reported. */
  Optional<PatternModel.OfEvent> resolve(PatternSyntax.OfEvent syntax) {
    if (syntax instanceof PatternSyntax.Stored stored) {
      return stored(stored);
    }
    if (syntax instanceof PatternSyntax.Filled filled) {
      return filled(filled);
    }
    if (syntax instanceof PatternSyntax.Invalidated invalidated) {
      return invalidated(invalidated);
    }
    if (syntax instanceof PatternSyntax.Synchronized synchronised) {
      return environment
          .word(synchronised.option(), Vocabulary.DSB)
          .map(option -> new PatternModel.SynchronizedPattern(
              syntax.span(), option.value(), synchronised.orStronger()));
    }
    if (syntax instanceof PatternSyntax.Cleaned cleaned) {
      return cleaned(cleaned);
    }
    if (syntax instanceof PatternSyntax.Dropped dropped) {
      Maybe<Quantity> pa = environment.optional(dropped.pa());
      return pa.isWrong()
          ? Optional.empty()
          : Optional.of(new PatternModel.DroppedPattern(syntax.span(), pa.value()));
    }
    if (syntax instanceof PatternSyntax.IommuFlushed flushed) {
      return flushed(flushed);
    }
    if (syntax instanceof PatternSyntax.Monitored monitored) {
      return Optional.of(new PatternModel.MonitoredPattern(syntax.span(), monitored.vcpuPaused()));
    }
    PatternSyntax.OfKind ofKind = (PatternSyntax.OfKind) syntax;
    return Optional.of(new PatternModel.KindPattern(syntax.span(), kind(ofKind.kind())));
  }

  private Optional<PatternModel.OfEvent> cleaned(PatternSyntax.Cleaned syntax) {
    CleanKind what = CleanKind.valueOf(syntax.kind().toUpperCase(Locale.ROOT));
    Maybe<Quantity> pa = environment.optional(syntax.pa());
    Maybe<Quantity> size = environment.optional(syntax.size());
    return pa.isWrong() || size.isWrong()
        ? Optional.empty()
        : Optional.of(
            new PatternModel.CleanedPattern(syntax.span(), what, pa.value(), size.value()));
  }

  private static EventKind kind(String words) {
    return Arrays.stream(EventKind.values())
        .filter(kind -> kind.word().equals(words))
        .findFirst()
        .orElseThrow(); // the grammar has the same words
  }

  private Optional<PatternModel.OfEvent> stored(PatternSyntax.Stored syntax) {
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    Optional<Quantity> level = environment.quantity(syntax.level());
    Optional<Quantity> ipa = environment.quantity(syntax.ipa());
    Maybe<Quantity> pa = environment.optional(syntax.descriptor().pa());
    DescriptorClaim.Kind kind =
        DescriptorClaim.Kind.valueOf(syntax.descriptor().kind().toUpperCase(Locale.ROOT));
    return domain.isEmpty() || level.isEmpty() || ipa.isEmpty() || pa.isWrong()
        ? Optional.empty()
        : Optional.of(new PatternModel.StoredPattern(
            syntax.span(),
            domain.get(),
            level.get(),
            ipa.get(),
            new Spanned<>(kind, syntax.descriptor().span()),
            pa.value()));
  }

  private Optional<PatternModel.OfEvent> filled(PatternSyntax.Filled syntax) {
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    Optional<Quantity> level = environment.quantity(syntax.level());
    Optional<Quantity> ipa = environment.quantity(syntax.ipa());
    Optional<Quantity> count =
        environment.quantity(syntax.count(), Integer.MAX_VALUE, "the number of descriptors");
    return domain.isEmpty() || level.isEmpty() || ipa.isEmpty() || count.isEmpty()
        ? Optional.empty()
        : Optional.of(new PatternModel.FilledPattern(
            syntax.span(), domain.get(), level.get(), ipa.get(), count.get()));
  }

  private Optional<PatternModel.OfEvent> invalidated(PatternSyntax.Invalidated syntax) {
    boolean covers = syntax.operation().text().equals(COVERS);
    if (!covers && syntax.size().isPresent()) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.COVERED_RANGE,
                  syntax.size().get().span(),
                  "`size` stands behind `tlbi covers` only")
              .withHelp("`tlbi covers` is any operation that removes what there is of a range"));
      return Optional.empty();
    }
    if (covers && syntax.ipa().isEmpty()) {
      environment
          .sink()
          .report(Diagnostic.of(Code.COVERED_RANGE, syntax.span(), "`tlbi covers` needs an address")
              .withHelp("any operation at all is `tlbi any " + syntax.domain().text() + "`"));
      return Optional.empty();
    }
    return covers ? covering(syntax) : operation(syntax);
  }

  private Optional<PatternModel.OfEvent> covering(PatternSyntax.Invalidated syntax) {
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    Maybe<Quantity> ipa = environment.optional(syntax.ipa());
    Maybe<Quantity> size = environment.optional(syntax.size());
    return domain.isEmpty() || ipa.isWrong() || size.isWrong()
        ? Optional.empty()
        : Optional.of(new PatternModel.CoveringPattern(
            syntax.span(), domain.get(), ipa.value().orElseThrow(), size.value()));
  }

  private Optional<PatternModel.OfEvent> operation(PatternSyntax.Invalidated syntax) {
    var operation = environment.word(syntax.operation(), Vocabulary.TLBI_PATTERNS);
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    Maybe<Quantity> ipa = environment.optional(syntax.ipa());
    if (operation.isEmpty() || domain.isEmpty() || ipa.isWrong()) {
      return Optional.empty();
    }
    if (operation.get().value().isPresent()) {
      return Optional.of(new PatternModel.InvalidatedPattern(
          syntax.span(),
          new Spanned<>(operation.get().value().get(), operation.get().span()),
          domain.get(),
          ipa.value()));
    }
    if (ipa.value().isPresent()) {
      environment
          .sink()
          .report(
              Diagnostic.of(Code.TLBI_OPERAND, ipa.value().get().span(), "`tlbi any` takes no IPA")
                  .withHelp("any operation that reaches an IPA is `tlbi covers`"));
      return Optional.empty();
    }
    return Optional.of(new PatternModel.AnyInvalidationPattern(syntax.span(), domain.get()));
  }

  private Optional<PatternModel.OfEvent> flushed(PatternSyntax.IommuFlushed syntax) {
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    Optional<Quantity> ipa = environment.quantity(syntax.ipa());
    Optional<Quantity> pages = environment.quantity(syntax.pages());
    return domain.isEmpty() || ipa.isEmpty() || pages.isEmpty()
        ? Optional.empty()
        : Optional.of(new PatternModel.IommuFlushedPattern(
            syntax.span(), domain.get(), ipa.get(), pages.get()));
  }
}
