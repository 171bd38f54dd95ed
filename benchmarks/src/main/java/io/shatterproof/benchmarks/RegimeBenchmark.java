package io.shatterproof.benchmarks;

import io.shatterproof.arch.Choices;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
import io.shatterproof.arch.regime.Stage2Regime;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What registers mean for stage 2: shape of the tables, format of descriptors, controls. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RegimeBenchmark {
  private static final WalkedTables[] ALL = WalkedTables.values();

  private final Platform[] platforms = new Platform[ALL.length];
  private final RegisterFile[] registers = new RegisterFile[ALL.length];
  private final Choices[] choices = new Choices[ALL.length];
  private int turn;

  public RegimeBenchmark() {
    for (int i = 0; i < ALL.length; i++) {
      platforms[i] = ALL[i].platform();
      registers[i] = ALL[i].registers();
      choices[i] = Choices.of(platforms[i]);
    }
  }

  /** Another regime each time. */
  @Benchmark
  public Stage2Regime regime() {
    turn = turn + 1 == ALL.length ? 0 : turn + 1;
    return Stage2Regime.of(platforms[turn], registers[turn], choices[turn]);
  }
}
