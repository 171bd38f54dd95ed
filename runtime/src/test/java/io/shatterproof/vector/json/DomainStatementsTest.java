package io.shatterproof.vector.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.FaultStage;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TransferRegister;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.vector.AttributeClaim;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.RegisterClaim;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Step;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What version 1.5 added about domains: its spelling, and that 1.4 does not have it. */
class DomainStatementsTest {
  private static final Origin AT = new Origin(Vectors.FILE, 9, 9);
  private static final MappingAttributes RAM = MappingAttributes.of(P2mType.RAM_RW);
  private static final GuestAccess READ = GuestAccess.of(AccessKind.READ, 0x1000);
  private static final OutcomeClaim SOMEWHERE =
      new OutcomeClaim.Ok(OptionalLong.empty(), OptionalInt.of(3), AttributeClaim.NONE, List.of());

  /** By its spelling, without where it stands. */
  private static final Map<String, Phase> NEW = new LinkedHashMap<>();

  static {
    step(
        "\"ipa\":\"0x1000\",\"size\":\"0x2000\",\"pa\":\"0x5000\",\"perm\":\"rwx\",\"memattr\":15,"
            + "\"sh\":\"inner\",\"type\":\"ram_rw\",\"access\":\"rx\",\"returns\":0}",
        new Step.Map(
            AT, 0, 0, 0x1000, 0x2000, 0x5000, RAM, Optional.of(P2mAccess.RX), OptionalLong.of(0)));
    step(
        "{\"step\":\"populate\",AT,\"pe\":0,\"domain\":\"guest\",\"ipa\":\"0x1000\","
            + "\"size\":\"0x2000\",\"perm\":\"rwx\",\"memattr\":15,\"sh\":\"inner\","
            + "\"type\":\"ram_rw\"}",
        new Step.Populate(AT, 0, 0, 0x1000, 0x2000, RAM, OptionalLong.empty()));
    step(
        "{\"step\":\"invalidate_root\",AT,\"pe\":0,\"domain\":\"guest\"}",
        new Step.InvalidateRoot(AT, 0, 0));
    step(
        "{\"step\":\"resolve\",AT,\"pe\":0,\"domain\":\"guest\",\"ipa\":\"0x1000\","
            + "\"resolved\":false}",
        new Step.Resolve(AT, 0, 0, 0x1000, Optional.of(false)));
    expectation(
        "\"ipa\":\"0x1000\",\"pa\":\"somewhere\"}",
        new Expectation.LookupIs(
            AT,
            Scope.ARCHITECTURE,
            0,
            0x1000,
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    expectation(
        "{\"expect\":\"stored\",AT,\"for\":[\"xen_4_8\"],\"domain\":\"guest\",\"level\":3,"
            + "\"ipa\":\"0x1000\",\"value\":\"0x3\",\"mask\":\"0x7\"}",
        new Expectation.StoredIs(AT, Scope.of(Set.of("xen_4_8")), 0, 3, 0x1000, 3, 7));
    expectation("[{\"ok\":\"somewhere\",\"level\":3}]", access(READ, SOMEWHERE));
    expectation(
        "\"kind\":\"atomic\",\"domain\":\"guest\",\"ipa\":\"0x1000\",\"outcomes\"",
        access(GuestAccess.of(AccessKind.ATOMIC, 0x1000), ok(AttributeClaim.NONE)));
    expectation(
        "\"kind\":\"write\",\"domain\":\"guest\",\"ipa\":\"0x1000\",\"el\":0,\"size\":4,"
            + "\"register\":\"w1\"",
        access(
            new GuestAccess(AccessKind.WRITE, 0x1000, 0, 4, TransferRegister.parse("w1")),
            ok(AttributeClaim.NONE)));
    expectation(
        "\"kind\":\"at_s12e0w\",\"domain\":\"guest\",\"ipa\":\"0x1000\",\"el\":2,",
        access(GuestAccess.of(AccessKind.AT_S12E0W, 0x1000).from(2), ok(AttributeClaim.NONE)));
    expectation(
        "\"no_tag_access\":true",
        access(
            READ,
            ok(new AttributeClaim(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(true)))));
    expectation(
        "[{\"fault\":\"alignment\",\"stage\":\"stage1\"}]",
        access(READ, fault(FaultKind.ALIGNMENT, FaultStage.STAGE1)));
    expectation(
        "\"registers\":[{\"register\":\"far_el2\",\"value\":\"0x1000\"}]",
        access(
            READ,
            fault(
                FaultKind.TRANSLATION,
                FaultStage.STAGE2,
                new RegisterClaim(SystemRegister.FAR_EL2, 0x1000, RegisterClaim.WHOLE))));
  }

  static Set<String> spellings() {
    return NEW.keySet();
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void whatIsNewIsSpeltAsDocumentedAndNothingOfVersionOneFour(String spelling) throws Exception {
    ConformanceVector whole = Vectors.replacePage();
    ConformanceVector vector = RandomVectors.withId(new ConformanceVector(
        whole.heading(),
        Vectors.setup("guest"),
        List.of(),
        List.of(Objects.requireNonNull(NEW.get(spelling)))));
    byte[] file = MalformedSamples.good(vector);

    assertThat(new String(file, StandardCharsets.UTF_8))
        .contains("\"version\":\"1.5\"")
        .contains(spelling.replace("AT", "\"at\":\"9:9\""));
    assertThat(read(file)).containsExactly(vector);

    byte[] older = new String(file, StandardCharsets.UTF_8)
        .replace("\"version\":\"1.5\"", "\"version\":\"1.4\"")
        .getBytes(StandardCharsets.UTF_8);
    VectorFormatException refusal =
        catchThrowableOfType(VectorFormatException.class, () -> read(older));
    assertThat(refusal.fault()).isIn(FormatFault.UNKNOWN_MEMBER, FormatFault.UNKNOWN_WORD);
    assertThat(refusal.reason()).endsWith("is of version 1.5, and the header says 1.4");
  }

  private static List<ConformanceVector> read(byte[] file) throws Exception {
    return VectorReader.readAll(new ByteArrayInputStream(file), "set.p2mv", ReadLimits.DEFAULT)
        .vectors();
  }

  private static void step(String spelling, Step step) {
    NEW.put(spelling, new Phase(List.of(step), List.of()));
  }

  private static void expectation(String spelling, Expectation expectation) {
    NEW.put(spelling, new Phase(List.of(), List.of(expectation)));
  }

  private static Expectation access(GuestAccess access, OutcomeClaim claim) {
    return new Expectation.AccessHas(
        AT,
        Scope.ARCHITECTURE,
        1,
        access,
        OptionalInt.of(0),
        ExpectationClass.MUST,
        List.of(LegalOutcome.of(claim)));
  }

  private static OutcomeClaim ok(AttributeClaim attributes) {
    return new OutcomeClaim.Ok(0x5000, OptionalInt.empty(), attributes, List.of());
  }

  private static OutcomeClaim fault(FaultKind kind, FaultStage stage, RegisterClaim... claims) {
    return new OutcomeClaim.Fault(kind, OptionalInt.empty(), stage, List.of(claims));
  }
}
