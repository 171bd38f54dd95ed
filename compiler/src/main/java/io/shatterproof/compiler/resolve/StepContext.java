package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.syntax.ClaimSyntax;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.p2m.Errno;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the steps of one block stand.
 *
 * @param when the PE of {@code when}; absent in {@code given}
 */
record StepContext(Environment environment, OptionalInt when) {

  /** The PE that does a step: that of {@code when}, or the one that operates on the domain. */
  int pe(DomainModel domain) {
    return when.orElse(domain.config().operatedBy());
  }

  /** What a step is claimed to return. */
  Maybe<Spanned<Long>> claim(Optional<ClaimSyntax> syntax) {
    return syntax.isEmpty() ? Maybe.absent() : Maybe.of(code(environment, syntax.get()));
  }

  /** The value that an operation is claimed to return. */
  static Optional<Spanned<Long>> code(Environment environment, ClaimSyntax syntax) {
    if (syntax instanceof ClaimSyntax.FailsWith fails) {
      return error(environment, fails.error()).map(code -> new Spanned<>(code, syntax.span()));
    }
    ClaimSyntax.Returns returns = (ClaimSyntax.Returns) syntax;
    if (environment.reportsError(returns.code(), StepContext::failing)) {
      return Optional.empty();
    }
    Optional<NameSyntax> answer = environment.undeclaredWord(returns.code(), Vocabulary.ANSWERS);
    if (answer.isPresent()) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.ANSWER_OF_RELINQUISH,
                  returns.code().span(),
                  "`" + answer.get().text()
                      + "` stands behind `relinquish`, `teardown` and `pool` only")
              .withHelp("elsewhere write the number that is returned"));
      return Optional.empty();
    }
    return environment
        .quantity(returns.code(), Long.MAX_VALUE, "a returned number")
        .map(quantity -> new Spanned<>(quantity.value(), syntax.span()));
  }

  private static String failing(String error) {
    return "write `fails with " + error + "`";
  }

  /** The value that stands for an error. */
  static Optional<Long> error(Environment environment, NameSyntax name) {
    return environment.word(name, Vocabulary.ERRORS).map(Spanned::value).map(Errno::code);
  }

  /** What a step is claimed to return that may be preempted, and is then called again. */
  Maybe<Spanned<Long>> answer(Optional<ClaimSyntax> syntax) {
    return syntax.isEmpty() ? Maybe.absent() : Maybe.of(answer(syntax.get()));
  }

  private Optional<Spanned<Long>> answer(ClaimSyntax syntax) {
    if (syntax instanceof ClaimSyntax.Returns returns) {
      if (environment.reportsError(returns.code(), StepContext::failing)) {
        return Optional.empty();
      }
      return environment
          .wordOrNumber(returns.code(), Vocabulary.ANSWERS, Long.MAX_VALUE, "a returned number")
          .map(answer -> new Spanned<>(answer.value(), syntax.span()));
    }
    return code(environment, syntax);
  }

  /** Pages of a range that earlier calls have done, where said. */
  Maybe<Quantity> continuedAt(Optional<ExpressionSyntax> syntax) {
    return syntax.isEmpty()
        ? Maybe.absent()
        : Maybe.of(environment.quantity(syntax.get(), Long.MAX_VALUE, "the number of pages done"));
  }

  /** A domain and a range of its addresses, or nothing where a mistake is reported. */
  Optional<DomainRange> range(NameSyntax name, ExpressionSyntax from, ExpressionSyntax bytes) {
    Optional<DomainModel> domain = environment.domain(name);
    Optional<Quantity> ipa = environment.quantity(from);
    Optional<Quantity> size = environment.quantity(bytes);
    return domain.isEmpty() || ipa.isEmpty() || size.isEmpty()
        ? Optional.empty()
        : Optional.of(new DomainRange(domain.get(), ipa.get(), size.get()));
  }

  /** Every so many-th check for preemption, where said. */
  Maybe<Quantity> preemptEvery(Optional<ExpressionSyntax> syntax) {
    return syntax.isEmpty()
        ? Maybe.absent()
        : Maybe.of(environment.quantity(
            syntax.get(), Integer.MAX_VALUE, "the number of preemption checks"));
  }

  /** A range of addresses of a domain. */
  record DomainRange(DomainModel domain, Quantity ipa, Quantity size) {}
}
