package io.shatterproof.benchmarks;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessRequest;
import io.shatterproof.arch.Outcome;
import io.shatterproof.memory.PhysicalMemory;
import io.shatterproof.walk.Stage2Walk;
import io.shatterproof.walk.Translation;
import io.shatterproof.walk.WalkListener;
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

/** One translation of a random address in 1 GiB, from plain memory to a result that is used again. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WalkBenchmark {
  private static final int ADDRESSES = 1 << 16;
  private static final long SIZE_BYTES = 1L << 30;

  @Param
  public WalkedTables tables = WalkedTables.LEVEL_1_4K;

  private final long[] ipas = new long[ADDRESSES];
  private final Translation result = new Translation();
  private final AccessRequest read = AccessRequest.of(AccessKind.READ, 1);
  private final AccessAttributes stage1 = AccessAttributes.NORMAL_WB;
  private Stage2Walk walk = tables.map(new PhysicalMemory(), 0);
  private int turn;

  @Setup
  public void buildTables() {
    walk = tables.map(new PhysicalMemory(), SIZE_BYTES);
    Random random = new Random(0x5eed);
    for (int i = 0; i < ADDRESSES; i++) {
      ipas[i] = WalkedTables.FIRST_IPA + (random.nextLong() & (SIZE_BYTES - 1));
    }
  }

  /** Nothing is allocated. */
  @Benchmark
  public long translate() {
    walk.translate(next(), read, stage1, WalkListener.NONE, result);
    return result.pa();
  }

  /** The same with the result as a value. */
  @Benchmark
  public Outcome outcome() {
    return walk.outcome(next(), read, WalkListener.NONE);
  }

  private long next() {
    return ipas[turn++ & (ADDRESSES - 1)];
  }
}
