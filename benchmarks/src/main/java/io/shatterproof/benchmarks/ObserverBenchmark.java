package io.shatterproof.benchmarks;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.machine.Machine;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The headline with others looking on: in a fresh machine and domain 4K are replaced inside a 1G
 * block, and two PEs in the guest may access at every event boundary, one the page, one its
 * neighbour.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ObserverBenchmark {
  private static final int PES = 3;
  private static final long BLOCK_IPA = 0x8000_0000L;
  private static final long PAGE_IPA = BLOCK_IPA + 0xa0_7000L;
  private static final long NEIGHBOUR_IPA = PAGE_IPA + JudgedGuest.PAGE_BYTES;
  private static final long BLOCK_PA = 0x8_0000_0000L;
  private static final long OTHER_PA = 0x9_0000_0000L;

  @Benchmark
  public void replacePageInsideBlock(Blackhole seen) {
    Machine machine = JudgedGuest.machine(PES);
    JudgedGuest guest = JudgedGuest.judgedBy(machine, PES);
    guest.map(BLOCK_IPA, JudgedGuest.BLOCK_BYTES, BLOCK_PA);
    machine.watch();
    guest.map(PAGE_IPA, JudgedGuest.PAGE_BYTES, OTHER_PA);
    List<List<AccessReport>> ofPage =
        machine.seen(1, JudgedGuest.DOMAIN, GuestAccess.of(AccessKind.READ, PAGE_IPA));
    List<List<AccessReport>> ofNeighbour =
        machine.seen(2, JudgedGuest.DOMAIN, GuestAccess.of(AccessKind.READ, NEIGHBOUR_IPA));
    if (ofPage.size() < 10 || !machine.violations().isEmpty()) {
      throw new IllegalStateException(ofPage.size() + " boundaries, " + machine.violations());
    }
    seen.consume(ofPage);
    seen.consume(ofNeighbour);
  }
}
