package io.shatterproof.compiler;

import io.shatterproof.benchmarks.LargeSource;
import io.shatterproof.compiler.load.Imports;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.source.SourceFile;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A file to its models as the compiler does it: it is parsed on another processor, if one is free. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ReadAheadBenchmark {
  private final SourceFile source = LargeSource.ofLength(1_000_000);

  @Benchmark
  public List<ScenarioModel> sourceToModels() {
    ResolvedFile file = new ResolvedFiles(Imports.none(), List.of(source)).take(source);
    if (file.diagnostics().hasErrors() || file.scenarios().isEmpty()) {
      throw new IllegalStateException("the source has errors");
    }
    return file.scenarios();
  }
}
