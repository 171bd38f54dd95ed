package io.shatterproof.compiler.bothways;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.FaultKind;
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
import io.shatterproof.vector.VectorSet;
import io.shatterproof.vector.json.VectorIdentity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Programs of TLB maintenance under bare tables, by hand and at random: a start table at level 1 and a
 * block of 1G in it. PEs 0 and 2 are at EL2, PE 1 is in the guest.
 */
final class TlbPrograms {
  private static final String FILE = "tlb.p2m";
  private static final long TABLE = 0x8000_0000L;
  private static final long GIB = 1L << 30;
  private static final long OLD = 4 * GIB;
  private static final long NEW = 5 * GIB;
  private static final long LEAF = 0x7fd; // a block, Write-Back, Inner Shareable, AF, RW
  private static final OutcomeClaim OK_OLD = new OutcomeClaim.Ok(OLD, OptionalInt.empty());
  private static final OutcomeClaim OK_NEW = new OutcomeClaim.Ok(NEW, OptionalInt.empty());
  private static final OutcomeClaim FAULT =
      new OutcomeClaim.Fault(FaultKind.TRANSLATION, OptionalInt.of(1));
  private static final OutcomeClaim CONFLICT =
      new OutcomeClaim.Fault(FaultKind.CONFLICT, OptionalInt.empty());
  private static final OutcomeClaim WILD = new OutcomeClaim.Wild();
  private static final List<OutcomeClaim> CLAIMS = List.of(OK_OLD, OK_NEW, FAULT, CONFLICT, WILD);

  private final SplittableRandom random;
  private final List<String> labels = new ArrayList<>();
  private int line = 1;

  private TlbPrograms(SplittableRandom random) {
    this.random = random;
  }

  /** Break, invalidation by IPA and by VMID, make: nobody sees anything that they should not. */
  static ConformanceVector right() {
    Scope all = Scope.ARCHITECTURE;
    List<Step> when = List.of(
        new Step.Labelled(at(20), "brk", store(21, 0, 0)),
        new Step.Barrier(at(22), 0, DsbOption.ISH),
        new Step.Invalidate(at(23), 0, TlbiOp.IPAS2E1IS, GIB >>> 12, "B"),
        new Step.Barrier(at(24), 0, DsbOption.ISH),
        new Step.Invalidate(at(25), 0, TlbiOp.VMALLE1IS, 0, ""),
        new Step.Barrier(at(26), 0, DsbOption.ISH),
        new Step.Labelled(at(27), "make", store(27, 0, NEW | LEAF)),
        new Step.Barrier(at(28), 0, DsbOption.ISH));
    List<Expectation> meanwhile = List.of(
        sees(30, new Stretch(Optional.empty(), false, Optional.of("brk")), true, OK_OLD),
        sees(31, new Stretch(Optional.of("brk"), false, Optional.of("make")), true, OK_OLD, FAULT),
        sees(32, new Stretch(Optional.of("make"), true, Optional.empty()), true, FAULT, OK_NEW),
        new Expectation.NeverAfter(
            at(33), all, 1, READ, OptionalInt.empty(), Stretch.ALL, OK_OLD, OK_NEW));
    return vector(
        "a block moves",
        12,
        List.of(new Phase(when, meanwhile, List.of(new Expectation.NoViolation(at(40), all)))));
  }

  private static final GuestAccess READ = GuestAccess.of(AccessKind.READ, GIB);

