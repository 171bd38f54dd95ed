package io.shatterproof.harness.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.Cacheability;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.FaultStage;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.Tagging;
import io.shatterproof.arch.TransferRegister;
import io.shatterproof.vector.AttributeClaim;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.MemoryRange;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.RegisterClaim;
import io.shatterproof.vector.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What generated tests say of bare tables is exactly what the vector has. */
class BareTablesTest {
  private static final Origin AT = new Origin("a.p2m", 12, 5);

  @Test
  void memoryOfTheSetup() {
    VectorFacts facts = VectorFacts.vector("0123456789abcdef", "title", AT, Platform.plain("arm"))
        .memory(0x8000_0000L, 0x10_0000)
        .memory(0x9000_0000L, 0x1000);

    assertThat(facts.setup().memory())
        .containsExactly(
            new MemoryRange(0x8000_0000L, 0x10_0000), new MemoryRange(0x9000_0000L, 0x1000));
    assertThat(facts.setup().domains()).isEmpty();
  }

  @Test
  void stepsUnderBareTables() {
    assertThat(step(s -> s.storeWord(1, 0x8000_0008L, 0x7fd, "block B")))
        .isEqualTo(new Step.StoreWord(AT, 1, 0x8000_0008L, 0x7fd, "block B"));
    assertThat(step(s -> s.writeRegister(1, SystemRegister.HCR_EL2, 1)))
        .isEqualTo(new Step.WriteRegister(AT, 1, SystemRegister.HCR_EL2, 1));
    assertThat(step(s -> s.perform(1, Accesses.of(AccessKind.DC_ZVA, 0x1000))))
        .isEqualTo(new Step.Perform(AT, 1, GuestAccess.of(AccessKind.DC_ZVA, 0x1000)));
  }

  @Test
  void accessesDifferInWhatIsSaid() {
    assertThat(Accesses.of(AccessKind.READ, 0x1000)
            .from(0)
            .size(2)
            .register("w3 signed")
            .access())
        .isEqualTo(new GuestAccess(
            AccessKind.READ,
            0x1000,
            0,
            2,
            Optional.of(new TransferRegister(3, false, true, false))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Accesses.of(AccessKind.READ, 0).register("x31"))
        .withMessage("no register is called x31");
  }

  @Test
  void successClaimsWhatIsSaidOfIt() {
    Success success = Claims.ok(0x3000)
        .level(3)
        .memory(MemoryType.NORMAL)
        .inner("wb")
        .outer("wt_ra")
        .shareability(Shareability.OUTER)
        .xs(true)
        .tagging(Tagging.ALLOCATION_TAGGED)
        .noTagAccess(false)
        .register(SystemRegister.PAR_EL1, 0x3000)
        .register(SystemRegister.FAR_EL2, 1, 3);

    assertThat(success.legal())
        .isEqualTo(LegalOutcome.of(new OutcomeClaim.Ok(
            0x3000,
            OptionalInt.of(3),
            new AttributeClaim(
                Optional.of(MemoryType.NORMAL),
                Optional.of(
                    new AttributeClaim.CacheClaim(Cacheability.Policy.WB, Optional.empty())),
                Optional.of(new AttributeClaim.CacheClaim(
                    Cacheability.Policy.WT, Optional.of(Cacheability.WT_RA))),
                Optional.of(Shareability.OUTER),
                Optional.of(true),
                Optional.of(Tagging.ALLOCATION_TAGGED),
                Optional.of(false)),
            List.of(
                new RegisterClaim(SystemRegister.PAR_EL1, 0x3000, -1),
                new RegisterClaim(SystemRegister.FAR_EL2, 1, 3)))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Claims.ok(0).inner("writeback"))
        .withMessage("no cacheability is called writeback");
  }

  @Test
  void abortClaimsWhatIsSaidOfIt() {
    assertThat(Claims.fault(FaultKind.PERMISSION, 3)
            .onStage1Walk()
            .register(SystemRegister.HPFAR_EL2, 0x50_0000)
            .register(SystemRegister.ESR_EL2, 0x80, 0xc0)
            .legal())
        .isEqualTo(LegalOutcome.of(new OutcomeClaim.Fault(
            FaultKind.PERMISSION,
            OptionalInt.of(3),
            FaultStage.STAGE2_ON_STAGE1_WALK,
            List.of(
                new RegisterClaim(SystemRegister.HPFAR_EL2, 0x50_0000, -1),
                new RegisterClaim(SystemRegister.ESR_EL2, 0x80, 0xc0)))));
    assertThat(Claims.fault(FaultKind.ALIGNMENT).ofStage1().legal().outcome())
        .isEqualTo(new OutcomeClaim.Fault(
            FaultKind.ALIGNMENT, OptionalInt.empty(), FaultStage.STAGE1, List.of()));
  }

  @Test
  void setOfOutcomesKeepsReasons() {
    Claims.AccessClaim claim = Claims.constrained(
        Claims.ok(0x3000).level(1),
        Claims.why(Claims.fault(FaultKind.TRANSLATION, 1), "it may fault", "a book"));

    assertThat(claim.expectationClass()).isEqualTo(ExpectationClass.CONSTRAINED);
    assertThat(claim.outcomes())
        .containsExactly(
            LegalOutcome.of(new OutcomeClaim.Ok(0x3000, OptionalInt.of(1))),
            new LegalOutcome(
                new OutcomeClaim.Fault(FaultKind.TRANSLATION, OptionalInt.of(1)),
                "it may fault",
                "a book"));
  }

  private static Step step(Consumer<Steps.Operation> call) {
    List<Step> steps = new ArrayList<>();
    call.accept(new Steps("a.p2m", steps::add).at(12, 5));
    assertThat(steps).hasSize(1);
    return steps.get(0);
  }
}
