package io.shatterproof.benchmarks;

import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.source.SourceFile;
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
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Two PEs of eight steps each, in every order of them: each replaces a page of its own by
 * break-before-make, while a third reads one of the pages.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class InterleavingBenchmark {
  private static final String SOURCE = """
      language 1

      platform arm_server {
          pes  3
          pa   48 bits
      }

      regime vm on arm_server {
          ipa     39 bits
          start   level 1
          tables  in 0x8000_0000 size 64K
      }

      scenario "two pages replaced at once" [bbm] {
          given {
              page P of vm at 0x4000_0000 is 0x9000_0000
              page Q of vm at 0x4000_1000 is 0x9000_1000
              pe 0 at el2 with vm
              pe 1 at el1 with vm
              pe 2 at el2 with vm
          }
          when pe 0 {
              store P := invalid
              dsb ishst
              tlbi ipas2e1is P
              dsb ish
              tlbi vmalle1is
              dsb ish
              store P := page 0xa000_0000
              dsb ishst
          } and pe 2 {
              store Q := invalid
              dsb ishst
              tlbi ipas2e1is Q
              dsb ish
              tlbi vmalle1is
              dsb ish
              store Q := page 0xa000_1000
              dsb ishst
          } meanwhile {
              pe 1 read P + 8
                  sees only { ok 0x9000_0008, ok 0xa000_0008, translation fault level 3 }
          }
          then {
              no violation
          }
      }
      """;

  private final VectorRunner runner =
      new VectorRunner(new ReferenceProvider(), Duration.ofSeconds(60));
  private List<ConformanceVector> vectors = List.of();

  @Setup
  public void compile() {
    vectors = Compiler.compile(List.of(new SourceFile("interleaving.p2m", SOURCE)), "one")
        .vectors()
        .vectors();
  }

  @Benchmark
  public List<Result> everyOrder() {
    List<Result> results = runner.run(vectors.get(0));
    for (Result result : results) {
      if (result.verdict() != Verdict.AGREE) {
        throw new IllegalStateException(result.reason());
      }
    }
    return results;
  }
}
