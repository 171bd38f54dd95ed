package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.compiler.syntax.StatementSyntax;
import io.shatterproof.p2m.Errno;
import io.shatterproof.vector.Step;
import java.util.Optional;

/** What steps mean that begin and end a domain, or give it what its tables take. */
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
    Maybe<Spanned<Long>> answer = context.answer(syntax.claim());
    return domain.isEmpty() || every.isWrong() || answer.isWrong()
        ? Optional.empty()
        : Optional.of(new StepModel.RelinquishStep(
            syntax.span(), context.pe(domain.get()), domain.get(), every.value(), answer.value()));
  }

  Optional<StepModel> teardown(StatementSyntax.TeardownSyntax syntax) {
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    Maybe<Quantity> every = context.preemptEvery(syntax.preemptEvery());
    Maybe<Spanned<Long>> answer = context.answer(syntax.claim());
    return domain.isEmpty() || every.isWrong() || answer.isWrong()
        ? Optional.empty()
        : Optional.of(new StepModel.TeardownStep(
            syntax.span(),
            context.pe(domain.get()),
            domain.get(),
            false,
            every.value(),
            answer.value()));
  }

  Optional<StepModel> destroy(StatementSyntax.DestroySyntax syntax) {
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    Maybe<Spanned<Long>> answer = context.answer(syntax.claim());
    answer
        .value()
        .filter(code -> code.value() == Errno.ERESTART.code())
        .ifPresent(code -> environment
            .sink()
            .report(Diagnostic.of(
                    Code.NEVER_HOLDS, code.span(), "`destroy` goes on until everything is done")
                .withHelp("say `relinquish` and `teardown`, which can be stopped")));
    return domain.isEmpty() || answer.isWrong()
        ? Optional.empty()
        : Optional.of(new StepModel.TeardownStep(
            syntax.span(),
            context.pe(domain.get()),
            domain.get(),
            true,
            Optional.empty(),
            answer.value()));
  }

  Optional<StepModel> create(StatementSyntax.CreateSyntax syntax) {
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    Maybe<Quantity> more = syntax.more().isEmpty()
        ? Maybe.absent()
        : Maybe.of(environment.quantity(
            syntax.more().get(), Step.Create.MOST_MORE, "the number of further domains"));
    Maybe<Spanned<Long>> claim = context.claim(syntax.claim());
    return domain.isEmpty() || more.isWrong() || claim.isWrong()
        ? Optional.empty()
        : Optional.of(
            new StepModel.CreateStep(syntax.span(), domain.get(), more.value(), claim.value()));
  }

  Optional<StepModel> unpause(StatementSyntax.UnpauseSyntax syntax) {
    return environment
        .domain(syntax.domain())
        .map(domain -> new StepModel.UnpauseStep(syntax.span(), context.pe(domain), domain));
  }

  Optional<StepModel> pool(StatementSyntax.PoolSyntax syntax) {
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    Optional<Quantity> size = environment.quantity(syntax.size());
    Maybe<Quantity> every = context.preemptEvery(syntax.preemptEvery());
    Maybe<Spanned<Long>> answer = context.answer(syntax.claim());
    return domain.isEmpty() || size.isEmpty() || every.isWrong() || answer.isWrong()
        ? Optional.empty()
        : Optional.of(new StepModel.PoolStep(
            syntax.span(),
            context.pe(domain.get()),
            domain.get(),
            size.get(),
            every.value(),
            answer.value()));
  }
}
