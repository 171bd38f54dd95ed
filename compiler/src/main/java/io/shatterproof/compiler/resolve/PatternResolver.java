package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.PatternModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.syntax.PatternSyntax;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.EventKind;
import io.shatterproof.vector.DescriptorClaim;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What event patterns mean. */
final class PatternResolver {
  private final Environment environment;

  PatternResolver(Environment environment) {
    this.environment = environment;
  }

  /** The pattern, or nothing where a mistake is reported. */
  Optional<PatternModel> resolve(PatternSyntax syntax) {
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
          .map(option -> new PatternModel.SynchronizedPattern(syntax.span(), option.value()));
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

  private Optional<PatternModel> cleaned(PatternSyntax.Cleaned syntax) {
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

  private Optional<PatternModel> stored(PatternSyntax.Stored syntax) {
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

  private Optional<PatternModel> filled(PatternSyntax.Filled syntax) {
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

  private Optional<PatternModel> invalidated(PatternSyntax.Invalidated syntax) {
    var operation = environment.word(syntax.operation(), Vocabulary.TLBI);
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    Maybe<Quantity> ipa = environment.optional(syntax.ipa());
    return operation.isEmpty() || domain.isEmpty() || ipa.isWrong()
        ? Optional.empty()
        : Optional.of(new PatternModel.InvalidatedPattern(
            syntax.span(), operation.get(), domain.get(), ipa.value()));
  }

  private Optional<PatternModel> flushed(PatternSyntax.IommuFlushed syntax) {
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    Optional<Quantity> ipa = environment.quantity(syntax.ipa());
    Optional<Quantity> pages = environment.quantity(syntax.pages());
    return domain.isEmpty() || ipa.isEmpty() || pages.isEmpty()
        ? Optional.empty()
        : Optional.of(new PatternModel.IommuFlushedPattern(
            syntax.span(), domain.get(), ipa.get(), pages.get()));
  }
}
