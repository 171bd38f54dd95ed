package io.shatterproof.benchmarks;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessRequest;
import io.shatterproof.arch.Choices;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.regime.Stage2Regime;
import io.shatterproof.memory.PhysicalMemory;
import io.shatterproof.walk.Stage2Walk;
import io.shatterproof.walk.WalkListener;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One translation, from plain memory: three levels down to a page, or one to a 1G block. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WalkBenchmark {
  private static final Stage2Geometry GEOMETRY = new Stage2Geometry(Granule.SIZE_4K, 40, 1, 2, 40);
  private static final S2Permissions ALL = new S2Permissions(true, true, true);
  private static final long ROOT_PA = 0xd000_0000L;
  private static final long LEVEL_2_PA = 0xd000_2000L;
  private static final long LEVEL_3_PA = 0xd000_3000L;
  private static final long PAGES_IPA = 0x4000_0000L;
  private static final long BLOCK_IPA = 0x8000_0000L;
  private static final long RAM = 0x8_0000_0000L;
  private static final int PAGES = 512;

  private final PhysicalMemory memory = new PhysicalMemory();
  private final Stage2Walk walk = new Stage2Walk(
      memory,
      Stage2Regime.of(Platform.plain("plain"), GEOMETRY, ROOT_PA),
      Choices.of(Platform.plain("plain")));
  private int turn;

  /** A 1G block, and 2M of pages. */
  @Setup
  public void buildTables() {
    memory.write(GEOMETRY.descriptorPa(ROOT_PA, BLOCK_IPA, 1), leaf(RAM, 1));
    memory.write(
        GEOMETRY.descriptorPa(ROOT_PA, PAGES_IPA, 1),
        S2Format.of(Granule.SIZE_4K).table(LEVEL_2_PA));
    memory.write(
        GEOMETRY.descriptorPa(LEVEL_2_PA, PAGES_IPA, 2),
        S2Format.of(Granule.SIZE_4K).table(LEVEL_3_PA));
    for (int page = 0; page < PAGES; page++) {
      long offset = (long) page << 12;
      memory.write(GEOMETRY.descriptorPa(LEVEL_3_PA, PAGES_IPA + offset, 3), leaf(RAM + offset, 3));
    }
  }

  private static long leaf(long pa, int level) {
    return S2Format.of(Granule.SIZE_4K).leaf(pa, level, ALL, MemoryAttributes.NORMAL_WB);
  }

  @Benchmark
  public Outcome page() {
    return walkTo(PAGES_IPA);
  }

  @Benchmark
  public Outcome block() {
    return walkTo(BLOCK_IPA);
  }

  /** Another page each time. */
  private Outcome walkTo(long ipa) {
    turn = (turn + 1) & (PAGES - 1);
    return walk.outcome(
        ipa + ((long) turn << 12), AccessRequest.of(AccessKind.READ, 1), WalkListener.NONE);
  }
}
