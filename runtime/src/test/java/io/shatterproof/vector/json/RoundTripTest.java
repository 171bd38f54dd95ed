package io.shatterproof.vector.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.VectorSet;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoundTripTest {
  private static final int VECTORS = 800;

  @Test
  void whatWasWrittenReadsTheSame() throws Exception {
    long seed = Long.getLong("shatterproof.seed", System.nanoTime());
    VectorSet set = randomSet(seed);

    VectorSet read = read(VectorWriter.toBytes(set));

    assertThat(read)
        .as("-Dshatterproof.seed=" + seed)
        .isEqualTo(new VectorSet(
            set.suite(), set.generator(), set.specifications(), sortedById(set.vectors())));
  }

  @Test
  void orderOfVectorsDoesNotChangeTheFile() {
    VectorSet set = randomSet(7);
    List<ConformanceVector> shuffled = new ArrayList<>(set.vectors());
    Collections.shuffle(shuffled, new Random(7));

    byte[] other = VectorWriter.toBytes(
        new VectorSet(set.suite(), set.generator(), set.specifications(), shuffled));

    assertThat(other).isEqualTo(VectorWriter.toBytes(set));
  }

  @Test
  void vectorsOfOneMeaningAreWrittenOnce() throws Exception {
    ConformanceVector vector = Vectors.replacePage();

    VectorSet read = read(
        VectorWriter.toBytes(new VectorSet("suite", "test", List.of(), List.of(vector, vector))));

    assertThat(read.vectors()).containsExactly(vector);
  }

  @Test
  void setWithoutVectorsIsAHeaderLine() throws Exception {
    VectorSet empty = new VectorSet("suite", "test", List.of(), List.of());

    assertThat(read(VectorWriter.toBytes(empty))).isEqualTo(empty);
  }

  static VectorSet randomSet(long seed) {
    RandomVectors random = new RandomVectors(seed);
    return new VectorSet(
        "random \u202e suite",
        "test 1.0",
        List.of("Arm ARM DDI 0487"),
        Stream.generate(random::next).limit(VECTORS).toList());
  }

  private static VectorSet read(byte[] file) throws Exception {
    return VectorReader.readAll(new ByteArrayInputStream(file), "test.p2mv", ReadLimits.DEFAULT);
  }

  private static List<ConformanceVector> sortedById(List<ConformanceVector> vectors) {
    return vectors.stream()
        .sorted(Comparator.comparing(vector -> vector.heading().id()))
        .toList();
  }
}
