package io.shatterproof.benchmarks;

import io.shatterproof.compiler.Compilation;
import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.backend.GeneratedFile;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.vector.VectorSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A scenario file of a million characters: to vectors, and its vectors to tests. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CompileBenchmark {
  private final SourceFile source = LargeSource.ofLength(1_000_000);
  private VectorSet vectors = new VectorSet("", "", List.of(), List.of());

  @Setup
  public void compileOnce() {
    vectors = sourceToVectors().vectors();
  }

  @Benchmark
  public Compilation sourceToVectors() {
    Compilation compilation = Compiler.compile(List.of(source), "large");
    if (compilation.hasErrors() || compilation.vectors().vectors().isEmpty()) {
      throw new IllegalStateException("the source has errors: " + compilation.diagnostics());
    }
    return compilation;
  }

  @Benchmark
  public List<GeneratedFile> vectorsToTests() {
    return Compiler.toJunit(vectors, "p2m");
  }
}
