package io.shatterproof.reference;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.benchmarks.IgnoredEvents;
import io.shatterproof.event.EventSink;
import io.shatterproof.machine.Machine;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.spi.DomainReport;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The engine of the reference, below the interface of providers: one entry at a time under one
 * lock, as the native figures were taken.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EngineBenchmark {
  private static final long FIRST_GFN = 0x4_0000;
  private static final long FIRST_MFN = 0x80_0000;
  private static final long OTHER_MFN = 0xc0_0000;
  private static final int PAGES = 1 << 18; // 1 GiB
  private static final int TURNS = 1 << 14;
  private static final int MIX = 0x9e37_79b1; // odd: every page is visited

  /** What listens to events. */
  public enum Listener {
    /** Nothing. */
    NONE,
    /** The judge's machine, of two PEs, one of which is in the guest. */
    JUDGE
  }

  private static P2mAlgorithm open(String profile, Listener listener) {
    Platform platform = Platform.plain("arm");
    DomainConfig config = new DomainConfig(
        "guest",
        profile,
        new Stage2Geometry(Granule.SIZE_4K, 40, 1, 2, 48),
        0,
        List.of(1),
        false,
        OptionalInt.empty(),
        P2mAccess.RWX);
    if (listener == Listener.NONE) {
      return create(platform, profile, new IgnoredEvents(), config).algorithm();
    }
    Machine machine = new Machine(platform, Granule.SIZE_4K);
    Domain domain = create(platform, profile, machine, config);
    machine.attachDomain(0, config, new DomainReport(domain.p2m().vttbr(), 0));
    return domain.algorithm();
  }

  private static Domain create(
      Platform platform, String profile, EventSink events, DomainConfig config) {
    Hypervisor hypervisor = new Hypervisor(platform, new Parts(Profile.named(profile)), events);
    Domain domain = hypervisor.createDomain(config);
    hypervisor.enter(domain, 0);
    return domain;
  }

  private static void insert(P2mAlgorithm algorithm, int page, long mfn) {
    if (algorithm.insert(FIRST_GFN + page, 1, mfn + page, P2mType.RAM_RW, P2mAccess.RWX) != 0) {
      throw new IllegalStateException("page " + page + " cannot be mapped");
    }
  }

  /** 1 GiB mapped by pages. */
  @State(Scope.Thread)
  public static class Mapped {
    /** The new algorithm and the old one. */
    @Param({"xen_4_8", "xen_4_8_fixed", "xen_pre"})
    private String profile = "";

    @Param
    private Listener listener = Listener.NONE;

    private P2mAlgorithm algorithm = open("xen_4_8", Listener.NONE);
    private int turn;

    @Setup
    public void map() {
      algorithm = open(profile, listener);
      algorithm.lock();
      for (int page = 0; page < PAGES; page++) {
        insert(algorithm, page, FIRST_MFN);
      }
      algorithm.unlock();
      algorithm.lock();
    }

    /** A page far from the last, each once before any again. */
    private int nextPage() {
      turn++;
      return (turn * MIX) >>> 14;
    }

    private long target() {
      return (turn & PAGES) == 0 ? OTHER_MFN : FIRST_MFN;
    }
  }

  /** Nothing mapped. */
  @State(Scope.Thread)
  public static class Fresh {
    /** The new algorithm and the old one. */
    @Param({"xen_4_8", "xen_4_8_fixed", "xen_pre"})
    private String profile = "";

    @Param
    private Listener listener = Listener.NONE;

    private P2mAlgorithm algorithm = open("xen_4_8", Listener.NONE);

    @Setup(Level.Invocation)
    public void create() {
      algorithm = open(profile, listener);
      algorithm.lock();
    }
  }

  /** A look-up of a random page of 1 GiB that is mapped by pages. */
  @Benchmark
  @OperationsPerInvocation(TURNS)
  public long lookup(Mapped mapped) {
    long sum = 0;
    for (int i = 0; i < TURNS; i++) {
      sum += mapped.algorithm.translate(FIRST_GFN + mapped.nextPage());
    }
    return sum;
  }

  /** A random page of it mapped to another frame: break, invalidate, make. */
  @Benchmark
  @OperationsPerInvocation(TURNS)
  public void replace(Mapped mapped) {
    for (int i = 0; i < TURNS; i++) {
      insert(mapped.algorithm, mapped.nextPage(), mapped.target());
    }
  }

  /** 1 GiB mapped page by page from nothing, tables included; one page is one operation. */
  @Benchmark
  @OperationsPerInvocation(PAGES)
  public void insert(Fresh fresh) {
    for (int page = 0; page < PAGES; page++) {
      insert(fresh.algorithm, page, FIRST_MFN);
    }
  }
}
