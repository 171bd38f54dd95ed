package io.shatterproof.benchmarks;

import io.shatterproof.compiler.Compilation;
import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.vector.VectorSet;
import io.shatterproof.vector.json.ReadLimits;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorHeader;
import io.shatterproof.vector.json.VectorReader;
import io.shatterproof.vector.json.VectorWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Many vectors: to a file in memory, and back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class VectorFileBenchmark {
  /** The vectors of a scenario file of a million characters, or so many small ones. */
  @Param({"large", "small"})
  private String size = "large";

  private VectorHeader header = new VectorHeader(0, "", "", List.of(), 0, "", new TreeSet<>());
  private VectorSet vectors = new VectorSet("", "", List.of(), List.of());
  private byte[] file = {};

  /** Makes the vectors, and their file. */
  @Setup
  public void compile() throws IOException, VectorFormatException {
    SourceFile source =
        size.equals("large") ? LargeSource.ofLength(1_000_000) : SmallSource.of(20_000);
    Compilation compilation = Compiler.compile(List.of(source), size);
    vectors = compilation.vectors();
    if (vectors.vectors().isEmpty()) {
      throw new IllegalStateException("no vectors: " + compilation.diagnostics());
    }
    file = write();
    try (VectorReader reader = open(Optional.empty())) {
      header = reader.header();
    }
    System.out.println(
        "# " + vectors.vectors().size() + " vectors, " + file.length + " bytes as a file");
  }

  @Benchmark
  public byte[] write() {
    return VectorWriter.toBytes(vectors);
  }

  /** With every check that a reader makes of a file it does not trust. */
  @Benchmark
  public long read() throws IOException, VectorFormatException {
    return count(Optional.empty());
  }

  /** What was verified before: its digest is. */
  @Benchmark
  public long readAgain() throws IOException, VectorFormatException {
    return count(Optional.of(header));
  }

  private long count(Optional<VectorHeader> verified) throws IOException, VectorFormatException {
    long count = 0;
    try (VectorReader reader = open(verified)) {
      while (reader.next().isPresent()) {
        count++;
      }
    }
    return count;
  }

  private VectorReader open(Optional<VectorHeader> verified)
      throws IOException, VectorFormatException {
    return new VectorReader(
        new ByteArrayInputStream(file), "set.p2mv", ReadLimits.DEFAULT, Optional.empty(), verified);
  }
}
