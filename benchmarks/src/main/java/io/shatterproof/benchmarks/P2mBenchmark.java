package io.shatterproof.benchmarks;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.reference.ReferenceProvider;
import io.shatterproof.spi.P2mSession;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Operations of the reference, events included; nobody judges them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class P2mBenchmark {
  private static final MappingAttributes RAM_RW = MappingAttributes.of(P2mType.RAM_RW);
  private static final long RAM = 0x8_0000_0000L;
  private static final long OTHER = 0x9_0000_0000L;
  private static final long PAGES_IPA = 0x4000_0000L;
  private static final long BLOCK_IPA = 0x8000_0000L;
  private static final long FREE_IPA = 0xc000_0000L;
  private static final long KIB_4 = 1L << 12;
  private static final long GIB = 1L << 30;
  private static final int PAGES = 512;
  private static final int PE = 0;

  /** The new algorithm and the old one. */
  @Param({"xen_4_8", "xen_pre"})
  private String profile = "";

  private P2mSession session = open("xen_4_8");
  private int turn;

  private static P2mSession open(String profile) {
    P2mSession session =
        new ReferenceProvider().open(Platform.plain("arm"), profile, new IgnoredEvents());
    session.createDomain(new DomainConfig(
        "guest",
        profile,
        new Stage2Geometry(Granule.SIZE_4K, 40, 1, 2, 40),
        PE,
        List.of(1),
        false,
        OptionalInt.empty(),
        P2mAccess.RWX));
    return session;
  }

  /** A 1G block, 2M of pages, and one page in a table with room. */
  @Setup
  public void map() {
    session = open(profile);
    done(session.map(PE, 0, BLOCK_IPA, GIB, RAM, RAM_RW));
    for (int page = 0; page < PAGES; page++) {
      long offset = page * KIB_4;
      done(session.map(PE, 0, PAGES_IPA + offset, KIB_4, RAM + offset, RAM_RW));
    }
    done(session.map(PE, 0, FREE_IPA, KIB_4, RAM, RAM_RW));
  }

  /** A page where nothing is mapped, then its removal: two operations. */
  @Benchmark
  public long mapAndUnmapPage() {
    long offset = nextOffset() | KIB_4; // never the page that keeps the table alive
    done(session.map(PE, 0, FREE_IPA + offset, KIB_4, RAM + offset, RAM_RW));
    return done(session.unmap(PE, 0, FREE_IPA + offset, KIB_4, OptionalLong.empty()));
  }

  /** A page mapped to another frame: break, invalidate, make, on the new algorithm. */
  @Benchmark
  public long replacePage() {
    long offset = nextOffset();
    long target = (turn & 1) == 0 ? RAM : OTHER;
    return done(session.map(PE, 0, PAGES_IPA + offset, KIB_4, target + offset, RAM_RW));
  }

  /** The headline, whole: a fresh machine and domain, a 1G block, 4K replaced inside it. */
  @Benchmark
  public long splitBlockInFreshDomain() {
    try (P2mSession fresh = open(profile)) {
      done(fresh.map(PE, 0, BLOCK_IPA, GIB, RAM, RAM_RW));
      return done(fresh.map(PE, 0, BLOCK_IPA + 0xa0_7000L, KIB_4, OTHER, RAM_RW));
    }
  }

  @Benchmark
  public P2mEntry lookupOfPage() {
    return session.lookup(0, PAGES_IPA + nextOffset());
  }

  @Benchmark
  public P2mEntry lookupInBlock() {
    return session.lookup(0, BLOCK_IPA + nextOffset());
  }

  private long nextOffset() {
    turn = (turn + 1) % (2 * PAGES);
    return (turn >>> 1) * KIB_4;
  }

  private static long done(long code) {
    if (code != 0) {
      throw new IllegalStateException("the operation returned " + code);
    }
    return code;
  }
}
