package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.compiler.resolve.Vocabulary.ListenerWord;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What steps about access restrictions and their monitor mean. */
final class ProtectionResolver {
  private static final long GREATEST_NUMBER = 255; // a byte in the public interface

  private final StepContext context;
  private final Environment environment;

  ProtectionResolver(StepContext context) {
    this.context = context;
    this.environment = context.environment();
  }

  Optional<StepModel> protect(StatementSyntax.ProtectSyntax syntax) {
    Optional<StepContext.DomainRange> range =
        context.range(syntax.domain(), syntax.ipa(), syntax.size());
    Optional<Integer> access = access(syntax.access());
    Maybe<Quantity> continuedAt = context.continuedAt(syntax.continuedAt());
    Maybe<Quantity> every = context.preemptEvery(syntax.preemptEvery());
    Maybe<Spanned<Long>> claim = context.claim(syntax.claim());
    boolean isWrong = continuedAt.isWrong() || every.isWrong() || claim.isWrong();
    return isWrong || range.isEmpty() || access.isEmpty()
        ? Optional.empty()
        : Optional.of(new StepModel.ProtectStep(
            syntax.span(),
            context.pe(range.get().domain()),
            range.get().domain(),
            range.get().ipa(),
            range.get().size(),
            access.get(),
            continuedAt.value(),
            every.value(),
            claim.value()));
  }

  private Optional<Integer> access(ExpressionSyntax syntax) {
    return environment
        .wordOrNumber(
            syntax, Vocabulary.RESTRICTIONS, GREATEST_NUMBER, "the number of a restriction")
        .map(access -> Math.toIntExact(access.value()));
  }

  Optional<StepModel> protectNew(StatementSyntax.ProtectNewSyntax syntax) {
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    Optional<Integer> access = access(syntax.access());
    Maybe<Spanned<Long>> claim = context.claim(syntax.claim());
    return claim.isWrong() || domain.isEmpty() || access.isEmpty()
        ? Optional.empty()
        : Optional.of(new StepModel.ProtectNewStep(
            syntax.span(), context.pe(domain.get()), domain.get(), access.get(), claim.value()));
  }

  Optional<StepModel> listener(StatementSyntax.ListenerSyntax syntax) {
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    Set<ListenerWord> words = EnumSet.noneOf(ListenerWord.class);
    boolean isWhole = true;
    for (NameSyntax name : syntax.words()) {
      Optional<Spanned<ListenerWord>> word = environment.word(name, Vocabulary.LISTENERS);
      isWhole &= word.isPresent() && add(words, word.get());
    }
    return isWhole
        ? domain.map(known -> new StepModel.ListenStep(
            syntax.span(),
            known,
            words.contains(ListenerWord.CONNECTED),
            words.contains(ListenerWord.REQUIRED)))
        : Optional.empty();
  }

  private boolean add(Set<ListenerWord> words, Spanned<ListenerWord> word) {
    boolean isNew = words.add(word.value());
    boolean isNoneOfSeveral = words.size() > 1 && words.contains(ListenerWord.NONE);
    if (!isNew) {
      environment
          .sink()
          .report(
              Code.DUPLICATE_PROPERTY, word.span(), "`" + word.value().word() + "` is given twice");
    } else if (isNoneOfSeveral) {
      environment
          .sink()
          .report(
              Diagnostic.of(Code.CONTRADICTION, word.span(), "a listener and none are said at once")
                  .withHelp("`none` stands alone"));
    }
    return isNew && !isNoneOfSeveral;
  }
}
