package io.shatterproof.compiler.lower;

import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.ScenarioModel.LabelModel;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** From the meaning of steps to steps of vectors. */
final class StepLowering {
  private static final int NEVER_PREEMPTED = 0;

  private final DomainNumbers domains;
  private final RegimeLowering regimes;
  private final Map<StepModel, String> labels;

  StepLowering(DomainNumbers domains, RegimeLowering regimes, List<LabelModel> labels) {
    this.domains = domains;
    this.regimes = regimes;
    this.labels = labels.stream()
        .collect(Collectors.toMap(LabelModel::step, label -> label.name().value()));
  }

  /** The steps of vectors, in order, that do these. */
  List<Step> lower(List<StepModel> steps) {
    return steps.stream().flatMap(step -> labelled(step).stream()).toList();
  }

  /** A labelled one is one step of vectors, as a rule says. */
  private List<Step> labelled(StepModel step) {
    String label = labels.get(step);
    return label == null
        ? lower(step)
        : lower(step).stream()
            .<Step>map(lowered -> new Step.Labelled(lowered.origin(), label, lowered))
            .toList();
  }

  private List<Step> lower(StepModel step) {
    if (step instanceof StepModel.TeardownStep teardown && teardown.relinquishes()) {
      return List.of(relinquishing(teardown), operation(teardown));
    }
    return regimes.isEmpty() ? List.of(lowerOne(step)) : regimes.step(step);
  }

  /** Never preempted, so that it is done when it returns. */
  private Step relinquishing(StepModel.TeardownStep step) {
    return new Step.Relinquish(
        origin(step), step.pe(), domains.of(step.domain()), NEVER_PREEMPTED, OptionalLong.empty());
  }

  private Step lowerOne(StepModel step) {
    if (step instanceof StepModel.Operation operation) {
      return operation(operation);
    }
    if (step instanceof StepModel.CreateStep create) {
      return new Step.Create(
          origin(step),
          domains.of(create.domain()),
          create.more().map(more -> Math.toIntExact(more.value())).orElse(0),
          code(create.returns()));
    }
    if (step instanceof StepModel.UnpauseStep unpause) {
      return new Step.Unpause(origin(step), unpause.pe(), domains.of(unpause.domain()));
    }
    if (step instanceof StepModel.InvalidateRootStep invalidate) {
      return new Step.InvalidateRoot(
          origin(step), invalidate.pe(), domains.of(invalidate.domain()));
    }
    if (step instanceof StepModel.ResolveStep resolve) {
      return new Step.Resolve(
          origin(step),
          resolve.pe(),
          domains.of(resolve.domain()),
          resolve.ipa().value(),
          resolve.resolved());
    }
    if (step instanceof StepModel.LockStep lock) {
      return new Step.Locked(
          origin(step), lock.pe(), domains.of(lock.domain()), lower(lock.body()));
    }
    if (step instanceof StepModel.TablesStep tables) {
      return new Step.LimitTables(origin(step), tables.tables().value());
    }
    if (step instanceof StepModel.FailAllocationStep fail) {
      return new Step.FailAllocation(origin(step), fail.nth().value());
    }
    if (step instanceof StepModel.ListenStep listen) {
      return new Step.Listen(
          origin(step), domains.of(listen.domain()), listen.isConnected(), listen.isRequired());
    }
    if (step instanceof StepModel.EmulateStep emulate) {
      return new Step.Emulate(
          origin(step),
          domains.of(emulate.domain()),
          emulate.ipa().value(),
          emulate.size().value());
    }
    return byNamedPe((StepModel.ByNamedPe) step);
  }

