package io.shatterproof.compiler.bothways;

import io.shatterproof.compiler.Compiler;
import io.shatterproof.harness.Providers;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.VectorRunner;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.VectorSet;
import io.shatterproof.vector.json.ReadLimits;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** One way: printed as JSON, read back, run by the runner. */
final class Replay {
  private static final Duration LONG = Duration.ofMinutes(1);

  private Replay() {}

  static SortedMap<Run, Told> run(VectorSet set) throws IOException, VectorFormatException {
    VectorSet read = VectorReader.readAll(
        new ByteArrayInputStream(Compiler.toJson(set)), "test.p2mv", ReadLimits.DEFAULT);
    VectorRunner runner = new VectorRunner(Providers.named("reference").orElseThrow(), LONG);
    SortedMap<Run, Told> told = new TreeMap<>();
    for (ConformanceVector vector : read.vectors()) {
      for (Result result : runner.run(vector)) {
        told.put(new Run(vector.heading().id(), result.profile()), Told.of(result));
      }
    }
    return told;
  }
}
