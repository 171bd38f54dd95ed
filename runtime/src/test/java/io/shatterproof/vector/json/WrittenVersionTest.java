package io.shatterproof.vector.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.EventKind;
import io.shatterproof.event.ViolationName;
import io.shatterproof.spi.Capability;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.EventMatching;
import io.shatterproof.vector.EventPattern;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.ExpectedFailure;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.Needs;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import io.shatterproof.vector.Stretch;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The header says the version that the lines need, so that files of 1.2 stay as they are, and who
 * reads 1.2 is warned of files of 1.3.
 */
class WrittenVersionTest {
  private static final Origin AT = new Origin(Vectors.FILE, 9, 9);
  private static final GuestAccess READ = GuestAccess.of(AccessKind.READ, 0);
  private static final Map<String, ConformanceVector> NEW = new LinkedHashMap<>();

  static {
    OutcomeClaim conflict = new OutcomeClaim.Fault(FaultKind.CONFLICT, OptionalInt.empty());
    put("a label", List.of(new Step.Labelled(AT, "a", limit())), List.of(), List.of());
    put(
        "interleaved PEs",
        List.of(new Step.Interleaved(
            AT, List.of(List.of(new Step.Leave(AT, 0)), List.of(new Step.Leave(AT, 1))))),
        List.of(),
        List.of());
    put(
        "an observer",
        List.of(),
        List.of(sees(new OutcomeClaim.Ok(0, OptionalInt.empty()))),
        List.of());
    put(
        "an observer of pairs",
        List.of(),
        List.of(new Expectation.NeverAfter(
            AT,
            Scope.ARCHITECTURE,
            1,
            READ,
            OptionalInt.of(0),
            Stretch.ALL,
            new OutcomeClaim.Ok(0, OptionalInt.empty()),
            new OutcomeClaim.Ok(1, OptionalInt.empty()))),
        List.of());
    put("a conflict", List.of(), List.of(), List.of(access(conflict)));
    put("what is wild", List.of(), List.of(), List.of(access(new OutcomeClaim.Wild())));
    put(
        "holders",
        List.of(),
        List.of(),
        List.of(new Expectation.ViolationIs(
            AT,
            Scope.ARCHITECTURE,
            ViolationName.NO_BREAK,
            OptionalLong.empty(),
            Optional.empty(),
            List.of(1))));
    put(
        "TLB maintenance by VA",
        List.of(),
        List.of(),
        List.of(event(new EventPattern.Invalidated(TlbiOp.VAE1IS, 0, OptionalLong.empty()))));
    put(
        "a DSB nXS",
        List.of(),
        List.of(),
        List.of(event(new EventPattern.Synchronized(DsbOption.SYNXS))));
    NEW.put("the capability tlb", needingTlb(Vectors.replacePage()));
  }

  static Set<String> names() {
    return NEW.keySet();
  }

  @Test
  void whatNeedsNothingNewIsWrittenAsBefore() {
    assertThat(version(Vectors.replacePage())).isEqualTo("1.2");
    assertThat(version(Vectors.everyOperation())).isEqualTo("1.2");
    assertThat(version(Vectors.everythingBare())).isEqualTo("1.2");
    assertThat(version(Vectors.replacePage(), Vectors.everythingOfTlbs())).isEqualTo("1.3");
    assertThat(version(Vectors.everythingOfTlbs(), Vectors.everyLaterOperation()))
        .isEqualTo("1.4");
    assertThat(version(Vectors.everyLaterOperation(), Vectors.everyLaterExpectation()))
        .isEqualTo("1.5");
  }

  static List<Expectation> laterExpectations() {
    EventPattern.OfEvent isb = new EventPattern.OfKind(EventKind.ISB);
    return List.of(
        new Expectation.NoEvent(AT, Scope.ARCHITECTURE, isb),
        event(new EventPattern.AnyInvalidation(0)),
        event(new EventPattern.Covering(0, 0x1000, 1)),
        event(new EventPattern.Synchronized(DsbOption.ISH, true)),
        event(new EventPattern.Either(List.of(List.of(isb), List.of(isb, isb)))),
        event(new EventPattern.Repeated(isb, 1, OptionalInt.empty())));
  }

