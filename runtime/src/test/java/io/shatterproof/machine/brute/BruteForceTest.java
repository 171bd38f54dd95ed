package io.shatterproof.machine.brute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.machine.BareMachine;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Whatever PEs do with tables, registers, barriers and invalidations: the machine says of every
 * access at every boundary what {@link BruteForce} says. The property {@code property.seed} gives
 * another seed, {@code property.programs} another number of programs.
 */
final class BruteForceTest {
  private static final long DEFAULT_SEED = 0x5eed;
  private static final int DEFAULT_COUNT = 1_000;
  private static final int TINY_COUNT = 80;
  private static final int MOST_FAILURES = 8;
  private static final List<AccessType> TYPES =
      List.of(AccessType.READ, AccessType.WRITE, AccessType.FETCH);
  private static final long VTCR = 0x8005_3559L; // 39 bits of IPA from level 1, 48 bits of PA
  private static final long HCR = 0x8000_0001L;

  private final Tally tally = new Tally();

  @Test
  void everyProgramShowsWhatBruteForceShows() {
    long seed = Long.decode(System.getProperty("property.seed", Long.toString(DEFAULT_SEED)));
    int count = Integer.getInteger("property.programs", DEFAULT_COUNT);
    List<String> mistakes = new ArrayList<>();
    int number = 0;
    while (number < count && mistakes.size() < MOST_FAILURES) {
      mistake(seed + number).ifPresent(mistakes::add);
      number++;
    }

    System.out.printf(
        Locale.ROOT, "programs of several PEs: %d from seed %d; %s%n", number, seed, tally);
    assertThat(mistakes).isEmpty();
    if (count >= DEFAULT_COUNT) {
      assertThat(tally.largerThanOne()).isPositive();
      assertThat(tally.wild()).isPositive();
      assertThat(tally.conflicts()).isPositive();
    }
  }

  private Optional<String> mistake(long seed) {
    Program program = ProgramGenerator.of(seed);
    List<Access> accesses = accesses(seed);
    if (difference(program, accesses, tally).isEmpty()) {
      return Optional.empty();
    }
    Tally uncounted = new Tally();
    Program smallest = ProgramShrinker.shrink(
        program, candidate -> difference(candidate, accesses, uncounted).isPresent());
    return Optional.of("-Dproperty.seed=" + seed + ", made small:\n" + smallest
        + difference(smallest, accesses, uncounted).orElse("") + "\n");
  }

  /** The first access that differs. */
  private static Optional<String> difference(Program program, List<Access> accesses, Tally tally) {
    try {
      return difference(run(program), program, accesses, tally);
    } catch (RuntimeException e) { // as bad as a difference, and made small like one
      return Optional.of("=> " + e.getClass().getSimpleName() + " " + e.getMessage());
    }
  }

