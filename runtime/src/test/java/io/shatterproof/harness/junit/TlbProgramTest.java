package io.shatterproof.harness.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.ViolationName;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Step;
import io.shatterproof.vector.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What generated tests say of TLB maintenance and observers is exactly what the vector has. */
class TlbProgramTest {
  private static final Origin AT = new Origin("a.p2m", 12, 5);
  private static final OutcomeClaim OLD = new OutcomeClaim.Ok(0x3000, OptionalInt.empty());
  private static final OutcomeClaim NEW = new OutcomeClaim.Ok(0x4000, OptionalInt.empty());

  @Test
  void instructionsOfOnePe() {
    assertThat(step(s -> s.pe(2).store(0x8000_0008L, 1, "P")))
        .isEqualTo(new Step.StoreWord(AT, 2, 0x8000_0008L, 1, "P", false, false));
    assertThat(step(s -> s.pe(2).storeSameContents(0x8000_0008L, 1, "")))
        .isEqualTo(new Step.StoreWord(AT, 2, 0x8000_0008L, 1, "", false, true));
    assertThat(step(s -> s.pe(2).swap(0x8000_0008L, 1, "")))
        .isEqualTo(new Step.StoreWord(AT, 2, 0x8000_0008L, 1, "", true, false));
    assertThat(step(s -> s.pe(2).swapSameContents(0x8000_0008L, 1, "")))
        .isEqualTo(new Step.StoreWord(AT, 2, 0x8000_0008L, 1, "", true, true));
    assertThat(step(s -> s.pe(1).tlbi(TlbiOp.VMALLE1IS)))
        .isEqualTo(new Step.Invalidate(AT, 1, TlbiOp.VMALLE1IS, 0, ""));
    assertThat(step(s -> s.pe(1).tlbi(TlbiOp.IPAS2E1IS, 0x41_2345L, "P")))
        .isEqualTo(new Step.Invalidate(AT, 1, TlbiOp.IPAS2E1IS, 0x41_2345L, "P"));
    assertThat(step(s -> s.pe(0).dsb(DsbOption.ISH)))
        .isEqualTo(new Step.Barrier(AT, 0, DsbOption.ISH));
    assertThat(step(s -> s.pe(3).isb())).isEqualTo(new Step.SynchronizeContext(AT, 3));
    assertThat(step(s -> s.pe(0).cleanLine(0x8000_0008L, "P")))
        .isEqualTo(new Step.CleanLine(AT, 0, 0x8000_0008L, "P"));
    assertThat(step(s -> s.pe(0).freeTable(0x8000_1000L, 0x1000, "T")))
        .isEqualTo(new Step.FreeTable(AT, 0, 0x8000_1000L, 0x1000, "T"));
    assertThat(step(s -> s.pe(1).runAt(1))).isEqualTo(new Step.RunAt(AT, 1, 1));
  }

  @Test
  void labelStandsInFrontOfAnyStatement() {
    assertThat(step(s -> s.label("brk").pe(0).isb()))
        .isEqualTo(new Step.Labelled(AT, "brk", new Step.SynchronizeContext(AT, 0)));
    assertThat(step(s -> s.label("in", 13, 7).leave(1)))
        .isEqualTo(new Step.Labelled(AT, "in", new Step.Leave(new Origin("a.p2m", 13, 7), 1)));
  }

  @Test
  void bodiesOfInterleavedPesKeepTheirSteps() {
    Step interleaved = step(s -> s.interleaved(
        body -> {
          body.at(13, 1).label("a").pe(0).isb();
          body.at(14, 1).pe(0).dsb(DsbOption.SY);
        },
        body -> body.at(15, 1).pe(2).isb()));

    assertThat(interleaved)
        .isEqualTo(new Step.Interleaved(
            AT,
            List.of(
                List.of(
                    new Step.Labelled(line(13), "a", new Step.SynchronizeContext(line(13), 0)),
                    new Step.Barrier(line(14), 0, DsbOption.SY)),
                List.of(new Step.SynchronizeContext(line(15), 2)))));
  }

