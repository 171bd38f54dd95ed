package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.AccessModel;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ExpectationModel.CountModel;
import io.shatterproof.compiler.model.ExpectationModel.FigureModel;
import io.shatterproof.compiler.model.ObservedModel;
import io.shatterproof.compiler.model.OutcomeModel;
import io.shatterproof.compiler.model.PatternModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.syntax.AccessSyntax;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import io.shatterproof.compiler.syntax.VerdictSyntax;
import io.shatterproof.event.Counter;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.vector.EventMatching;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.PermissionClaim;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What expectations mean. */
final class ExpectationResolver {
  /** By their words, which the grammar has, too. */
  private static final Map<String, Counter> COUNTERS = Arrays.stream(Counter.values())
      .collect(Collectors.toUnmodifiableMap(Counter::word, Function.identity()));

  private final Environment environment;
  private final PatternResolver patterns;
  private final AccessResolver accesses;

  ExpectationResolver(Environment environment) {
    this.environment = environment;
    this.patterns = new PatternResolver(environment);
    this.accesses = new AccessResolver(environment);
  }

  /** The expectations of a block; a statement with a mistake is reported and left out. */
  List<ExpectationModel> resolve(List<StatementSyntax> statements) {
    List<ExpectationModel> expectations = new ArrayList<>();
    statements.forEach(statement -> expectation(statement).ifPresent(expectations::add));
    return expectations;
  }

  private Optional<ExpectationModel> expectation(StatementSyntax statement) {
    if (statement instanceof StatementSyntax.LookupSyntax lookup) {
      return lookup(lookup);
    }
    if (statement instanceof StatementSyntax.LookupHoleSyntax hole) {
      return hole(hole);
    }
    if (statement instanceof StatementSyntax.GuestAccessSyntax access) {
      return access(access);
    }
    if (statement instanceof StatementSyntax.RestrictionSyntax restriction) {
      return restriction(restriction);
    }
    if (statement instanceof StatementSyntax.StatsSyntax stats) {
      return stats(stats);
    }
    if (statement instanceof StatementSyntax.EventsSyntax events) {
      return Optional.of(events(events));
    }
    if (statement instanceof StatementSyntax.NoEventSyntax none) {
      return patterns
          .resolve(none.pattern())
          .map(pattern -> new ExpectationModel.NoEventExpectation(none.span(), pattern));
    }
    if (statement instanceof StatementSyntax.CountsSyntax counts) {
      return Optional.of(counts(counts));
    }
    if (statement instanceof StatementSyntax.ViolationSyntax violation) {
      return violation(violation);
    }
    if (statement instanceof StatementSyntax.NoViolationSyntax) {
      return Optional.of(new ExpectationModel.NoViolationExpectation(statement.span()));
    }
    if (statement instanceof StatementSyntax.ReturnedSyntax returned) {
      return StepContext.code(environment, returned.claim())
          .map(code -> new ExpectationModel.ReturnedExpectation(code.span(), code.value()));
    }
    if (statement instanceof StatementSyntax.StoredWordSyntax stored) {
      return new StoredWordResolver(environment).resolve(stored);
    }
    if (statement instanceof StatementSyntax.PerformSyntax perform) {
      return withoutPe(perform);
    }
    environment
        .sink()
        .report(Diagnostic.of(
                Code.STATEMENT_IN_WRONG_PART,
                statement.span(),
                "this is a step, and `then` holds expectations")
            .withHelp("move it into `given` or `when`"));
    return Optional.empty();
  }

  private Optional<ExpectationModel> withoutPe(StatementSyntax.PerformSyntax syntax) {
    environment
        .sink()
        .report(Diagnostic.of(
                Code.STATEMENT_IN_WRONG_PART,
                syntax.span(),
                "an access of `then` says from which PE it comes")
            .withHelp("put `pe 1` before it"));
    return Optional.empty();
  }

