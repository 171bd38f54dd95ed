package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.ScenarioModel.LabelModel;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.compiler.syntax.AttributesSyntax;
import io.shatterproof.compiler.syntax.EntrySyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What steps mean, in one block of {@code given} or {@code when}. */
final class StepResolver {
  private final StepContext context;
  private final Environment environment;
  private final ProtectionResolver protections;
  private final LifecycleResolver lifecycles;
  private final PeResolver pes;
  private final RegimeStepResolver regimes;

  private StepResolver(StepContext context) {
    this.context = context;
    this.environment = context.environment();
    this.protections = new ProtectionResolver(context);
    this.lifecycles = new LifecycleResolver(context);
    this.pes = new PeResolver(environment);
    this.regimes = new RegimeStepResolver(context);
  }

  /** Steps that arrange; each runs on the PE that operates on its domain. */
  static List<StepModel> given(Environment environment, List<StatementSyntax> statements) {
    return new StepResolver(new StepContext(environment, OptionalInt.empty())).steps(statements);
  }

  /** Steps that are observed, on one PE. */
  static List<StepModel> when(
      Environment environment, Quantity pe, List<StatementSyntax> statements) {
    OptionalInt number = OptionalInt.of((int) pe.value());
    return new StepResolver(new StepContext(environment, number)).steps(statements);
  }

  private List<StepModel> steps(List<StatementSyntax> statements) {
    List<StepModel> steps = new ArrayList<>();
    for (StatementSyntax statement : statements) {
      if (statement instanceof StatementSyntax.UseSyntax use) {
        steps.addAll(used(use));
        continue;
      }
      Optional<StepModel> step = statement instanceof StatementSyntax.LabelledSyntax labelled
          ? labelled(labelled)
          : step(statement);
      step.ifPresent(environment.pes()::follow);
      step.ifPresent(steps::add);
    }
    return steps;
  }

  private List<StepModel> used(StatementSyntax.UseSyntax syntax) {
    Optional<TemplateUse> use =
        TemplateUse.of(syntax, false, environment.symbols(), environment.sink());
    return use.flatMap(known -> known.inside(environment))
        .map(inside -> new StepResolver(new StepContext(inside, context.when()))
            .steps(use.get().template().statements()))
        .orElse(List.of());
  }

