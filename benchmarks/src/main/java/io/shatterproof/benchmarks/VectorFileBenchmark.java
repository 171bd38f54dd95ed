package io.shatterproof.benchmarks;

import io.shatterproof.compiler.Compilation;
import io.shatterproof.compiler.Compiler;
import io.shatterproof.vector.VectorSet;
import io.shatterproof.vector.json.ReadLimits;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorReader;
import io.shatterproof.vector.json.VectorWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The vectors of a scenario file of a million characters: to a file in memory, and back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class VectorFileBenchmark {
  private VectorSet vectors = new VectorSet("", "", List.of(), List.of());
  private byte[] file = {};

  /** Makes the vectors, and their file. */
  @Setup
  public void compile() {
    Compilation compilation = Compiler.compile(List.of(LargeSource.ofLength(1_000_000)), "large");
    vectors = compilation.vectors();
    if (vectors.vectors().isEmpty()) {
      throw new IllegalStateException("no vectors: " + compilation.diagnostics());
    }
    file = write();
    System.out.println(
        "# " + vectors.vectors().size() + " vectors, " + file.length + " bytes as a file");
  }

  @Benchmark
  public byte[] write() {
    return VectorWriter.toBytes(vectors);
  }

  /** With every check that a reader makes of a file it does not trust. */
  @Benchmark
  public VectorSet read() throws IOException, VectorFormatException {
    return VectorReader.readAll(new ByteArrayInputStream(file), "large.p2mv", ReadLimits.DEFAULT);
  }
}