  private Step operation(StepModel.Operation step) {
    int domain = domains.of(step.domain());
    OptionalLong returns = code(step.returns());
    if (step instanceof StepModel.MapStep map) {
      return new Step.Map(
          origin(step),
          map.pe(),
          domain,
          map.ipa().value(),
          map.size().value(),
          map.pa().value(),
          map.attributes(),
          map.access(),
          returns);
    }
    if (step instanceof StepModel.PopulateStep populate) {
      return new Step.Populate(
          origin(step),
          populate.pe(),
          domain,
          populate.ipa().value(),
          populate.size().value(),
          populate.attributes().value(),
          returns);
    }
    if (step instanceof StepModel.UnmapStep unmap) {
      return new Step.Unmap(
          origin(step),
          unmap.pe(),
          domain,
          unmap.ipa().value(),
          unmap.size().value(),
          ScenarioLowering.optionalLong(unmap.pa()),
          returns);
    }
    if (step instanceof StepModel.ProtectStep protect) {
      return new Step.Protect(
          origin(step),
          protect.pe(),
          domain,
          protect.ipa().value(),
          protect.size().value(),
          protect.access(),
          firstPage(protect),
          preemptEvery(protect),
          returns);
    }
    if (step instanceof StepModel.ProtectNewStep protect) {
      return new Step.ProtectNewMappings(
          origin(step), protect.pe(), domain, protect.access(), returns);
    }
    if (step instanceof StepModel.CleanStep clean) {
      return new Step.Clean(
          origin(step),
          clean.pe(),
          domain,
          clean.ipa().value(),
          clean.size().value(),
          firstPage(clean),
          preemptEvery(clean),
          returns);
    }
    if (step instanceof StepModel.PoolStep pool) {
      return new Step.ResizePool(
          origin(step), pool.pe(), domain, pool.size().value(), preemptEvery(pool), returns);
    }
    if (step instanceof StepModel.TeardownStep teardown) {
      return new Step.Teardown(
          origin(step), teardown.pe(), domain, preemptEvery(teardown), returns);
    }
    StepModel.RelinquishStep relinquish = (StepModel.RelinquishStep) step;
    return new Step.Relinquish(
        origin(step), relinquish.pe(), domain, preemptEvery(relinquish), returns);
  }

  private Step byNamedPe(StepModel.ByNamedPe step) {
    if (step instanceof StepModel.EnterStep enter) {
      return new Step.Enter(
          origin(step),
          enter.pe(),
          domains.of(enter.domain()),
          enter
              .vcpu()
              .map(vcpu -> OptionalInt.of(Math.toIntExact(vcpu.value())))
              .orElse(OptionalInt.empty()));
    }
    if (step instanceof StepModel.SetWayStep setWay) {
      return new Step.SetWay(origin(step), setWay.pe(), domains.of(setWay.domain()));
    }
    if (step instanceof StepModel.CachesStep caches) {
      return new Step.SwitchCaches(
          origin(step), caches.pe(), domains.of(caches.domain()), caches.isOn());
    }
    if (step instanceof StepModel.LeaveStep leave) {
      return new Step.Leave(origin(step), leave.pe());
    }
    StepModel.AbortStep abort = (StepModel.AbortStep) step;
    return new Step.Abort(
        origin(step),
        abort.pe(),
        domains.of(abort.domain()),
        abort.access(),
        abort.ipa().value(),
        abort.circumstances().fault(),
        abort.circumstances().isStage1Walk(),
        abort.circumstances().hasSyndrome(),
        abort.circumstances().isExternal(),
        abort.circumstances().failsInStage1(),
        abort.outcome());
  }

  private static Origin origin(StepModel step) {
    return ScenarioLowering.origin(step.span());
  }

  private static long firstPage(StepModel.Continued step) {
    return step.continuedAt().map(Quantity::value).orElse(0L);
  }

  private static int preemptEvery(StepModel.Preemptible step) {
    return step.preemptEvery().map(every -> Math.toIntExact(every.value())).orElse(NEVER_PREEMPTED);
  }

  private static OptionalLong code(Optional<Spanned<Long>> returns) {
    return returns.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(returns.get().value());
  }
}
