package io.shatterproof.harness;

import static io.shatterproof.harness.VectorBuilder.GIB;
import static io.shatterproof.harness.VectorBuilder.HERE;
import static io.shatterproof.harness.VectorBuilder.abort;
import static io.shatterproof.harness.VectorBuilder.hole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Guest accesses come from guests: PE 0 operates, PE 1 runs the guest from the start. */
class GuestPesTest {

  @Test
  void peThatOperatesIsInNoGuestUntilItEntersOne() {
    assertThat(run(accessFrom(0)).reason()).isEqualTo("PE 0 is not in the guest of domain guest");
    assertThat(run(accessFrom(0).when(new Step.Enter(HERE, 0, 0))).verdict())
        .isEqualTo(Verdict.AGREE);
  }

  @Test
  void peThatLeftIsInNoGuest() {
    VectorBuilder left = accessFrom(1).when(new Step.Leave(HERE, 1));

    assertThat(run(left).verdict()).isEqualTo(Verdict.COULD_NOT_JUDGE);
    assertThat(run(left).reason()).isEqualTo("PE 1 is not in the guest of domain guest");
    assertThat(run(left.when(new Step.Enter(HERE, 1, 0))).verdict()).isEqualTo(Verdict.AGREE);
  }

  @Test
  void abortOfAPeOutsideTheGuestCannotBeJudged() {
    Step.Abort outside = abort(0, AccessKind.READ, Optional.empty(), Optional.empty());

    Result result = run(new VectorBuilder().when(outside).then(hole()));

    assertThat(result.reason()).isEqualTo("PE 0 is not in the guest of domain guest");
  }

  @Test
  void leavingWithoutBeingInAGuestCannotBeJudged() {
    VectorBuilder operating = new VectorBuilder().when(new Step.Leave(HERE, 0)).then(hole());
    VectorBuilder twice = new VectorBuilder()
        .when(new Step.Leave(HERE, 1), new Step.Leave(HERE, 1))
        .then(hole());

    assertThat(run(operating).reason()).isEqualTo("PE 0 leaves, but is in no guest");
    assertThat(run(twice).reason()).isEqualTo("PE 1 leaves, but is in no guest");
  }

  @Test
  void peThatEntersAnotherGuestIsNoLongerInItsFirst() {
    GuestPes pes = new GuestPes(new Setup(
        Platform.plain("arm"), List.of(domain("first", List.of(1)), domain("second", List.of()))));

    pes.enter(1, 1);

    pes.requireIn(1, 1);
    assertMalformed(() -> pes.requireIn(1, 0), "PE 1 is not in the guest of domain first");
  }

  @Test
  void guestOfADomainThatIsBeingDestroyedRunsNoMore() {
    Step.Relinquish relinquish = new Step.Relinquish(HERE, 0, 0, 0, OptionalLong.empty());
    String reason = "the guest of domain guest runs no more: it is being destroyed";

    assertThat(run(accessFrom(1).when(relinquish)).reason()).isEqualTo(reason);
    assertThat(
            run(accessFrom(1).when(relinquish).when(new Step.Enter(HERE, 1, 0))).reason())
        .isEqualTo(reason);
  }

  private static void assertMalformed(ThrowingCallable call, String reason) {
    assertThatExceptionOfType(MalformedVectorException.class).isThrownBy(call).withMessage(reason);
  }

  private static DomainConfig domain(String name, List<Integer> runsOn) {
    return new DomainConfig(
        name,
        "blocks",
        new Stage2Geometry(Granule.SIZE_4K, 39, 1, 1, 48),
        0,
        runsOn,
        false,
        OptionalInt.empty(),
        P2mAccess.RWX);
  }

  private static VectorBuilder accessFrom(int pe) {
    return new VectorBuilder()
        .then(new Expectation.AccessHas(
            HERE,
            Scope.ARCHITECTURE,
            pe,
            AccessKind.READ,
            0,
            GIB,
            ExpectationClass.MUST,
            List.of(LegalOutcome.of(
                new OutcomeClaim.Fault(FaultKind.TRANSLATION, OptionalInt.empty())))));
  }

  private static Result run(VectorBuilder vector) {
    return new VectorRunner(new ScriptedP2m(), Duration.ofSeconds(20))
        .run(vector.build())
        .get(0);
  }
}
