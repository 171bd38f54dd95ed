package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.ClaimSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import java.util.Optional;

/** What steps mean that end a domain. */
final class LifecycleResolver {
  private final StepContext context;
  private final Environment environment;

  LifecycleResolver(StepContext context) {
    this.context = context;
    this.environment = context.environment();
  }

  Optional<StepModel> relinquish(StatementSyntax.RelinquishSyntax syntax) {
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    Maybe<Quantity> every = context.preemptEvery(syntax.preemptEvery());
    Maybe<Spanned<Long>> answer = syntax.claim().isEmpty()
        ? Maybe.absent()
        : Maybe.of(answer(syntax.claim().get()));
    return domain.isEmpty() || every.isWrong() || answer.isWrong()
        ? Optional.empty()
        : Optional.of(new StepModel.RelinquishStep(
            syntax.span(), context.pe(domain.get()), domain.get(), every.value(), answer.value()));
  }

  private Optional<Spanned<Long>> answer(ClaimSyntax syntax) {
    if (syntax instanceof ClaimSyntax.Returns returns) {
      return environment
          .wordOrNumber(returns.code(), Vocabulary.ANSWERS, Long.MAX_VALUE, "a returned number")
          .map(answer -> new Spanned<>(answer.value(), syntax.span()));
    }
    return StepContext.code(environment, syntax);
  }

  Optional<StepModel> teardown(StatementSyntax.TeardownSyntax syntax) {
    return teardown(syntax.span(), syntax.domain(), false);
  }

  Optional<StepModel> destroy(StatementSyntax.DestroySyntax syntax) {
    return teardown(syntax.span(), syntax.domain(), true);
  }

  private Optional<StepModel> teardown(Span span, NameSyntax name, boolean relinquishes) {
    return environment
        .domain(name)
        .map(domain -> new StepModel.TeardownStep(span, context.pe(domain), domain, relinquishes));
  }
}