  private Optional<StepModel> labelled(StatementSyntax.LabelledSyntax syntax) {
    NameSyntax label = environment.spoken(syntax.label());
    if (context.when().isPresent()) {
      environment.setLabels().add(label.text());
    } else {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.LABEL_IN_WRONG_PLACE,
                  syntax.label().span(),
                  "a label is for those who observe, and nobody observes `given`")
              .withHelp("leave it out, or move the step into `when`"));
    }
    Optional<StepModel> step = step(syntax.step());
    step.ifPresent(known ->
        environment.labels().add(new LabelModel(new Spanned<>(label.text(), label.span()), known)));
    return step;
  }

  private Optional<StepModel> step(StatementSyntax statement) {
    if (statement instanceof StatementSyntax.MapSyntax map) {
      return map(map);
    }
    if (statement instanceof StatementSyntax.PopulateSyntax populate) {
      return populate(populate);
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
    if (statement instanceof StatementSyntax.FailAllocationSyntax fail) {
      return failAllocation(fail);
    }
    if (statement instanceof StatementSyntax.CleanSyntax clean) {
      return clean(clean);
    }
    if (statement instanceof StatementSyntax.EmulateSyntax emulate) {
      return emulate(emulate);
    }
    if (statement instanceof StatementSyntax.InvalidateRootSyntax invalidate) {
      return invalidateRoot(invalidate);
    }
    if (statement instanceof StatementSyntax.ResolveSyntax resolve) {
      return resolve(resolve);
    }
    return protectionStep(statement);
  }

  private Optional<StepModel> protectionStep(StatementSyntax statement) {
    if (statement instanceof StatementSyntax.ProtectSyntax protect) {
      return protections.protect(protect);
    }
    if (statement instanceof StatementSyntax.ProtectNewSyntax protect) {
      return protections.protectNew(protect);
    }
    if (statement instanceof StatementSyntax.ListenerSyntax listener) {
      return protections.listener(listener);
    }
    return lifecycleStep(statement);
  }

  private Optional<StepModel> lifecycleStep(StatementSyntax statement) {
    if (statement instanceof StatementSyntax.CreateSyntax create) {
      return lifecycles.create(create);
    }
    if (statement instanceof StatementSyntax.UnpauseSyntax unpause) {
      return lifecycles.unpause(unpause);
    }
    if (statement instanceof StatementSyntax.PoolSyntax pool) {
      return lifecycles.pool(pool);
    }
    if (statement instanceof StatementSyntax.RelinquishSyntax relinquish) {
      return lifecycles.relinquish(relinquish);
    }
    if (statement instanceof StatementSyntax.TeardownSyntax teardown) {
      return lifecycles.teardown(teardown);
    }
    if (statement instanceof StatementSyntax.DestroySyntax destroy) {
      return lifecycles.destroy(destroy);
    }
    return peStep(statement);
  }

  private Optional<StepModel> peStep(StatementSyntax statement) {
    if (statement instanceof StatementSyntax.EnterSyntax enter) {
      return pes.enter(enter);
    }
    if (statement instanceof StatementSyntax.LeaveSyntax leave) {
      return pes.leave(leave);
    }
    if (statement instanceof StatementSyntax.SetWaySyntax setWay) {
      return pes.setWay(setWay);
    }
    if (statement instanceof StatementSyntax.CachesSyntax caches) {
      return pes.caches(caches);
    }
    if (statement instanceof StatementSyntax.AbortSyntax abort) {
      return pes.abort(abort);
    }
    if (statement instanceof EntrySyntax entry) {
      return entry(entry);
    }
    return regimes.resolve(statement).or(() -> misplaced(statement));
  }

  private Optional<StepModel> entry(EntrySyntax syntax) {
    if (context.when().isPresent()) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.STATEMENT_IN_WRONG_PART, syntax.span(), "an entry is declared in `given`")
              .withHelp("to change one write for example `store "
                  + syntax.name().text() + " := invalid`"));
      return Optional.empty();
    }
    return new EntryResolver(environment).resolve(syntax);
  }

  private Optional<StepModel> misplaced(StatementSyntax statement) {
    if (RegimeStepResolver.isOne(statement)) {
      return Optional.empty(); // told before
    }
    String part = context.when().isPresent() ? "when" : "given";
    environment
        .sink()
        .report(Diagnostic.of(
                Code.STATEMENT_IN_WRONG_PART,
                statement.span(),
                "this is an expectation, and `" + part + "` holds steps")
            .withHelp("move it into `then`"));
    return Optional.empty();
  }

  private Optional<StepModel> map(StatementSyntax.MapSyntax syntax) {
    Optional<StepContext.DomainRange> range =
        context.range(syntax.domain(), syntax.ipa(), syntax.size());
    Optional<Quantity> pa = environment.quantity(syntax.pa());
    Optional<MappingAttributes> attributes = attributes(syntax.attributes());
    Maybe<Spanned<P2mAccess>> access =
        environment.optionalWord(syntax.access(), Vocabulary.ACCESSES);
    Maybe<Spanned<Long>> claim = context.claim(syntax.claim());
    boolean isWhole = range.isPresent()
        && pa.isPresent()
        && attributes.isPresent()
        && !access.isWrong()
        && !claim.isWrong();
    return !isWhole
        ? Optional.empty()
        : Optional.of(new StepModel.MapStep(
            syntax.span(),
            context.pe(range.get().domain()),
            range.get().domain(),
            range.get().ipa(),
            range.get().size(),
            pa.get(),
            attributes.get(),
            access.value().map(Spanned::value),
            claim.value()));
  }

  private Optional<StepModel> populate(StatementSyntax.PopulateSyntax syntax) {
    Optional<StepContext.DomainRange> range =
        context.range(syntax.domain(), syntax.ipa(), syntax.size());
    Optional<MappingAttributes> attributes = attributes(syntax.attributes());
    Maybe<Spanned<Long>> claim = context.claim(syntax.claim());
    return range.isEmpty() || attributes.isEmpty() || claim.isWrong()
        ? Optional.empty()
        : Optional.of(new StepModel.PopulateStep(
            syntax.span(),
            context.pe(range.get().domain()),
            range.get().domain(),
            range.get().ipa(),
            range.get().size(),
            new Spanned<>(attributes.get(), syntax.attributes().span()),
            claim.value()));
  }

  private Optional<MappingAttributes> attributes(AttributesSyntax syntax) {
    if (syntax instanceof AttributesSyntax.Typed typed) {
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

  private Optional<StepModel> unmap(StatementSyntax.UnmapSyntax syntax) {
    Optional<StepContext.DomainRange> range =
        context.range(syntax.domain(), syntax.ipa(), syntax.size());
    Maybe<Quantity> pa = environment.optional(syntax.pa());
    Maybe<Spanned<Long>> claim = context.claim(syntax.claim());
    return range.isEmpty() || pa.isWrong() || claim.isWrong()
        ? Optional.empty()
        : Optional.of(new StepModel.UnmapStep(
            syntax.span(),
            context.pe(range.get().domain()),
            range.get().domain(),
            range.get().ipa(),
            range.get().size(),
            pa.value(),
            claim.value()));
  }

  private Optional<StepModel> lock(StatementSyntax.LockSyntax syntax) {
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    List<StepModel> body = steps(syntax.body());
    return domain.map(
        locked -> new StepModel.LockStep(syntax.span(), context.pe(locked), locked, body));
  }

  private Optional<StepModel> tablesLeft(StatementSyntax.TablesLeftSyntax syntax) {
    return environment
        .quantity(syntax.tables(), Integer.MAX_VALUE, "the number of tables")
        .map(tables -> new StepModel.TablesStep(syntax.span(), tables));
  }

  private Optional<StepModel> failAllocation(StatementSyntax.FailAllocationSyntax syntax) {
    return environment
        .quantity(syntax.nth(), Integer.MAX_VALUE, "the number of an allocation")
        .map(nth -> new StepModel.FailAllocationStep(syntax.span(), nth));
  }

  private Optional<StepModel> clean(StatementSyntax.CleanSyntax syntax) {
    Optional<StepContext.DomainRange> range =
        context.range(syntax.domain(), syntax.ipa(), syntax.size());
    Maybe<Quantity> continuedAt = context.continuedAt(syntax.continuedAt());
    Maybe<Quantity> every = context.preemptEvery(syntax.preemptEvery());
    Maybe<Spanned<Long>> claim = context.claim(syntax.claim());
    return range.isEmpty() || continuedAt.isWrong() || every.isWrong() || claim.isWrong()
        ? Optional.empty()
        : Optional.of(new StepModel.CleanStep(
            syntax.span(),
            context.pe(range.get().domain()),
            range.get().domain(),
            range.get().ipa(),
            range.get().size(),
            continuedAt.value(),
            every.value(),
            claim.value()));
  }

  private Optional<StepModel> emulate(StatementSyntax.EmulateSyntax syntax) {
    return context
        .range(syntax.domain(), syntax.ipa(), syntax.size())
        .map(range ->
            new StepModel.EmulateStep(syntax.span(), range.domain(), range.ipa(), range.size()));
  }

  private Optional<StepModel> invalidateRoot(StatementSyntax.InvalidateRootSyntax syntax) {
    return environment
        .domain(syntax.domain())
        .map(domain -> new StepModel.InvalidateRootStep(syntax.span(), context.pe(domain), domain));
  }

  private Optional<StepModel> resolve(StatementSyntax.ResolveSyntax syntax) {
    Optional<DomainModel> domain = environment.domain(syntax.domain());
    Optional<Quantity> ipa = environment.quantity(syntax.ipa());
    Maybe<Spanned<Boolean>> answer =
        environment.optionalWord(syntax.answer(), Vocabulary.RESOLUTIONS);
    return domain.isEmpty() || ipa.isEmpty() || answer.isWrong()
        ? Optional.empty()
        : Optional.of(new StepModel.ResolveStep(
            syntax.span(),
            context.pe(domain.get()),
            domain.get(),
            ipa.get(),
            answer.value().map(Spanned::value)));
  }
}
