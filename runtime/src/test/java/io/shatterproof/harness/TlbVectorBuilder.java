package io.shatterproof.harness;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.FaultStage;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.ViolationName;
import io.shatterproof.spi.Capability;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.MemoryRange;
import io.shatterproof.vector.Needs;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import io.shatterproof.vector.Stretch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Builds vectors of TLB maintenance: a start table at level 1, a table of level 2 and one of level 3
 * with the page P at IPA 1G; PE 0 at EL2, PE 1 in the guest, as is every further PE that is asked
 * for.
 */
final class TlbVectorBuilder {
  static final Origin HERE = new Origin("tlb.p2m", 7, 3);
  static final long ROOT = 0x8000_0000L;
  static final long LEVEL2 = 0x8000_1000L;
  static final long LEVEL3 = 0x8000_2000L;
  static final long P = LEVEL3;
  static final long Q = LEVEL3 + 8;
  static final long IPA = 1L << 30;
  static final long OLD = 0x9000_0000L;
  static final long NEW = 0xa000_0000L;
  static final OutcomeClaim FAULT = new OutcomeClaim.Fault(
      FaultKind.TRANSLATION, OptionalInt.of(3), FaultStage.STAGE2, List.of());
  static final OutcomeClaim CONFLICT =
      new OutcomeClaim.Fault(FaultKind.CONFLICT, OptionalInt.empty(), FaultStage.STAGE2, List.of());

  private static final long ATTRIBUTES = 0x7ff; // a page, Write-Back, Inner Shareable, AF, RW
  private static final long VTCR = 0x8002_3559L; // 39 bits of IPA from level 1, 40 bits of PA
  private static final long HCR = 1L | 1L << 31; // VM, RW

  private final List<Step> given = new ArrayList<>();
  private final List<Phase> phases = new ArrayList<>();
  private final List<Expectation> meanwhile = new ArrayList<>();
  private final List<Step> when = new ArrayList<>();
  private final List<Expectation> then = new ArrayList<>();
  private Set<Capability> needs = Set.of(Capability.REGIME, Capability.TLB);
  private Platform.Coherence walker = Platform.Coherence.COHERENT;
  private final int pes;

  TlbVectorBuilder() {
    this(2);
  }

  TlbVectorBuilder(int pes) {
    this.pes = pes;
    for (int pe = 0; pe < pes; pe++) {
      given.add(new Step.WriteRegister(HERE, pe, SystemRegister.VTTBR_EL2, 1L << 48 | ROOT));
      given.add(new Step.WriteRegister(HERE, pe, SystemRegister.VTCR_EL2, VTCR));
      given.add(new Step.WriteRegister(HERE, pe, SystemRegister.HCR_EL2, HCR));
    }
    given.add(new Step.StoreWord(HERE, 0, ROOT + 8, LEVEL2 | 3, "table"));
    given.add(new Step.StoreWord(HERE, 0, LEVEL2, LEVEL3 | 3, "table"));
    given.add(new Step.StoreWord(HERE, 0, P, page(OLD), "page P"));
    given.add(new Step.StoreWord(HERE, 0, Q, page(OLD + 0x1000), "page Q"));
    given.add(new Step.RunAt(HERE, 1, 1));
  }

  static long page(long pa) {
    return pa | ATTRIBUTES;
  }

  TlbVectorBuilder given(Step... steps) {
    given.addAll(Arrays.asList(steps));
    return this;
  }

  TlbVectorBuilder when(Step... steps) {
    when.addAll(Arrays.asList(steps));
    return this;
  }

  TlbVectorBuilder atOnce(List<Step> one, List<Step> other) {
    return when(new Step.Interleaved(HERE, List.of(one, other)));
  }

  TlbVectorBuilder meanwhile(Expectation... expectations) {
    meanwhile.addAll(Arrays.asList(expectations));
    return this;
  }

  TlbVectorBuilder then(Expectation... expectations) {
    then.addAll(Arrays.asList(expectations));
    return this;
  }

