package io.shatterproof.harness;

import static io.shatterproof.harness.TlbVectorBuilder.HERE;
import static io.shatterproof.harness.TlbVectorBuilder.IPA;
import static io.shatterproof.harness.TlbVectorBuilder.LEVEL2;
import static io.shatterproof.harness.TlbVectorBuilder.LEVEL3;
import static io.shatterproof.harness.TlbVectorBuilder.NEW;
import static io.shatterproof.harness.TlbVectorBuilder.OLD;
import static io.shatterproof.harness.TlbVectorBuilder.P;
import static io.shatterproof.harness.TlbVectorBuilder.Q;
import static io.shatterproof.harness.TlbVectorBuilder.page;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.bbm.Violation;
import io.shatterproof.explore.Independence;
import io.shatterproof.explore.Interleavings;
import io.shatterproof.explore.Order;
import io.shatterproof.machine.BareMachine;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.MemoryRange;
import io.shatterproof.vector.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders that are left out show nothing that the others do not show. */
class ReductionTest {
  private static final long SEED = 20260302;
  private static final int PROGRAMS = Integer.getInteger("property.reductions", 10);
  private static final long OTHER_TABLE = LEVEL3 + 0x1000;
  private static final List<TlbiOp> OPS = List.of(
      TlbiOp.VMALLE1IS,
      TlbiOp.VMALLS12E1IS,
      TlbiOp.IPAS2E1IS,
      TlbiOp.IPAS2LE1IS,
      TlbiOp.VMALLE1,
      TlbiOp.ALLE1IS);
  private static final List<DsbOption> BARRIERS =
      List.of(DsbOption.ISH, DsbOption.ISH, DsbOption.ISHST, DsbOption.NSH);
  private static final List<Long> WORDS = List.of(P, P, Q, Q, LEVEL2, OTHER_TABLE);
  private static final List<GuestAccess> ACCESSES = List.of(
      GuestAccess.of(AccessKind.READ, IPA),
      GuestAccess.of(AccessKind.FETCH, IPA),
      GuestAccess.of(AccessKind.READ, IPA + 0x1000));