  @ParameterizedTest
  @MethodSource("laterExpectations")
  void whatCameWithVersionOneFiveIsRefusedAsOneFour(Expectation expectation) {
    Phase phase = new Phase(List.of(), List.of(expectation));
    assertIsOfVersionOneFive(RandomVectors.withId(new ConformanceVector(
        Vectors.heading(), Vectors.setup("guest"), List.of(), List.of(phase))));
  }

  @Test
  void whatIsWaivedAndWhatIsExpectedToFailCameWithVersionOneFive() {
    ConformanceVector plain = Vectors.replacePage();
    ExpectedFailure failure = new ExpectedFailure(AT, Scope.ARCHITECTURE, "x");
    assertIsOfVersionOneFive(saying(plain, List.of(ViolationName.LEAK), Optional.empty()));
    assertIsOfVersionOneFive(saying(plain, List.of(), Optional.of(failure)));
  }

  private static ConformanceVector saying(
      ConformanceVector vector, List<ViolationName> waived, Optional<ExpectedFailure> failure) {
    Heading heading = vector.heading();
    Heading saying = new Heading(
        heading.id(),
        heading.was(),
        heading.title(),
        heading.scenario(),
        heading.tags(),
        heading.why(),
        heading.source(),
        heading.origin(),
        heading.needs(),
        heading.profiles(),
        heading.knownFailures(),
        waived,
        failure,
        heading.kills(),
        heading.checks());
    return RandomVectors.withId(
        new ConformanceVector(saying, vector.setup(), vector.given(), vector.phases()));
  }

  private static void assertIsOfVersionOneFive(ConformanceVector vector) {
    byte[] older = new String(MalformedSamples.good(vector), StandardCharsets.UTF_8)
        .replace("\"version\":\"1.5\"", "\"version\":\"1.4\"")
        .getBytes(StandardCharsets.UTF_8);

    VectorFormatException refusal = catchThrowableOfType(
        VectorFormatException.class,
        () ->
            VectorReader.readAll(new ByteArrayInputStream(older), "set.p2mv", ReadLimits.DEFAULT));

    assertThat(version(vector)).isEqualTo("1.5");
    assertThat(refusal.fault()).isIn(FormatFault.UNKNOWN_MEMBER, FormatFault.UNKNOWN_WORD);
    assertThat(refusal.reason()).endsWith("is of version 1.5, and the header says 1.4");
  }

  static List<Step> laterSteps() {
    OptionalLong unclaimed = OptionalLong.empty();
    return List.of(
        new Step.Unpause(AT, 0, 0),
        new Step.ResizePool(AT, 0, 0, 0, 0, unclaimed),
        new Step.SetWay(AT, 0, 0),
        new Step.SwitchCaches(AT, 0, 0, false),
        new Step.Enter(AT, 0, 0, OptionalInt.of(0)),
        new Step.Clean(AT, 0, 0, 0, 4096, 1, 0, unclaimed),
        new Step.Clean(AT, 0, 0, 0, 4096, 0, 1, unclaimed),
        new Step.Teardown(AT, 0, 0, 1, unclaimed),
        new Step.Teardown(AT, 0, 0, 0, OptionalLong.of(0)));
  }

  @ParameterizedTest
  @MethodSource("laterSteps")
  void whatCameWithVersionOneFourIsRefusedAsOneThree(Step step) {
    assertIsOfVersionOneFour(withStep(Vectors.setup("guest"), step));
  }

  @Test
  void domainThatAStepCreatesCameWithVersionOneFour() {
    Setup guest = Vectors.setup("guest");
    Setup later = new Setup(guest.platform(), guest.domains(), List.of(), Set.of(0));

    assertIsOfVersionOneFour(withStep(later, new Step.Create(AT, 0, 0, OptionalLong.empty())));
  }

  @Test
  void whetherAVirtualCpuWaitsForItsMonitorCameWithVersionOneFour() {
    ConformanceVector whole = Vectors.replacePage();
    Phase phase = new Phase(List.of(), List.of(event(new EventPattern.Monitored(true))));

    assertIsOfVersionOneFour(RandomVectors.withId(
        new ConformanceVector(whole.heading(), Vectors.setup("guest"), List.of(), List.of(phase))));
  }