  /** What was said since the last call is a phase. */
  TlbVectorBuilder phase() {
    phases.add(new Phase(when, meanwhile, then));
    when.clear();
    meanwhile.clear();
    then.clear();
    return this;
  }

  TlbVectorBuilder needs(Capability... capabilities) {
    needs = Set.of(capabilities);
    return this;
  }

  TlbVectorBuilder noncoherentWalker() {
    walker = Platform.Coherence.NONCOHERENT;
    return this;
  }

  ConformanceVector build() {
    phase();
    int checks = phases.stream()
        .mapToInt(phase -> phase.meanwhile().size() + phase.then().size())
        .sum();
    Heading heading = new Heading(
        "0123456789abcdef",
        List.of(),
        "title",
        "title",
        List.of(),
        "",
        "",
        HERE,
        Needs.of(Set.of(), needs),
        new TreeSet<>(),
        List.of(),
        List.of(),
        checks);
    Platform plain = Platform.plain("arm");
    Platform platform = new Platform(
        "arm",
        pes,
        plain.paBits(),
        plain.features(),
        walker,
        plain.iommu(),
        new TreeMap<>(Map.of()));
    return new ConformanceVector(
        heading,
        new Setup(platform, List.of(), List.of(new MemoryRange(ROOT, 0x4000))),
        given,
        phases);
  }

  static Step store(int pe, long pa, long value) {
    String name = pa == P ? "page P" : pa == Q ? "page Q" : "";
    return new Step.StoreWord(HERE, pe, pa, value, name);
  }

  static Step tlbi(int pe, TlbiOp op) {
    return new Step.Invalidate(HERE, pe, op, 0, "");
  }

  /** By the IPA of P. */
  static Step tlbiP(int pe, TlbiOp op) {
    return new Step.Invalidate(HERE, pe, op, IPA >>> 12, "P");
  }

  static Step dsb(int pe, DsbOption option) {
    return new Step.Barrier(HERE, pe, option);
  }

  static Step isb(int pe) {
    return new Step.SynchronizeContext(HERE, pe);
  }

  static Step label(String label, Step step) {
    return new Step.Labelled(HERE, label, step);
  }

  static Stretch before(String label) {
    return new Stretch(Optional.empty(), false, Optional.of(label));
  }

  static Stretch since(String label) {
    return new Stretch(Optional.of(label), false, Optional.empty());
  }

  static Stretch since(String label, String to) {
    return new Stretch(Optional.of(label), false, Optional.of(to));
  }

  static Stretch after(String label) {
    return new Stretch(Optional.of(label), true, Optional.empty());
  }

  /** PE 1 reads P and sees each of these and nothing else. */
  static Expectation sees(Stretch stretch, OutcomeClaim... claims) {
    return sees(stretch, true, claims);
  }

  static Expectation sees(Stretch stretch, boolean everyMember, OutcomeClaim... claims) {
    return new Expectation.AccessSees(
        HERE,
        Scope.ARCHITECTURE,
        1,
        read(),
        OptionalInt.empty(),
        stretch,
        everyMember,
        Arrays.stream(claims).map(LegalOutcome::of).toList());
  }

  static Expectation never(OutcomeClaim never, OutcomeClaim after) {
    return new Expectation.NeverAfter(
        HERE, Scope.ARCHITECTURE, 1, read(), OptionalInt.empty(), Stretch.ALL, never, after);
  }

  static Expectation violation(ViolationName name) {
    return new Expectation.ViolationIs(HERE, Scope.ARCHITECTURE, name, OptionalLong.empty());
  }

  static Expectation violation(ViolationName name, String label, Integer... heldBy) {
    return new Expectation.ViolationIs(
        HERE, Scope.ARCHITECTURE, name, OptionalLong.empty(), Optional.of(label), List.of(heldBy));
  }

  static Expectation noViolation() {
    return new Expectation.NoViolation(HERE, Scope.ARCHITECTURE);
  }

  static GuestAccess read() {
    return GuestAccess.of(AccessKind.READ, IPA + 8);
  }

  static OutcomeClaim ok(long pa) {
    return new OutcomeClaim.Ok(pa, OptionalInt.empty());
  }
}
