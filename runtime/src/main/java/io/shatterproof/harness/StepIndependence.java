package io.shatterproof.harness;

import io.shatterproof.arch.SystemRegister;
import io.shatterproof.explore.Independence;
import io.shatterproof.vector.MemoryRange;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import io.shatterproof.vector.StepPe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Which steps of two PEs under bare tables lead to the same state in either order: the same entries
 * that PEs may hold, the same values that they may read, the same breaches by the same names.
 *
 * <p>Only what follows from the kinds of the steps and from the stored words counts; whatever is not
 * listed here does not commute, operations of a P2M among it. {@code
 * docs/decisions/0014-several-pes-in-every-order.md} gives the reason for each.
 */
final class StepIndependence implements Independence {
  private static final long VALID = 1;
  private static final long TABLE = 3;
  private static final long CONTIGUOUS = 1L << 52;
  private static final long OUTPUT_ADDRESS = 0x0000_ffff_ffff_f000L; // bits[47:12]
  private static final int TABLE_PART_SHIFT = 12; // the smallest table page
  private static final long STAGE1_ENABLED = 1; // SCTLR_EL1.M
  private static final long ACCESS_FLAG_BY_HARDWARE = 1L << 21; // VTCR_EL2.HA

  private final List<MemoryRange> memory;
  private final List<List<Step>> bodies;
  private final Map<Long, List<Long>> values = new HashMap<>(); // by word, all that it ever was
  private final boolean storesAreSimple;
  private final boolean registersAreSettled;
  private final BooleanSupplier namesMatter;
  private final boolean[] invalidatedBefore; // by body: whether its PE did before the bodies began

  private StepIndependence(
      Setup setup,
      List<Step> given,
      List<Step> phases,
      InterleavedSteps at,
      BooleanSupplier namesMatter) {
    this.namesMatter = namesMatter;
    this.memory = setup.memory();
    this.bodies = at.bodies().stream()
        .map(body -> body.stream().map(StepIndependence::bare).toList())
        .toList();
    List<Step> during = new ArrayList<>(phases);
    bodies.forEach(during::addAll);
    List<Step> all = new ArrayList<>(given);
    all.addAll(during);
    all.forEach(this::noteValue);
    this.storesAreSimple = all.stream().noneMatch(StepIndependence::makesStoresInteract);
    this.registersAreSettled = during.stream().noneMatch(Step.WriteRegister.class::isInstance);
    this.invalidatedBefore = new boolean[bodies.size()];
    for (int body = 0; body < invalidatedBefore.length; body++) {
      int pe = StepPe.of(bodies.get(body)).orElse(-1);
      invalidatedBefore[body] =
          phases.stream().anyMatch(step -> step instanceof Step.Invalidate tlbi && tlbi.pe() == pe);
    }
  }

  /**
   * What commutes in a phase that has begun.
   *
   * @param script everything up to the steps of the bodies
   * @param namesMatter whether somebody asks by which name a rule is broken, and not only whether;
   *     asked when two steps are compared
   */
  static Independence of(
      Setup setup, Script script, InterleavedSteps bodies, BooleanSupplier namesMatter) {
    if (!setup.domains().isEmpty()) {
      return NONE;
    }
    List<Step> given = script.given().stream().map(StepIndependence::bare).toList();
    List<Step> phases = script.parts().stream()
        .flatMap(part -> part.when().stream())
        .filter(step -> !(step instanceof Step.Interleaved))
        .map(StepIndependence::bare)
        .toList();
    return new StepIndependence(setup, given, phases, bodies, namesMatter);
  }

  private static Step bare(Step step) {
    return step instanceof Step.Labelled labelled ? labelled.step() : step;
  }

  private void noteValue(Step step) {
    if (step instanceof Step.StoreWord store) {
      values.computeIfAbsent(store.pa(), pa -> new ArrayList<>()).add(store.value());
    }
  }