  private static Step step(Random random, int pe) {
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> {
        long pa = WORDS.get(random.nextInt(WORDS.size()));
        yield new Step.StoreWord(HERE, pe, pa, value(random, pa), "");
      }
      case 4, 5 -> {
        TlbiOp op = OPS.get(random.nextInt(OPS.size()));
        long operand = op.name().startsWith("IPAS2") ? (IPA >>> 12) + random.nextInt(2) : 0;
        yield new Step.Invalidate(HERE, pe, op, operand, "");
      }
      case 6 -> new Step.SynchronizeContext(HERE, pe);
      default -> new Step.Barrier(HERE, pe, BARRIERS.get(random.nextInt(BARRIERS.size())));
    };
  }

  private static long value(Random random, long pa) {
    if (random.nextBoolean()) {
      return 0;
    }
    if (pa == LEVEL2) {
      return (random.nextBoolean() ? LEVEL3 : OTHER_TABLE) | 3;
    }
    return page(random.nextBoolean() ? OLD : NEW) | (random.nextInt(4) == 0 ? 1L << 52 : 0);
  }

  private static List<Step> body(Random random, int pe) {
    List<Step> body = new ArrayList<>();
    int length = 2 + random.nextInt(3);
    for (int i = 0; i < length; i++) {
      body.add(step(random, pe));
    }
    return body;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyOutcomeAndViolationOfRandomProgramsIsFound(boolean namesMatter) {
    Random random = new Random(SEED);
    long all = 0;
    long reduced = 0;
    for (int number = 0; number < PROGRAMS; number++) {
      List<List<Step>> bodies = new ArrayList<>(List.of(body(random, 0), body(random, 2)));
      if (random.nextInt(4) == 0) {
        bodies.add(body(random, 3).subList(0, 2));
      }
      Program program = new Program(bodies, namesMatter);
      Interleavings every = program.interleavings(Independence.NONE);
      Interleavings some = program.interleavings(program.independence);

      Map<String, Set<String>> expected = program.seenIn(every);
      assertThat(program.seenIn(some))
          .as("program %s of seed %s: %s", number, SEED, program)
          .isEqualTo(expected);
      all += every.states();
      reduced += some.states();
    }
    System.out.printf(
        "states of %d programs, names matter %s: %d, reduced %d%n",
        PROGRAMS, namesMatter, all, reduced);
    assertThat(reduced).isLessThan(all);
  }

  /** PE 1 is in the guest; the others do something at once. */
  private static final class Program {
    private final ConformanceVector vector = new TlbVectorBuilder(4).build();
    private final InterleavedSteps steps;
    private final Independence independence;
    private final boolean namesMatter;

    Program(List<List<Step>> bodies, boolean namesMatter) {
      this.namesMatter = namesMatter;
      this.steps =
          new InterleavedSteps(new Step.Interleaved(HERE, bodies), new StepText(vector.setup()));
      Script script = new Script();
      vector.given().forEach(script::given);
      script.beginPhase(List.of());
      this.independence = StepIndependence.of(vector.setup(), script, steps, () -> namesMatter);
    }

    Interleavings interleavings(Independence which) {
      return new Interleavings(steps.lengths(), which);
    }

    /** By how far each PE is: what can be seen there; and besides which rules were broken. */
    Map<String, Set<String>> seenIn(Interleavings interleavings) {
      Map<String, Set<String>> seen = new TreeMap<>();
      for (Optional<Order> order = interleavings.next();
          order.isPresent();
          order = interleavings.next()) {
        run(order.get(), seen);
      }
      return seen;
    }

    private void run(Order order, Map<String, Set<String>> seen) {
      BareMachine machine = new BareMachine(vector.setup().platform());
      for (MemoryRange range : vector.setup().memory()) {
        machine.provideMemory(range.pa(), range.sizeBytes());
      }
      vector.given().forEach(step -> apply(machine, step));
      machine.begin();
      int[] done = new int[steps.bodies().size()];
      List<String> took = new ArrayList<>();
      look(machine, done, seen);
      for (int body : order.bodies()) {
        apply(machine, steps.step(body, done[body]));
        took.add(body + "." + done[body]);
        done[body]++;
        look(machine, done, seen);
      }
      for (Violation violation : machine.violations()) {
        seen.computeIfAbsent("violations", key -> new TreeSet<>())
            .add((namesMatter ? violation.name().word() : "one") + " at "
                + took.get((int) violation.event()) + " held by " + violation.heldBy());
      }
    }

    private static void look(BareMachine machine, int[] done, Map<String, Set<String>> seen) {
      Set<String> here =
          seen.computeIfAbsent(java.util.Arrays.toString(done), key -> new TreeSet<>());
      for (int pe = 0; pe < 2; pe++) {
        for (GuestAccess access : ACCESSES) {
          Set<String> outcomes = new TreeSet<>();
          for (AccessReport report : machine.outcomes(pe, access)) {
            outcomes.add(report.outcome().toString());
          }
          here.add(pe + " " + access.kind() + " " + access.address() + " " + outcomes);
        }
      }
    }

    private static void apply(BareMachine machine, Step step) {
      if (step instanceof Step.StoreWord store) {
        machine.store(store.pe(), store.pa(), store.value(), false, false);
      } else if (step instanceof Step.Invalidate tlbi) {
        machine.tlbi(tlbi.pe(), tlbi.op(), tlbi.operand());
      } else if (step instanceof Step.Barrier dsb) {
        machine.dsb(dsb.pe(), dsb.option());
      } else if (step instanceof Step.SynchronizeContext isb) {
        machine.isb(isb.pe());
      } else if (step instanceof Step.WriteRegister write) {
        machine.write(write.pe(), write.register(), write.value());
      } else if (step instanceof Step.RunAt run) {
        machine.runAt(run.pe(), run.el());
      }
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      for (int body = 0; body < steps.bodies().size(); body++) {
        for (int i = 0; i < steps.bodies().get(body).size(); i++) {
          text.append("\n  ").append(steps.text(body, i));
        }
      }
      return text.toString();
    }
  }
}
