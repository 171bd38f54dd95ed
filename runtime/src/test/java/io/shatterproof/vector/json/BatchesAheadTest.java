package io.shatterproof.vector.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchesAheadTest {
  private static final ForkJoinPool POOL = ForkJoinPool.commonPool();

  /** Of a JVM of its own: tells how many tasks wait in the queue of the common pool. */
  public static void main(String[] args) {
    if (args.length == 0) {
      tellOfManyBatches();
    } else {
      tellOfSeveralTasks();
    }
  }

  private static void tellOfManyBatches() {
    BatchesAhead ahead = new BatchesAhead(POOL);
    for (int i = 0; i < 1_000; i++) {
      fill(ahead, 2);
      ahead.take();
      ahead.take();
    }
    System.out.print(POOL.getQueuedSubmissionCount());
    ahead.clear();
    System.out.print(" " + POOL.getQueuedSubmissionCount());
  }

  /** Of one file, and of one that is closed while another is open. */
  private static void tellOfSeveralTasks() {
    BatchesAhead alone = new BatchesAhead(POOL);
    fill(alone, 3);
    System.out.print(POOL.getQueuedSubmissionCount());
    alone.clear();
    System.out.print(" " + POOL.getQueuedSubmissionCount());
    BatchesAhead other = new BatchesAhead(POOL);
    WeakReference<BatchesAhead> closed = closedBelow(other);
    System.out.print(", " + POOL.getQueuedSubmissionCount());
    for (int i = 0; i < 50 && closed.get() != null; i++) {
      System.gc();
    }
    System.out.print(closed.get() == null ? " forgotten" : " held");
    other.clear();
    System.out.print(" " + POOL.getQueuedSubmissionCount());
  }

  private static WeakReference<BatchesAhead> closedBelow(BatchesAhead other) {
    BatchesAhead ahead = new BatchesAhead(POOL);
    fill(ahead, 1);
    fill(other, 1);
    ahead.clear();
    return new WeakReference<>(ahead);
  }

  private static void fill(BatchesAhead ahead, int batches) {
    DecoderPool decoders = new DecoderPool(BatchesAheadTest::decoder);
    for (int i = 0; i < batches; i++) {
      ahead.add(new LineBatch(List.of(), decoders));
    }
  }

  private static VectorDecoder decoder() {
    return new VectorDecoder(ReadLimits.DEFAULT, VectorHeader.MINOR_VERSION, Set.of(), true, false);
  }

  @Test
  void aPoolWithoutThreadsIsNotFilled() throws Exception {
    assertThat(output(List.of("-Djava.util.concurrent.ForkJoinPool.common.parallelism=0")))
        .isEqualTo("1 0");
  }

  private static String output(List<String> options, String... arguments) throws IOException {
    String classPath = Stream.of(BatchesAhead.class, BatchesAheadTest.class)
        .map(BatchesAheadTest::place)
        .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>(
        List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, BatchesAheadTest.class.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String place(Class<?> type) {
    return Path.of(
            URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  @Test
  void severalTasksAreTakenBackAndWhatIsLeftHoldsOnToNothing() throws Exception {
    String output = output(
        List.of(
            "-Djava.util.concurrent.ForkJoinPool.common.parallelism=3",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                + NoThreads.class.getName()),
        "several");

    assertThat(output).isEqualTo("3 0, 2 forgotten 1");
  }

  /** Of a pool of several processors that never gets a thread. */
  public static final class NoThreads implements ForkJoinPool.ForkJoinWorkerThreadFactory {
    @Override
    public @Nullable ForkJoinWorkerThread newThread(ForkJoinPool pool) {
      return null;
    }
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
