package io.shatterproof.benchmarks;

import io.shatterproof.compiler.Compiler;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.VectorRunner;
import io.shatterproof.harness.Verdict;
import io.shatterproof.reference.ReferenceProvider;
import io.shatterproof.vector.ConformanceVector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A vector judged on the reference as two profiles: a 1G block is mapped, 4K in it replaced, and
 * what follows compared to the last event.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JudgeBenchmark {
  private final ConformanceVector vector = Compiler.compile(List.of(LargeSource.ofLength(1)), "one")
      .vectors()
      .vectors()
      .get(0);
  private final VectorRunner runner =
      new VectorRunner(new ReferenceProvider(), Duration.ofSeconds(10));

  @Benchmark
  public List<Result> replacePageInsideBlock() {
    List<Result> results = runner.run(vector);
    for (Result result : results) {
      if (result.verdict() != Verdict.AGREE) {
        throw new IllegalStateException(result.reason());
      }
    }
    return results;
  }
}