  /** Every step, label, stretch and claim that there is, whether it makes sense or not. */
  static ConformanceVector everything() {
    List<Step> first = List.of(
        new Step.StoreWord(at(50), 0, TABLE + 8, 0, "B", true, false),
        new Step.Labelled(at(51), "a", new Step.SynchronizeContext(at(51), 0)),
        new Step.Barrier(at(52), 0, DsbOption.ISHNXS));
    List<Step> second = List.of(
        new Step.Labelled(
            at(53), "b", new Step.StoreWord(at(54), 2, TABLE + 16, 0, "\"C\"", true, true)),
        new Step.CleanLine(at(55), 2, TABLE + 16, "C"));
    List<Step> when = new ArrayList<>(List.of(
        new Step.StoreWord(at(56), 0, TABLE + 16, OLD | LEAF, "", false, true),
        new Step.RunAt(at(57), 1, 2),
        new Step.WriteRegister(at(58), 1, SystemRegister.HCR_EL2, 0),
        new Step.Perform(at(59), 1, READ),
        new Step.Interleaved(at(60), List.of(first, second)),
        new Step.FreeTable(at(61), 0, TABLE + 0x1000, 0x1000, "T")));
    for (TlbiOp op : TlbiOp.values()) {
      boolean hasOperand = op.operand() != TlbiOp.Operand.NONE;
      when.add(new Step.Invalidate(at(62), 0, op, hasOperand ? 0x41_2345L : 0, op.word()));
    }
    when.add(new Step.Invalidate(at(63), 0, TlbiOp.IPAS2E1, 0, ""));
    for (DsbOption option : DsbOption.values()) {
      when.add(new Step.Barrier(at(64), 2, option));
    }
    List<Expectation> meanwhile = new ArrayList<>();
    for (Optional<String> from : List.of(Optional.<String>empty(), Optional.of("a"))) {
      for (Optional<String> to : List.of(Optional.<String>empty(), Optional.of("b"))) {
        meanwhile.add(sees(70, new Stretch(from, false, to), false, WILD));
        meanwhile.add(sees(71, new Stretch(from, from.isPresent(), to), true, CONFLICT, OK_NEW));
      }
    }
    Scope profile = Scope.of(Set.of("xen_4_8"));
    GuestAccess access = new GuestAccess(AccessKind.WRITE, 1, 0, 8, Optional.empty());
    meanwhile.add(new Expectation.AccessSees(
        at(72),
        profile,
        2,
        access,
        OptionalInt.empty(),
        Stretch.ALL,
        true,
        List.of(new LegalOutcome(WILD, "a \"reason\"", "a book"))));
    meanwhile.add(new Expectation.NeverAfter(
        at(73), profile, 2, access, OptionalInt.empty(), Stretch.ALL, WILD, FAULT));
    meanwhile.add(new Expectation.NeverAfter(
        at(74),
        Scope.ARCHITECTURE,
        1,
        READ,
        OptionalInt.empty(),
        new Stretch(Optional.of("a"), true, Optional.of("b")),
        OK_OLD,
        CONFLICT));
    List<Expectation> then = List.of(
        violation(80, OptionalLong.empty(), Optional.of("a"), List.of()),
        violation(81, OptionalLong.of(2), Optional.empty(), List.of(1)),
        violation(82, OptionalLong.of(0), Optional.of("b"), List.of(0, 1, 2)),
        violation(83, OptionalLong.of(1), Optional.empty(), List.of()));
    return vector("everything", 45, List.of(new Phase(when, meanwhile, then)));
  }

