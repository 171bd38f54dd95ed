package io.shatterproof.benchmarks;

import io.shatterproof.event.Event;
import io.shatterproof.event.EventLog;
import io.shatterproof.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A million events of a P2M, judged as a recording is: pages of 256 MiB are mapped and mapped to
 * other frames in random order, on one of two PEs, while the other is in the guest. Figures are of
 * one event.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventsBenchmark {
  private static final int EVENTS = 1_000_000;
  private static final int PES = 2;
  private static final int PAGES = 1 << 16;
  private static final long FIRST_IPA = 0x4000_0000L;
  private static final long FIRST_PA = 0x8_0000_0000L;

  private List<Event> creation = List.of();
  private List<Event> events = List.of();
  private JudgedGuest guest = JudgedGuest.recordedBy(new EventLog(), PES);

  @Setup
  public void record() {
    EventLog log = new EventLog();
    guest = JudgedGuest.recordedBy(log, PES);
    creation = log.drain();
    List<Event> recorded = new ArrayList<>();
    Random random = new Random(0x5eed);
    while (recorded.size() < EVENTS) {
      long page = random.nextInt(PAGES);
      long frame = random.nextInt(PAGES);
      guest.map(
          FIRST_IPA + page * JudgedGuest.PAGE_BYTES,
          JudgedGuest.PAGE_BYTES,
          FIRST_PA + frame * JudgedGuest.PAGE_BYTES);
      recorded.addAll(log.drain());
    }
    events = List.copyOf(recorded.subList(0, EVENTS));
  }

  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public Machine judge() {
    Machine machine = JudgedGuest.machine(PES);
    creation.forEach(event -> event.replayTo(machine));
    guest.attachTo(machine);
    for (Event event : events) {
      event.replayTo(machine);
    }
    if (!machine.violations().isEmpty() || !machine.inconsistencies().isEmpty()) {
      throw new IllegalStateException(machine.violations() + " " + machine.inconsistencies());
    }
    return machine;
  }
}