  private static ConformanceVector withStep(Setup setup, Step step) {
    ConformanceVector whole = Vectors.replacePage();
    Phase phase = new Phase(List.of(step), List.of());
    return RandomVectors.withId(
        new ConformanceVector(whole.heading(), setup, List.of(), List.of(phase)));
  }

  private static void assertIsOfVersionOneFour(ConformanceVector vector) {
    byte[] older = new String(MalformedSamples.good(vector), StandardCharsets.UTF_8)
        .replace("\"version\":\"1.4\"", "\"version\":\"1.3\"")
        .getBytes(StandardCharsets.UTF_8);

    VectorFormatException refusal = catchThrowableOfType(
        VectorFormatException.class,
        () ->
            VectorReader.readAll(new ByteArrayInputStream(older), "set.p2mv", ReadLimits.DEFAULT));

    assertThat(version(vector)).isEqualTo("1.4");
    assertThat(refusal.fault()).isIn(FormatFault.UNKNOWN_MEMBER, FormatFault.UNKNOWN_WORD);
    assertThat(refusal.reason()).endsWith("is of version 1.4, and the header says 1.3");
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatIsNewIsWrittenAsVersionOneThreeAndRefusedAsOlder(String name) throws Exception {
    ConformanceVector vector = Objects.requireNonNull(NEW.get(name));
    byte[] file = MalformedSamples.good(vector);

    assertThat(version(vector)).isEqualTo("1.3");
    assertThat(VectorReader.readAll(new ByteArrayInputStream(file), "set.p2mv", ReadLimits.DEFAULT)
            .vectors())
        .containsExactly(vector);

    byte[] older = new String(file, StandardCharsets.UTF_8)
        .replace("\"version\":\"1.3\"", "\"version\":\"1.2\"")
        .getBytes(StandardCharsets.UTF_8);
    VectorFormatException refusal = catchThrowableOfType(
        VectorFormatException.class,
        () ->
            VectorReader.readAll(new ByteArrayInputStream(older), "set.p2mv", ReadLimits.DEFAULT));
    assertThat(refusal.fault()).isIn(FormatFault.UNKNOWN_MEMBER, FormatFault.UNKNOWN_WORD);
    assertThat(refusal.reason()).endsWith("is of version 1.3, and the header says 1.2");
  }

  private static void put(
      String name, List<Step> when, List<Expectation> meanwhile, List<Expectation> then) {
    Setup setup = Vectors.setup("guest");
    NEW.put(
        name,
        RandomVectors.withId(new ConformanceVector(
            Vectors.heading(), setup, List.of(), List.of(new Phase(when, meanwhile, then)))));
  }

  private static Step limit() {
    return new Step.LimitTables(AT, 1);
  }

  private static Expectation sees(OutcomeClaim claim) {
    return new Expectation.AccessSees(
        AT,
        Scope.ARCHITECTURE,
        1,
        READ,
        OptionalInt.of(0),
        Stretch.ALL,
        false,
        List.of(LegalOutcome.of(claim)));
  }

  private static Expectation access(OutcomeClaim claim) {
    return new Expectation.AccessHas(
        AT,
        Scope.ARCHITECTURE,
        1,
        READ,
        OptionalInt.of(0),
        ExpectationClass.MUST,
        List.of(LegalOutcome.of(claim)));
  }

  private static Expectation event(EventPattern pattern) {
    return new Expectation.EventsAre(
        AT, Scope.ARCHITECTURE, true, EventMatching.INCLUDE, List.of(pattern));
  }

  private static ConformanceVector needingTlb(ConformanceVector vector) {
    Heading heading = vector.heading();
    Heading needing = new Heading(
        heading.id(),
        heading.was(),
        heading.title(),
        heading.scenario(),
        heading.tags(),
        heading.why(),
        heading.source(),
        heading.origin(),
        Needs.of(Set.of(), Set.of(Capability.P2M, Capability.TLB)),
        heading.profiles(),
        heading.knownFailures(),
        heading.kills(),
        heading.checks());
    return new ConformanceVector(needing, vector.setup(), vector.given(), vector.phases());
  }

  private static String version(ConformanceVector... vectors) {
    String file = new String(MalformedSamples.good(vectors), StandardCharsets.UTF_8);
    String before = "\"version\":\"";
    return file.substring(file.indexOf(before) + before.length()).split("\"", 2)[0];
  }
}