  @Test
  void observersAreToldBeforeThePhaseBegins() {
    Heard heard = new Heard();
    ScenarioRun run = heard.run();

    run.given();
    run.at(12, 5).pe(0).isb();
    run.meanwhile("xen_4_8");
    run.at(12, 5)
        .sees(
            1,
            Accesses.of(AccessKind.READ, 0x1008),
            During.from("brk").to("make"),
            Claims.exactly(
                Claims.ok(0x3000),
                Claims.why(Claims.wild(), "freed", ""),
                Claims.fault(FaultKind.CONFLICT)));
    run.meanwhile();
    run.at(12, 5)
        .sees(
            1,
            AccessKind.WRITE,
            new Domain(0),
            0x1008,
            Claims.never(Claims.ok(0x3000)).after(Claims.ok(0x4000)));
    run.when();
    run.at(12, 5).pe(1).isb();
    run.then();
    run.at(12, 5).noViolation();
    run.when();
    run.at(12, 5).pe(2).isb();

    Expectation sees = new Expectation.AccessSees(
        AT,
        Scope.of(Set.of("xen_4_8")),
        1,
        GuestAccess.of(AccessKind.READ, 0x1008),
        OptionalInt.empty(),
        new Stretch(Optional.of("brk"), false, Optional.of("make")),
        true,
        List.of(
            LegalOutcome.of(OLD),
            new LegalOutcome(new OutcomeClaim.Wild(), "freed", ""),
            LegalOutcome.of(new OutcomeClaim.Fault(FaultKind.CONFLICT, OptionalInt.empty()))));
    Expectation never = new Expectation.NeverAfter(
        AT,
        Scope.ARCHITECTURE,
        1,
        GuestAccess.of(AccessKind.WRITE, 0x1008),
        OptionalInt.of(0),
        Stretch.ALL,
        OLD,
        NEW);
    assertThat(heard.all)
        .containsExactly(
            "given",
            new Step.SynchronizeContext(AT, 0),
            "phase",
            List.of(sees, never),
            "when",
            new Step.SynchronizeContext(AT, 1),
            "then",
            new Expectation.NoViolation(AT, Scope.ARCHITECTURE),
            "phase",
            List.of(),
            "when",
            new Step.SynchronizeContext(AT, 2));
  }

  @Test
  void observersLookDuringWhatIsSaid() {
    assertThat(During.before("brk").stretch())
        .isEqualTo(new Stretch(Optional.empty(), false, Optional.of("brk")));
    assertThat(During.from("brk").stretch())
        .isEqualTo(new Stretch(Optional.of("brk"), false, Optional.empty()));
    assertThat(During.after("brk").to("make").stretch())
        .isEqualTo(new Stretch(Optional.of("brk"), true, Optional.of("make")));
  }

  @Test
  void violationClaimsWhatIsSaidOfIt() {
    Heard heard = new Heard();
    heard
        .run()
        .at(12, 5)
        .violation(Claims.found(ViolationName.NO_BREAK).at("make").heldBy(1, 2).times(3));
    heard.run().at(12, 5).violation(ViolationName.LEAK, 2);

    assertThat(heard.all)
        .containsExactly(
            "then",
            new Expectation.ViolationIs(
                AT,
                Scope.ARCHITECTURE,
                ViolationName.NO_BREAK,
                OptionalLong.of(3),
                Optional.of("make"),
                List.of(1, 2)),
            "then",
            new Expectation.ViolationIs(
                AT, Scope.ARCHITECTURE, ViolationName.LEAK, OptionalLong.of(2)));
  }

  /** Keeps everything in order, each with a word in front. */
  private static final class Heard implements Hearer {
    private final List<Object> all = new ArrayList<>();

    ScenarioRun run() {
      return new ScenarioRun(
          this, VectorFacts.vector("0123456789abcdef", "title", AT, Platform.plain("arm")));
    }

    private void keep(String word, Object what) {
      all.add(word);
      all.add(what);
    }

    @Override
    public void given(Step step) {
      keep("given", step);
    }

    @Override
    public void beginPhase(List<Expectation> meanwhile) {
      keep("phase", meanwhile);
    }

    @Override
    public void when(Step step) {
      keep("when", step);
    }

    @Override
    public void then(Expectation expectation) {
      keep("then", expectation);
    }
  }

  private static Origin line(int line) {
    return new Origin("a.p2m", line, 1);
  }

  private static Step step(Consumer<Steps.Operation> call) {
    List<Step> steps = new ArrayList<>();
    call.accept(new Steps("a.p2m", steps::add).at(12, 5));
    assertThat(steps).hasSize(1);
    return steps.get(0);
  }
}