  private Optional<ExpectationModel> lookup(StatementSyntax.LookupSyntax syntax) {
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    Optional<Quantity> ipa = environment.quantity(syntax.ipa());
    if (syntax.pa().isPresent()
        && environment.reportsError(
            syntax.pa().get(), error -> "where nothing is mapped, say `is hole`")) {
      return Optional.empty();
    }
    Maybe<Quantity> pa = environment.optional(syntax.pa());
    Maybe<Spanned<PermissionClaim>> permissions =
        environment.optionalWord(syntax.permissions(), Vocabulary.PERMISSION_CLAIMS);
    Maybe<Spanned<P2mType>> type = environment.optionalWord(syntax.type(), Vocabulary.TYPES);
    Maybe<Spanned<P2mAccess>> access =
        environment.optionalWord(syntax.access(), Vocabulary.ACCESSES);
    Maybe<Quantity> order = environment.optional(syntax.order());
    boolean isWrong =
        permissions.isWrong() || type.isWrong() || access.isWrong() || order.isWrong();
    if (isWrong || domain.isEmpty() || ipa.isEmpty() || pa.isWrong()) {
      return Optional.empty();
    }
    return Optional.of(new ExpectationModel.LookupExpectation(
        syntax.span(),
        domain.get(),
        ipa.get(),
        pa.value(),
        permissions.value().map(Spanned::value),
        type.value(),
        access.value(),
        order.value()));
  }

  private Optional<ExpectationModel> hole(StatementSyntax.LookupHoleSyntax syntax) {
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    Optional<Quantity> ipa = environment.quantity(syntax.ipa());
    Maybe<Quantity> order = environment.optional(syntax.order());
    return domain.isEmpty() || ipa.isEmpty() || order.isWrong()
        ? Optional.empty()
        : Optional.of(new ExpectationModel.HoleExpectation(
            syntax.span(), domain.get(), ipa.get(), order.value()));
  }