  /** Stage 1 reads words of stage 2 as addresses, and hardware that stores is one more PE. */
  private static boolean makesStoresInteract(Step step) {
    if (!(step instanceof Step.WriteRegister write)) {
      return false;
    }
    return (write.register() == SystemRegister.SCTLR_EL1 && (write.value() & STAGE1_ENABLED) != 0)
        || (write.register() == SystemRegister.VTCR_EL2
            && (write.value() & ACCESS_FLAG_BY_HARDWARE) != 0);
  }

  @Override
  public boolean commute(int body, int step, int otherBody, int otherStep) {
    Step one = bodies.get(body).get(step);
    Step other = bodies.get(otherBody).get(otherStep);
    if (one instanceof Step.StoreWord store && other instanceof Step.StoreWord otherStore) {
      return storesCommute(store, otherStore);
    }
    if (one instanceof Step.Barrier && other instanceof Step.Barrier) {
      return invalidatesNothing(body, step) && invalidatesNothing(otherBody, otherStep);
    }
    if (!registersAreSettled) {
      return false;
    }
    return (isQuiet(one) && isQuiet(other))
        || commutesWithStore(one, other, otherBody, otherStep)
        || commutesWithStore(other, one, body, step);
  }

  /** Whether a store to a leaf commutes with what is no store. */
  private boolean commutesWithStore(Step store, Step other, int otherBody, int otherStep) {
    if (!isStoreOfLeaf(store)) {
      return false;
    }
    boolean isBreak = isBreakOfLeaf(store);
    if (other instanceof Step.SynchronizeContext) {
      return isBreak;
    }
    if (namesMatter.getAsBoolean()) {
      return false;
    }
    return other instanceof Step.Invalidate
        || (other instanceof Step.Barrier && (isBreak || invalidatesNothing(otherBody, otherStep)));
  }

  /** What removes and shows nothing by itself, or on its own PE alone. */
  private static boolean isQuiet(Step step) {
    return step instanceof Step.Invalidate || step instanceof Step.SynchronizeContext;
  }

  private boolean isStoreOfLeaf(Step step) {
    return step instanceof Step.StoreWord store && storesAreSimple && wasNeverTable(store);
  }

  private boolean isBreakOfLeaf(Step step) {
    return isStoreOfLeaf(step) && !isValid((Step.StoreWord) step);
  }

  /** No TLBI of the PE of a body can still be incomplete, so that its DSB completes stores alone. */
  private boolean invalidatesNothing(int body, int step) {
    return !invalidatedBefore[body]
        && Stream.of(bodies.get(body).subList(0, step))
            .flatMap(List::stream)
            .noneMatch(Step.Invalidate.class::isInstance);
  }

  private boolean storesCommute(Step.StoreWord one, Step.StoreWord other) {
    return storesAreSimple
        && one.pa() != other.pa()
        && wasNeverTable(one)
        && wasNeverTable(other)
        && ((!isValid(one) && !isValid(other)) || neverOverlap(one, other));
  }

  /** Whether two words translate different addresses wherever the table they stand in is linked. */
  private boolean neverOverlap(Step.StoreWord one, Step.StoreWord other) {
    return one.pa() >>> TABLE_PART_SHIFT == other.pa() >>> TABLE_PART_SHIFT
        && wasNeverContiguous(one)
        && wasNeverContiguous(other);
  }

  private static boolean isValid(Step.StoreWord store) {
    return (store.value() & VALID) != 0;
  }

  private boolean wasNeverContiguous(Step.StoreWord store) {
    return valuesOf(store).stream().noneMatch(value -> (value & CONTIGUOUS) != 0);
  }

  private boolean wasNeverTable(Step.StoreWord store) {
    return valuesOf(store).stream().noneMatch(this::mayBeTable);
  }

  private List<Long> valuesOf(Step.StoreWord store) {
    return values.getOrDefault(store.pa(), List.of());
  }

  /** A page descriptor looks like that of a table, but does not lead to where tables can be. */
  private boolean mayBeTable(long value) {
    long target = value & OUTPUT_ADDRESS;
    return (value & TABLE) == TABLE
        && memory.stream()
            .anyMatch(range ->
                Long.compareUnsigned(target - (range.pa() & OUTPUT_ADDRESS), range.sizeBytes())
                    < 0);
  }
}
