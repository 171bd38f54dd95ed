package io.shatterproof.compiler.lower;

import io.shatterproof.arch.FaultStage;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.compiler.image.ImageBuilder;
import io.shatterproof.compiler.image.RegimeImage;
import io.shatterproof.compiler.image.Word;
import io.shatterproof.compiler.model.AccessModel;
import io.shatterproof.compiler.model.EntryModel;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.OutcomeModel;
import io.shatterproof.compiler.model.OutcomeModel.ReportModel;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.model.RegimeModel.RangeModel;
import io.shatterproof.compiler.model.RegimePes;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.spi.Capability;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.MemoryRange;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.RegisterClaim;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** From regimes to what any machine can do: memory, words in it, registers, accesses. */
final class RegimeLowering {
  private final ScenarioModel scenario;
  private final Map<RegimeModel, RegimeImage> images = new LinkedHashMap<>();
  private final RegimePes pes = new RegimePes();
  private final boolean usesTlb;

  RegimeLowering(ScenarioModel scenario) {
    this.scenario = scenario;
    this.usesTlb = scenario.usesTlb();
    for (RegimeModel regime : scenario.regimes()) {
      images.computeIfAbsent(
          regime,
          key -> ImageBuilder.build(
              regime, scenario.entries(regime), scenario.stored(regime), diagnostic -> {
                throw new IllegalStateException("not checked before: " + diagnostic);
              }));
    }
  }

  /** Whether the scenario has none. */
  boolean isEmpty() {
    return images.isEmpty();
  }

  /** The platform, and all memory that exists. */
  Setup setup() {
    SortedMap<Long, MemoryRange> memory = new TreeMap<>(Long::compareUnsigned);
    for (RegimeModel regime : images.keySet()) {
      add(memory, regime.tables());
      regime.memory().forEach(range -> add(memory, range));
      regime.stage1().ifPresent(stage1 -> add(memory, stage1.backing()));
    }
    return new Setup(
        scenario.platform().orElseThrow().platform(), List.of(), List.copyOf(memory.values()));
  }

  private static void add(Map<Long, MemoryRange> memory, RangeModel range) {
    memory.put(range.pa(), new MemoryRange(range.pa(), range.sizeBytes()));
  }

  /** What an implementation must be able to do. */
  Set<Capability> capabilities() {
    Set<Capability> capabilities = EnumSet.of(Capability.REGIME);
    if (usesTlb) {
      capabilities.add(Capability.TLB);
    }
    boolean needsSyndrome = scenario.expectations().stream()
        .flatMap(expectation -> outcomes(expectation).stream())
        .anyMatch(outcome -> !outcome.reports().isEmpty());
    if (needsSyndrome) {
      capabilities.add(Capability.SYNDROME);
    }
    return capabilities;
  }

  private static List<OutcomeModel> outcomes(ExpectationModel expectation) {
    if (expectation instanceof ExpectationModel.ProbeExpectation probe) {
      return probe.outcomes();
    }
    return expectation instanceof ExpectationModel.OfObserver observer
        ? observer.outcomes()
        : List.of();
  }

  /** Registers as the statements say, then the words of all tables, then what is done to them. */
  List<Step> given() {
    if (images.keySet().stream().anyMatch(RegimeModel::isRaw)) {
      return scenario.given().stream().flatMap(step -> step(step).stream()).toList();
    }
    scenario.given().forEach(pes::follow);
    List<Step> steps = new ArrayList<>();
    for (StepModel step : scenario.given()) {
      if (!needsTables(step)) {
        steps.addAll(step(step));
      }
    }
    int storing = steps.stream()
        .filter(Step.WriteRegister.class::isInstance)
        .mapToInt(step -> ((Step.WriteRegister) step).pe())
        .findFirst()
        .orElse(0);
    for (RegimeImage image : images.values()) {
      image.words().forEach(word -> steps.add(store(word, storing)));
    }
    for (StepModel step : scenario.given()) {
      if (needsTables(step)) {
        steps.addAll(step(step));
      }
    }
    return steps;
  }

  private static boolean needsTables(StepModel step) {
    return step instanceof StepModel.PerformStep || step instanceof StepModel.OfTlb;
  }

  private RegimeImage image(RegimeModel regime) {
    return Objects.requireNonNull(images.get(regime)); // it has one for each that is named
  }

  private static Step store(Word word, int pe) {
    return new Step.StoreWord(
        ScenarioLowering.origin(word.span()), pe, word.pa(), word.value(), word.note());
  }

  /** The steps that do this; entries stand in memory from the beginning. */
  List<Step> step(StepModel step) {
    pes.follow(step);
    Origin origin = ScenarioLowering.origin(step.span());
    if (step instanceof StepModel.PutStep put) {
      List<Step> writes = new ArrayList<>();
      image(put.regime())
          .registers()
          .forEach((register, value) ->
              writes.add(new Step.WriteRegister(origin, put.pe(), register, value)));
      if (usesTlb) {
        writes.add(new Step.RunAt(origin, put.pe(), put.el()));
      }
      return writes;
    }
    if (step instanceof StepModel.LeaveStep leave) {
      return List.of(new Step.RunAt(origin, leave.pe(), 2));
    }
    if (step instanceof StepModel.RegisterStep write) {
      return List.of(new Step.WriteRegister(origin, write.pe(), write.register(), write.value()));
    }
    if (step instanceof StepModel.PerformStep perform) {
      return List.of(new Step.Perform(origin, perform.pe(), access(perform.access())));
    }
    if (step instanceof StepModel.OfWord word) {
      return List.of(ofWord(word, origin));
    }
    return step instanceof StepModel.OfTlb ofTlb ? List.of(ofTlb(ofTlb, origin)) : List.of();
  }

