package io.shatterproof.benchmarks;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.AccessRequest;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Outcome;
import io.shatterproof.machine.Machine;
import io.shatterproof.memory.PhysicalMemory;
import io.shatterproof.walk.Stage2Walk;
import io.shatterproof.walk.WalkListener;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One access to a random page of 64 MiB, three levels deep, as the judge's machine answers it, and
 * the plain walk beside it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MachineBenchmark {
  private static final int ADDRESSES = 1 << 14;
  private static final int GUEST_PE = 1;
  private static final long SIZE_BYTES = 64L << 20;
  private static final long FIRST_PA = 0x8_0000_0000L;
  private static final long OTHER_PA = 0x9_0000_0000L;

  /** What the TLBs of the guest may hold besides what the tables say. */
  public enum Held {
    /** Nothing. */
    NOTHING_ELSE,
    /** One entry elsewhere, whose page was replaced under a lock that is not released yet. */
    ONE_ELSEWHERE
  }

  @Param
  public Held held = Held.NOTHING_ELSE;

  private final GuestAccess[] accesses = new GuestAccess[ADDRESSES];
  private final AccessRequest read = AccessRequest.of(AccessKind.READ, 1);
  private Machine machine = JudgedGuest.machine(2);
  private Stage2Walk walk = WalkedTables.LEVEL_1_4K.map(new PhysicalMemory(), 0);
  private int turn;

  @Setup
  public void map() {
    machine = JudgedGuest.machine(2);
    JudgedGuest guest = JudgedGuest.judgedBy(machine, 2);
    for (long offset = 0; offset < SIZE_BYTES; offset += JudgedGuest.PAGE_BYTES) {
      // Frames that are no block together.
      guest.map(
          WalkedTables.FIRST_IPA + offset, JudgedGuest.PAGE_BYTES, FIRST_PA + SIZE_BYTES - offset);
    }
    if (held == Held.ONE_ELSEWHERE) {
      guest.lock();
      guest.map(WalkedTables.FIRST_IPA + SIZE_BYTES, JudgedGuest.PAGE_BYTES, FIRST_PA);
      guest.map(WalkedTables.FIRST_IPA + SIZE_BYTES, JudgedGuest.PAGE_BYTES, OTHER_PA);
    }
    walk = WalkedTables.LEVEL_1_4K.map(new PhysicalMemory(), SIZE_BYTES);
    Random random = new Random(0x5eed);
    for (int i = 0; i < ADDRESSES; i++) {
      accesses[i] = GuestAccess.of(
          AccessKind.READ, WalkedTables.FIRST_IPA + (random.nextLong() & (SIZE_BYTES - 1)));
    }
  }

  @Benchmark
  public Outcome plainWalk() {
    return walk.outcome(next().address(), read, WalkListener.NONE);
  }

  /** What the access meets if its PE holds nothing but what the tables say. */
  @Benchmark
  public Outcome access() {
    return machine.access(GUEST_PE, JudgedGuest.DOMAIN, next());
  }

  /** Every outcome that it can have. */
  @Benchmark
  public List<AccessReport> outcomes() {
    return machine.outcomes(GUEST_PE, JudgedGuest.DOMAIN, next());
  }

  private GuestAccess next() {
    return accesses[turn++ & (ADDRESSES - 1)];
  }
}