  private static Optional<String> difference(
      BareMachine machine, Program program, List<Access> accesses, Tally tally) {
    for (int pe = 0; pe < program.pes(); pe++) {
      List<List<SortedSet<String>>> brute = BruteForce.seen(program, pe, accesses, tally);
      for (int i = 0; i < accesses.size(); i++) {
        List<List<AccessReport>> ours = machine.seen(pe, guestAccess(accesses.get(i)));
        if (ours.size() != program.steps().size() + 1) {
          return Optional.of("=> " + ours.size() + " boundaries");
        }
        for (int boundary = 0; boundary < brute.size(); boundary++) {
          if (brute.get(boundary).isEmpty()) {
            continue; // not in the guest
          }
          SortedSet<String> expected = brute.get(boundary).get(i);
          tally.compared(expected);
          SortedSet<String> got = words(ours.get(boundary));
          if (!got.equals(expected)) {
            return Optional.of("=> boundary " + boundary + ", PE " + pe + " "
                + accesses.get(i).type() + " 0x"
                + Long.toHexString(accesses.get(i).ipa())
                + ": machine " + got + ", brute force " + expected);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Each address in some way, the first in every way. */
  static List<Access> accesses(long seed) {
    List<Access> accesses = new ArrayList<>();
    for (AccessType type : TYPES) {
      accesses.add(new Access(type, 0));
    }
    for (int n = 1; n < 8; n++) {
      AccessType type = TYPES.get((int) (((seed >>> n) + n) & 0xff) % TYPES.size());
      accesses.add(new Access(type, Layout.ipa(n >>> 2, n >>> 1 & 1, n & 1)));
    }
    return accesses;
  }

  private static BareMachine run(Program program) {
    BareMachine machine = new BareMachine(platform(program));
    machine.provideMemory(Layout.FIRST, Layout.PAGES * Layout.PAGE_BYTES);
    program.words().forEach((pa, value) -> machine.store(0, pa, value, false, false));
    for (int pe = 0; pe < program.pes(); pe++) {
      machine.write(pe, SystemRegister.VTCR_EL2, VTCR);
      machine.write(pe, SystemRegister.HCR_EL2, HCR);
      machine.write(pe, SystemRegister.VTTBR_EL2, program.vttbrs().get(pe));
      machine.runAt(pe, program.els().get(pe));
    }
    machine.begin();
    program.steps().forEach(step -> apply(step, machine));
    return machine;
  }

  private static Platform platform(Program program) {
    Set<Feature> features = EnumSet.of(Feature.TTL, Feature.TLBIRANGE, Feature.TLBIOS);
    if (program.bbmLevel() > 0) {
      features.add(
          switch (program.bbmLevel()) {
            case 1 -> Feature.BBML1;
            case 2 -> Feature.BBML2;
            default -> Feature.BBML3;
          });
    }
    return new Platform(
        "p",
        program.pes(),
        48,
        features,
        program.isCoherent() ? Platform.Coherence.COHERENT : Platform.Coherence.NONCOHERENT,
        Platform.Iommu.NONE,
        new TreeMap<>(Map.of(Knob.MISALIGNED_CONTIGUOUS.word(), "range")));
  }

  private static void apply(ProgramStep step, BareMachine machine) {
    int pe = step.pe();
    if (step instanceof ProgramStep.Store store) {
      machine.store(pe, store.pa(), store.value(), false, false);
    } else if (step instanceof ProgramStep.Vttbr write) {
      machine.write(pe, SystemRegister.VTTBR_EL2, write.value());
    } else if (step instanceof ProgramStep.RunAt run) {
      machine.runAt(pe, run.el());
    } else if (step instanceof ProgramStep.Tlbi tlbi) {
      machine.tlbi(pe, tlbi.op(), tlbi.operand());
    } else if (step instanceof ProgramStep.Dsb dsb) {
      machine.dsb(pe, dsb.option());
    } else if (step instanceof ProgramStep.Isb) {
      machine.isb(pe);
    } else if (step instanceof ProgramStep.Clean clean) {
      machine.cleanLine(pe, clean.pa());
    } else if (step instanceof ProgramStep.Free free) {
      machine.freeTable(pe, free.pa(), Layout.PAGE_BYTES);
    }
  }

  private static GuestAccess guestAccess(Access access) {
    return GuestAccess.of(
        switch (access.type()) {
          case READ -> AccessKind.READ;
          case WRITE -> AccessKind.WRITE;
          case FETCH -> AccessKind.FETCH;
        },
        access.ipa());
  }

  private static SortedSet<String> words(List<AccessReport> reports) {
    SortedSet<String> words = new TreeSet<>();
    for (AccessReport report : reports) {
      if (report.outcome() instanceof Outcome.Translated reached) {
        words.add("ok " + reached.level() + " 0x" + Long.toHexString(reached.pa()));
      } else if (report.outcome() instanceof Outcome.Faulted fault
          && fault.kind().hasLevel()) {
        words.add(fault.kind().word() + " " + fault.level());
      } else {
        words.add(report.outcome().toString());
      }
    }
    return words;
  }

  @Test
  void leavingOutTlbsThatHaveNotLoadedChangesNothing() {
    Tally literal = new Tally();
    Tally brute = new Tally();
    int tooLarge = 0;
    for (int number = 0; number < TINY_COUNT; number++) {
      Program program = ProgramGenerator.tiny(DEFAULT_SEED + number);
      List<Access> accesses = List.of(
          new Access(AccessType.WRITE, Layout.ipa(0, 0, 0)),
          new Access(AccessType.FETCH, Layout.ipa(0, 0, 0)),
          new Access(AccessType.READ, Layout.ipa(0, 0, 1)));
      for (int pe = 0; pe < program.pes(); pe++) {
        try {
          List<List<SortedSet<String>>> seen = LiteralForce.seen(program, pe, accesses, literal);
          seen.forEach(sets -> sets.forEach(literal::compared));
          assertThat(BruteForce.seen(program, pe, accesses, brute))
              .as("seed %d, PE %d%n%s", DEFAULT_SEED + number, pe, program)
              .isEqualTo(seen);
        } catch (LiteralForce.TooManyStatesException e) {
          tooLarge++;
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "programs of few steps, each TLB apart: %d, but for %d PEs; %s%n",
        TINY_COUNT,
        tooLarge,
        literal);
    assertThat(tooLarge).isLessThan(TINY_COUNT / 5);
    assertThat(literal.largerThanOne()).isPositive();
  }
}