  private static Step ofWord(StepModel.OfWord step, Origin origin) {
    long pa = step.pa().value();
    if (step instanceof StepModel.WordStoreStep store) {
      return new Step.StoreWord(
          origin, store.pe(), pa, store.value(), "", store.isExchange(), store.hasSameContents());
    }
    return step instanceof StepModel.PageFreeStep free
        ? new Step.FreeTable(origin, free.pe(), pa, free.sizeBytes(), "")
        : new Step.CleanLine(origin, step.pe(), pa, "");
  }

  private Step ofTlb(StepModel.OfTlb step, Origin origin) {
    if (step instanceof StepModel.TlbiStep tlbi) {
      return new Step.Invalidate(
          origin, tlbi.pe(), tlbi.operation().value(), tlbi.operand(), tlbi.note());
    }
    if (step instanceof StepModel.BarrierStep barrier) {
      return new Step.Barrier(origin, barrier.pe(), barrier.option().value());
    }
    return step instanceof StepModel.OfEntry ofEntry
        ? ofEntry(ofEntry, origin)
        : new Step.SynchronizeContext(origin, step.pe());
  }

  private Step ofEntry(StepModel.OfEntry step, Origin origin) {
    RegimeImage image = image(step.regime());
    EntryModel entry = step.entry();
    if (step instanceof StepModel.FreeStep) {
      return new Step.FreeTable(
          origin,
          step.pe(),
          image.tablePa(entry).orElseThrow(),
          image.tableBytes(entry),
          entry.title());
    }
    long pa = image.place(entry).orElseThrow();
    if (step instanceof StepModel.StoreStep store) {
      return new Step.StoreWord(
          origin,
          store.pe(),
          pa,
          image.word(store),
          entry.title(),
          store.isExchange(),
          store.hasSameContents());
    }
    return new Step.CleanLine(origin, step.pe(), pa, entry.title());
  }

  GuestAccess access(AccessModel access) {
    return new GuestAccess(
        access.kind(),
        access.address().value(),
        pes.level(access),
        access.sizeBytes(),
        access.register());
  }

  Expectation probe(ExpectationModel.ProbeExpectation probe, Origin origin, Scope scope) {
    GuestAccess access = access(probe.access());
    return new Expectation.AccessHas(
        origin,
        scope,
        (int) probe.access().pe().value(),
        access,
        OptionalInt.empty(),
        probe.expectationClass(),
        probe.outcomes().stream().map(outcome -> legal(outcome, access.el())).toList());
  }

  /** What is claimed of an access from an Exception level, with its reasons. */
  static LegalOutcome legal(OutcomeModel outcome, int el) {
    return new LegalOutcome(claim(outcome, el), outcome.why(), outcome.reference());
  }

  /** What is claimed of an access from an Exception level. */
  static OutcomeClaim claim(OutcomeModel outcome, int el) {
    if (outcome instanceof OutcomeModel.OkOutcome ok) {
      return new OutcomeClaim.Ok(
          ScenarioLowering.optionalLong(ok.pa()),
          ExpectationLowering.level(ok.level()),
          ok.attributes(),
          reports(ok.reports(), 2));
    }
    if (outcome instanceof OutcomeModel.WildOutcome) {
      return new OutcomeClaim.Wild();
    }
    OutcomeModel.FaultOutcome fault = (OutcomeModel.FaultOutcome) outcome;
    int target = fault.stage() == FaultStage.STAGE1 && el < 2 ? 1 : 2;
    return new OutcomeClaim.Fault(
        fault.kind(),
        ExpectationLowering.level(fault.level()),
        fault.stage(),
        reports(fault.reports(), target));
  }

  /** One claim for each register, in order of the registers. */
  private static List<RegisterClaim> reports(List<ReportModel> reports, int target) {
    SortedMap<SystemRegister, RegisterClaim> claims = new TreeMap<>();
    for (ReportModel report : reports) {
      SystemRegister register = register(report.register(), target);
      claims.merge(
          register,
          new RegisterClaim(register, report.value() & report.mask(), report.mask()),
          (one, other) ->
              new RegisterClaim(register, one.value() | other.value(), one.mask() | other.mask()));
    }
    return List.copyOf(claims.values());
  }

  /** The register of the Exception level that an abort is taken to. */
  private static SystemRegister register(OutcomeModel.Register register, int target) {
    return switch (register) {
      case ESR -> target == 1 ? SystemRegister.ESR_EL1 : SystemRegister.ESR_EL2;
      case FAR -> target == 1 ? SystemRegister.FAR_EL1 : SystemRegister.FAR_EL2;
      case HPFAR -> SystemRegister.HPFAR_EL2;
      case PAR -> SystemRegister.PAR_EL1;
    };
  }

  Expectation word(ExpectationModel.WordExpectation word, Origin origin, Scope scope) {
    RegimeImage image = image(word.entry().regime());
    boolean isSwapped = image.isSwapped(word.entry());
    return new Expectation.WordIs(
        origin,
        scope,
        image.place(word.entry()).orElseThrow(),
        isSwapped ? Long.reverseBytes(word.value()) : word.value(),
        isSwapped ? Long.reverseBytes(word.mask()) : word.mask());
  }
}
