package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.compiler.syntax.AttributesSyntax;
import io.shatterproof.compiler.syntax.ClaimSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.MappingAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What steps mean, in one block of {@code given} or {@code when}. */
final class StepResolver {
  private final Environment environment;
  private final boolean isGiven;
  private final OptionalInt pe;

  private StepResolver(Environment environment, boolean isGiven, OptionalInt pe) {
    this.environment = environment;
    this.isGiven = isGiven;
    this.pe = pe;
  }

  /** Steps that arrange; each runs on the PE that operates on its domain. */
  static List<StepModel> given(Environment environment, List<StatementSyntax> statements) {
    return new StepResolver(environment, true, OptionalInt.empty()).steps(statements);
  }

  /** Steps that are observed, on one PE. */
  static List<StepModel> when(
      Environment environment, Quantity pe, List<StatementSyntax> statements) {
    return new StepResolver(environment, false, OptionalInt.of((int) pe.value())).steps(statements);
  }

  private List<StepModel> steps(List<StatementSyntax> statements) {
    List<StepModel> steps = new ArrayList<>();
    statements.forEach(statement -> step(statement).ifPresent(steps::add));
    return steps;
  }

  private Optional<StepModel> step(StatementSyntax statement) {
    if (statement instanceof StatementSyntax.MapSyntax map) {
      return map(map);
    }
    if (statement instanceof StatementSyntax.UnmapSyntax unmap) {
      return unmap(unmap);
    }
    if (statement instanceof StatementSyntax.LockSyntax lock) {
      return lock(lock);
    }
    if (statement instanceof StatementSyntax.TablesLeftSyntax tables) {
      return tablesLeft(tables);
    }
    environment
        .sink()
        .report(Diagnostic.of(
                Code.STATEMENT_IN_WRONG_PART,
                statement.span(),
                "this is an expectation, and `" + (isGiven ? "given" : "when") + "` holds steps")
            .withHelp("move it into `then`"));
    return Optional.empty();
  }

  private Optional<StepModel> map(StatementSyntax.MapSyntax syntax) {
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    Optional<Quantity> ipa = environment.quantity(syntax.ipa());
    Optional<Quantity> size = environment.quantity(syntax.size());
    Optional<Quantity> pa = environment.quantity(syntax.pa());
    Optional<MappingAttributes> attributes = attributes(syntax.attributes());
    Maybe<Spanned<Long>> claim = claim(syntax.claim());
    boolean isWhole = domain.isPresent()
        && ipa.isPresent()
        && size.isPresent()
        && pa.isPresent()
        && attributes.isPresent()
        && !claim.isWrong();
    return !isWhole
        ? Optional.empty()
        : Optional.of(new StepModel.MapStep(
            syntax.span(),
            pe(domain.get()),
            domain.get(),
            ipa.get(),
            size.get(),
            pa.get(),
            attributes.get(),
            claim.value()));
  }

  private int pe(DomainModel domain) {
    return pe.orElse(domain.config().operatedBy());
  }

  private Optional<MappingAttributes> attributes(AttributesSyntax syntax) {
    if (syntax instanceof AttributesSyntax.Typed typed) {
      typed
          .access()
          .ifPresent(access -> environment
              .sink()
              .report(
                  Code.NOT_SUPPORTED_YET,
                  access.span(),
                  "the access of one mapping is not supported by this version yet"));
      return environment
          .word(typed.type(), Vocabulary.TYPES)
          .map(type -> MappingAttributes.of(type.value()));
    }
    AttributesSyntax.Neutral neutral = (AttributesSyntax.Neutral) syntax;
    Optional<Spanned<S2Permissions>> permissions =
        environment.word(neutral.permissions(), Vocabulary.PERMISSIONS);
    Optional<Spanned<MemoryAttributes>> memory =
        environment.word(neutral.memory(), Vocabulary.MEMORY);
    return permissions.flatMap(p -> memory.map(m -> MappingAttributes.of(p.value(), m.value())));
  }

  private Maybe<Spanned<Long>> claim(Optional<ClaimSyntax> syntax) {
    return syntax.isEmpty() ? Maybe.absent() : Maybe.of(code(environment, syntax.get()));
  }

  /** The value that an operation is claimed to return. */
  static Optional<Spanned<Long>> code(Environment environment, ClaimSyntax syntax) {
    if (syntax instanceof ClaimSyntax.FailsWith fails) {
      return environment
          .word(fails.error(), Vocabulary.ERRORS)
          .map(Spanned::value)
          .map(Errno::code)
          .map(code -> new Spanned<>(code, syntax.span()));
    }
    ClaimSyntax.Returns returns = (ClaimSyntax.Returns) syntax;
    return environment
        .quantity(returns.code(), Long.MAX_VALUE, "a returned number")
        .map(quantity -> new Spanned<>(quantity.value(), syntax.span()));
  }

  private Optional<StepModel> unmap(StatementSyntax.UnmapSyntax syntax) {
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    Optional<Quantity> ipa = environment.quantity(syntax.ipa());
    Optional<Quantity> size = environment.quantity(syntax.size());
    Maybe<Quantity> pa = environment.optional(syntax.pa());
    Maybe<Spanned<Long>> claim = claim(syntax.claim());
    boolean isWhole = domain.isPresent()
        && ipa.isPresent()
        && size.isPresent()
        && !pa.isWrong()
        && !claim.isWrong();
    return !isWhole
        ? Optional.empty()
        : Optional.of(new StepModel.UnmapStep(
            syntax.span(),
            pe(domain.get()),
            domain.get(),
            ipa.get(),
            size.get(),
            pa.value(),
            claim.value()));
  }

  private Optional<StepModel> lock(StatementSyntax.LockSyntax syntax) {
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    List<StepModel> body = steps(syntax.body());
    return domain.map(locked -> new StepModel.LockStep(syntax.span(), pe(locked), locked, body));
  }

  private Optional<StepModel> tablesLeft(StatementSyntax.TablesLeftSyntax syntax) {
    if (!isGiven) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.STATEMENT_IN_WRONG_PART,
                  syntax.span(),
                  "`tables left` arranges, and `when` holds what is observed")
              .withHelp("move it into `given`"));
    }
    return environment
        .quantity(syntax.tables(), Integer.MAX_VALUE, "the number of tables")
        .map(tables -> new StepModel.TablesStep(syntax.span(), tables));
  }
}