  private Optional<ExpectationModel> access(StatementSyntax.GuestAccessSyntax syntax) {
    Optional<Quantity> pe = Pes.number(syntax.pe(), environment);
    AccessSyntax access = syntax.access();
    if (access.verdict().isEmpty()) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.STATEMENT_IN_WRONG_PART,
                  syntax.span(),
                  "this access has no outcome, and `then` holds expectations")
              .withHelp("say what it meets: `-> ok 0x9000_0000` or `-> translation fault`"));
      return Optional.empty();
    }
    VerdictSyntax verdict = access.verdict().get();
    Optional<List<OutcomeModel>> outcomes =
        new OutcomeResolver(environment).resolve(verdict.members());
    if (accesses.isUnderRegime(access)) {
      Optional<AccessModel> model = pe.flatMap(known -> accesses.resolve(access, known));
      return outcomes.isEmpty()
          ? Optional.empty()
          : model.map(known -> new ExpectationModel.ProbeExpectation(
              syntax.span(), known, expectationClass(verdict.kind()), outcomes.get()));
    }
    Optional<ObservedModel.GuestAccessModel> guest = accesses.inGuest(access, pe);
    return outcomes.isEmpty() || guest.isEmpty()
        ? Optional.empty()
        : Optional.of(new ExpectationModel.AccessExpectation(
            syntax.span(), guest.get(), expectationClass(verdict.kind()), outcomes.get()));
  }

  private static ExpectationClass expectationClass(VerdictSyntax.Kind kind) {
    return switch (kind) {
      case MUST -> ExpectationClass.MUST;
      case ONE_OF -> ExpectationClass.ONE_OF;
      case CONSTRAINED -> ExpectationClass.CONSTRAINED;
      case QUIRK -> ExpectationClass.QUIRK;
    };
  }

  private Optional<ExpectationModel> restriction(StatementSyntax.RestrictionSyntax syntax) {
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    Maybe<Quantity> ipa = environment.optional(syntax.ipa());
    Optional<Long> answer =
        syntax.isError() ? StepContext.error(environment, syntax.answer()) : restricted(syntax);
    return domain.isEmpty() || ipa.isWrong() || answer.isEmpty()
        ? Optional.empty()
        : Optional.of(new ExpectationModel.RestrictionExpectation(
            syntax.span(), domain.get(), ipa.value(), answer.get()));
  }

  private Optional<Long> restricted(StatementSyntax.RestrictionSyntax syntax) {
    Optional<NameSyntax> error = syntax
        .ipa()
        .flatMap(ipa -> environment.undeclaredWord(
            new ExpressionSyntax.Reference(syntax.answer()), Vocabulary.ERRORS));
    if (error.isPresent()) {
      String word = error.get().text();
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.UNKNOWN_ACCESS,
                  error.get().span(),
                  "`" + word + "` is an error, and no access restriction")
              .withHelp("say `fails with " + word + "`"));
      return Optional.empty();
    }
    return environment.word(syntax.answer(), Vocabulary.ACCESSES).map(access ->
        (long) access.value().number());
  }

  private Optional<ExpectationModel> stats(StatementSyntax.StatsSyntax syntax) {
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    List<FigureModel> figures = new ArrayList<>();
    syntax.figures().forEach(figure -> figure(figure).ifPresent(figures::add));
    return domain.map(
        known -> new ExpectationModel.StatsExpectation(syntax.span(), known, figures));
  }

  private Optional<FigureModel> figure(StatementSyntax.FigureSyntax syntax) {
    Statistic statistic = Statistic.parse(syntax.statistic()).orElseThrow(); // as in the grammar
    Maybe<Quantity> level = environment.optional(syntax.level());
    Optional<Quantity> value = statistic.isByLevel()
        ? environment.quantity(syntax.value(), Long.MAX_VALUE, "a figure")
        : environment.quantity(syntax.value());
    return level.isWrong()
        ? Optional.empty()
        : value.map(size -> new FigureModel(
            syntax.span(),
            statistic,
            level.value(),
            syntax.isNegative() ? -size.value() : size.value()));
  }

  private ExpectationModel events(StatementSyntax.EventsSyntax syntax) {
    EventMatching matching = switch (syntax.matching()) {
      case IN_ORDER -> EventMatching.IN_ORDER;
      case ANY_ORDER -> EventMatching.ANY_ORDER;
      case INCLUDE -> EventMatching.INCLUDE;
    };
    List<PatternModel> found = new ArrayList<>();
    syntax.patterns().forEach(pattern -> patterns.resolve(pattern).ifPresent(found::add));
    return new ExpectationModel.EventsExpectation(syntax.span(), syntax.isAll(), matching, found);
  }

  private ExpectationModel counts(StatementSyntax.CountsSyntax syntax) {
    List<CountModel> counts = new ArrayList<>();
    for (StatementSyntax.CountSyntax count : syntax.counts()) {
      environment
          .quantity(count.value(), Long.MAX_VALUE, "a count")
          .ifPresent(value -> counts.add(new CountModel(
              count.span(),
              Objects.requireNonNull(COUNTERS.get(count.counter())),
              count.isAtMost(),
              value)));
    }
    return new ExpectationModel.CountsExpectation(syntax.span(), counts);
  }

  private Optional<ExpectationModel> violation(StatementSyntax.ViolationSyntax syntax) {
    Maybe<Quantity> times =
        environment.optional(syntax.times(), Long.MAX_VALUE, "a number of violations");
    List<Quantity> heldBy = new ArrayList<>();
    syntax.heldBy().forEach(pe -> Pes.number(pe, environment).ifPresent(heldBy::add));
    boolean isWrong = times.isWrong() || heldBy.size() != syntax.heldBy().size();
    return environment
        .word(syntax.name(), Vocabulary.VIOLATIONS)
        .filter(name -> !isWrong)
        .map(name -> new ExpectationModel.ViolationExpectation(
            syntax.span(),
            name.value(),
            times.value(),
            syntax
                .label()
                .map(environment::spoken)
                .map(label -> new Spanned<>(label.text(), label.span())),
            heldBy));
  }
}
