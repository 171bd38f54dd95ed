package io.shatterproof.vector.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchesAheadTest {

  /** Of a JVM of its own: tells how many tasks wait in the queue of the common pool. */
  public static void main(String[] args) {
    ForkJoinPool pool = ForkJoinPool.commonPool();
    BatchesAhead ahead = new BatchesAhead(pool);
    DecoderPool decoders = new DecoderPool(BatchesAheadTest::decoder);
    for (int i = 0; i < 1_000; i++) {
      ahead.add(new LineBatch(List.of(), decoders));
      ahead.add(new LineBatch(List.of(), decoders));
      ahead.take();
      ahead.take();
    }
    System.out.print(pool.getQueuedSubmissionCount());
    ahead.clear();
    System.out.print(" " + pool.getQueuedSubmissionCount());
  }

  private static VectorDecoder decoder() {
    return new VectorDecoder(ReadLimits.DEFAULT, VectorHeader.MINOR_VERSION, Set.of(), true, false);
  }

  @Test
  void aPoolWithoutThreadsIsNotFilled() throws Exception {
    String classPath = Stream.of(BatchesAhead.class, BatchesAheadTest.class)
        .map(BatchesAheadTest::place)
        .collect(Collectors.joining(File.pathSeparator));
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.util.concurrent.ForkJoinPool.common.parallelism=0",
            "-cp",
            classPath,
            BatchesAheadTest.class.getName())
        .redirectErrorStream(true)
        .start();

    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(output).isEqualTo("1 0");
  }

  private static String place(Class<?> type) {
    return Path.of(
            URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  @Test
  void whoeverAsksForABatchThatIsInWorkDecodesTheNext() throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    DecoderPool slow = new DecoderPool(() -> {
      begun.countDown();
      awaitUninterrupted(released);
      return decoder();
    });
    LineBatch first = new LineBatch(List.of(), slow);
    LineBatch second = new LineBatch(List.of(), new DecoderPool(BatchesAheadTest::decoder));
    BatchesAhead ahead = new BatchesAhead(pool);

    ahead.add(first);
    begun.await();
    ahead.add(second);

    assertThat(ahead.take()).contains(first);
    assertThat(first.isDone()).isFalse();
    assertThat(second.isDone()).isTrue();
    released.countDown();
    assertThat(first.result().vectors()).isEmpty();
    assertThat(ahead.take()).contains(second);
    assertThat(ahead.take()).isEmpty();
    pool.shutdown();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