  /** Programs at random; most of what they expect is wrong. */
  static VectorSet random(long seed, int size) {
    TlbPrograms programs = new TlbPrograms(new SplittableRandom(seed));
    Map<String, ConformanceVector> byId = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      ConformanceVector vector = programs.next("random " + i);
      byId.putIfAbsent(vector.heading().id(), vector);
    }
    return new VectorSet("random", "test", List.of(), List.copyOf(byId.values()));
  }

  private ConformanceVector next(String title) {
    int place = line++;
    List<Phase> phases = new ArrayList<>();
    boolean interleaves = random.nextInt(3) == 0;
    for (int i = random.nextInt(2); i >= 0; i--) {
      labels.clear();
      List<Step> when = steps(0, 5);
      if (interleaves && i == 0) {
        when.add(new Step.Interleaved(next(), List.of(body(0), body(2))));
      }
      phases.add(new Phase(when, observers(), then()));
    }
    return vector(title, place, phases);
  }

  private List<Step> body(int pe) {
    List<Step> body = steps(pe, 2);
    body.add(new Step.Barrier(next(), pe, pick(DsbOption.values())));
    return body;
  }

  private List<Step> steps(int pe, int most) {
    List<Step> steps = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      Step step = step(pe);
      if (random.nextInt(3) == 0) {
        String label = "l" + labels.size();
        labels.add(label);
        step = new Step.Labelled(next(), label, step);
      }
      steps.add(step);
    }
    return steps;
  }

  private Step step(int pe) {
    Origin at = next();
    return switch (random.nextInt(7)) {
      case 0, 1 ->
        new Step.StoreWord(
            at,
            pe,
            TABLE + 8,
            List.of(0L, OLD | LEAF, NEW | LEAF).get(random.nextInt(3)),
            "B",
            random.nextBoolean(),
            random.nextBoolean());
      case 2, 3 -> new Step.Barrier(at, pe, pick(DsbOption.values()));
      case 4 -> new Step.SynchronizeContext(at, pe);
      case 5 -> new Step.CleanLine(at, pe, TABLE + 8, "B");
      default -> invalidate(at, pe);
    };
  }

  private Step invalidate(Origin at, int pe) {
    List<TlbiOp> ops = List.of(
        TlbiOp.ALLE1IS, TlbiOp.VMALLS12E1IS, TlbiOp.VMALLE1IS, TlbiOp.IPAS2E1IS, TlbiOp.IPAS2LE1);
    TlbiOp op = ops.get(random.nextInt(ops.size()));
    boolean hasOperand = op.operand() != TlbiOp.Operand.NONE;
    return new Step.Invalidate(at, pe, op, hasOperand ? GIB >>> 12 : 0, "");
  }

  private List<Expectation> observers() {
    List<Expectation> observers = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Stretch stretch = stretch();
      if (random.nextInt(3) == 0) {
        observers.add(new Expectation.NeverAfter(
            next(), Scope.ARCHITECTURE, 1, READ, OptionalInt.empty(), stretch, claim(), claim()));
      } else {
        Set<OutcomeClaim> claims = new LinkedHashSet<>(List.of(claim()));
        for (int more = random.nextInt(4); more > 0; more--) {
          claims.add(claim());
        }
        observers.add(
            sees(line++, stretch, random.nextBoolean(), claims.toArray(OutcomeClaim[]::new)));
      }
    }
    return observers;
  }

  private Stretch stretch() {
    Optional<String> from = label();
    return new Stretch(from, from.isPresent() && random.nextBoolean(), label());
  }

  private Optional<String> label() {
    return labels.isEmpty() || random.nextBoolean()
        ? Optional.empty()
        : Optional.of(labels.get(random.nextInt(labels.size())));
  }

  private OutcomeClaim claim() {
    return CLAIMS.get(random.nextInt(CLAIMS.size()));
  }

  private List<Expectation> then() {
    List<Expectation> then = new ArrayList<>();
    if (random.nextBoolean()) {
      then.add(new Expectation.NoViolation(next(), Scope.ARCHITECTURE));
    } else {
      then.add(new Expectation.ViolationIs(
          next(),
          Scope.ARCHITECTURE,
          random.nextBoolean() ? ViolationName.NO_BREAK : ViolationName.MISSING_VMALLE1,
          random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(1),
          label(),
          random.nextBoolean() ? List.of() : List.of(1)));
    }
    return then;
  }

  private <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private Origin next() {
    return at(line++);
  }

  private static Expectation violation(
      int line, OptionalLong times, Optional<String> label, List<Integer> heldBy) {
    return new Expectation.ViolationIs(
        at(line), Scope.ARCHITECTURE, ViolationName.NO_BREAK, times, label, heldBy);
  }

  private static Expectation sees(
      int line, Stretch stretch, boolean everyMember, OutcomeClaim... claims) {
    List<LegalOutcome> outcomes = new ArrayList<>();
    for (OutcomeClaim claim : claims) {
      outcomes.add(LegalOutcome.of(claim));
    }
    return new Expectation.AccessSees(
        at(line), Scope.ARCHITECTURE, 1, READ, OptionalInt.empty(), stretch, everyMember, outcomes);
  }

  private static Step store(int line, int pe, long value) {
    return new Step.StoreWord(at(line), pe, TABLE + 8, value, "block B");
  }

  private static Origin at(int line) {
    return new Origin(FILE, line, 5);
  }

  private static ConformanceVector vector(String title, int line, List<Phase> phases) {
    List<Step> given = new ArrayList<>(List.of(store(line, 0, OLD | LEAF)));
    for (int pe = 0; pe < 3; pe++) {
      long vttbr = 1L << 48 | TABLE;
      given.add(new Step.WriteRegister(at(line), pe, SystemRegister.VTTBR_EL2, vttbr));
      given.add(new Step.WriteRegister(at(line), pe, SystemRegister.VTCR_EL2, 0x8005_3559L));
      given.add(new Step.WriteRegister(at(line), pe, SystemRegister.HCR_EL2, 0x8000_0001L));
    }
    given.add(new Step.RunAt(at(line), 1, 1));
    Platform plain = Platform.plain("arm");
    Platform platform = new Platform(
        "arm", 3, plain.paBits(), plain.features(), plain.walker(), plain.iommu(), new TreeMap<>());
    Setup setup = new Setup(platform, List.of(), List.of(new MemoryRange(TABLE, 0x2000)));
    int checks = phases.stream()
        .mapToInt(phase -> phase.meanwhile().size() + phase.then().size())
        .sum();
    String id = VectorIdentity.identify(
        new ConformanceVector(heading("", title, line, checks), setup, given, phases));
    return new ConformanceVector(heading(id, title, line, checks), setup, given, phases);
  }

  private static Heading heading(String id, String title, int line, int checks) {
    return new Heading(
        id,
        List.of(),
        title,
        title,
        List.of(),
        "",
        "",
        new Origin(FILE, line, 1),
        Needs.of(Set.of(), Set.of(Capability.REGIME, Capability.TLB)),
        new TreeSet<>(),
        List.of(),
        List.of(),
        checks);
  }
}
