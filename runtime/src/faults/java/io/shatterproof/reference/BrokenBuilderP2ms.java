package io.shatterproof.reference;

import io.shatterproof.arch.Platform;
import io.shatterproof.arch.S2Format;
import io.shatterproof.event.EventSink;
import io.shatterproof.event.Observable;
import io.shatterproof.memory.PhysicalMemory;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.SeededFault;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** One wrong P2M in the making: which fault it has, where, and what shows it. */
final class BrokenBuilderP2ms {
  private final SeededFault fault;
  private final String variant;
  private final String sentence;
  private List<Profile> profiles = List.of(Profile.XEN_4_8, Profile.XEN_4_8_FIXED);
  private Set<Observable> observables = Set.of();

  private BrokenBuilderP2ms(SeededFault fault, String variant, String sentence) {
    this.fault = fault;
    this.variant = variant;
    this.sentence = sentence;
  }

  /** A fault of one form. */
  static BrokenBuilderP2ms fault(SeededFault fault) {
    return new BrokenBuilderP2ms(fault, "", fault.sentence());
  }

  /**
   * One form of a fault.
   *
   * @param variant a small letter
   */
  static BrokenBuilderP2ms fault(SeededFault fault, String variant, String sentence) {
    return new BrokenBuilderP2ms(fault, variant, sentence);
  }

  /** It applies to these releases; without this, to those that follow break-before-make. */
  BrokenBuilderP2ms on(Profile... these) {
    profiles = List.of(these);
    return this;
  }

  /** It applies to every release. */
  BrokenBuilderP2ms onEvery() {
    profiles = Profile.ALL;
    return this;
  }

  /** It applies to every release that follows break-before-make. */
  BrokenBuilderP2ms onReworked() {
    return on(Profile.XEN_4_8, Profile.XEN_4_8_FIXED, Profile.XEN_LATEST);
  }

  /** What reveals it. */
  BrokenBuilderP2ms shownBy(Observable... these) {
    observables = Set.of(these);
    return this;
  }

  /** Its parts as one of the releases. */
  BrokenProvider of(Function<Profile, Parts> parts) {
    String name = fault.name() + variant;
    return new BrokenProvider(
        fault, variant, sentence, observables, new ReferenceProvider(name, profiles, parts));
  }

  /** It differs in its algorithm alone. */
  BrokenProvider ofAlgorithm(BrokenAlgorithmP2ms.Factory algorithm) {
    return of(profile -> new Parts(profile) {
      @Override
      P2mAlgorithm algorithm(ReferenceP2m p2m, DomainConfig config, Platform platform) {
        return algorithm.create(p2m, config);
      }
    });
  }

  /** It differs in its look-up alone. */
  BrokenProvider ofLookup(Function<ReferenceP2m, EntryLookup> lookup) {
    return of(profile -> new Parts(profile) {
      @Override
      EntryLookup lookup(ReferenceP2m p2m) {
        return lookup.apply(p2m);
      }
    });
  }

  /** It differs in the primitives of its PEs alone. */
  BrokenProvider ofCpu(CpuFactory cpu) {
    return of(profile -> new Parts(profile) {
      @Override
      Cpu cpu(EventSink events, PhysicalMemory memory, int pes, boolean cleansEntries) {
        return cpu.create(events, memory, pes, cleansEntries);
      }
    });
  }

  /** It differs in what it stores in entries alone. */
  BrokenProvider ofCodec(BiFunction<TypeNumbering, S2Format, EntryCodec> codec) {
    return of(profile -> new Parts(profile) {
      @Override
      EntryCodec codec(S2Format format) {
        return codec.apply(profile.types(), format);
      }
    });
  }

  /** It differs in the control of accesses alone. */
  BrokenProvider ofAccessControl(BiFunction<ReferenceP2m, P2mAlgorithm, AccessControl> control) {
    return of(profile -> new Parts(profile) {
      @Override
      AccessControl accessControl(ReferenceP2m p2m, P2mAlgorithm algorithm) {
        return control.apply(p2m, algorithm);
      }
    });
  }

  /** It differs in how it builds the tables that replace a block. */
  BrokenProvider ofSplitter(BiFunction<ReferenceP2m, BlockSplitter.Children, BlockSplitter> made) {
    return of(profile -> new Parts(profile) {
      @Override
      BlockSplitter splitter(ReferenceP2m p2m, BlockSplitter.Children children) {
        return made.apply(p2m, children);
      }
    });
  }

  /** It differs in what it makes of aborts alone. */
  BrokenProvider ofAborts(AbortsFactory aborts) {
    return of(profile -> new Parts(profile) {
      @Override
      AbortHandler abortHandler(Domain domain, Cpu cpu, Platform platform) {
        return aborts.create(domain, cpu, profile.aborts(), mayMisreport(platform));
      }
    });
  }

  /** It differs in what the callers of its P2M do. */
  BrokenProvider ofSession(Function<Hypervisor, ReferenceSession> session) {
    return of(profile -> new Parts(profile) {
      @Override
      ReferenceSession session(Hypervisor hypervisor) {
        return session.apply(hypervisor);
      }
    });
  }

  /** It differs in its bookkeeping alone. */
  BrokenProvider ofP2m(P2mFactory p2m) {
    return of(profile -> new Parts(profile) {
      @Override
      ReferenceP2m p2m(
          int domain,
          long vttbr,
          TreeLayout layout,
          Cpu cpu,
          TablePool pool,
          Allocations allocations,
          EventSink events) {
        return p2m.create(this, domain, vttbr, layout, cpu, pool, allocations, events);
      }
    });
  }

  /** As the constructor of {@link AbortHandler}. */
  @FunctionalInterface
  interface AbortsFactory {
    AbortHandler create(Domain domain, Cpu cpu, AbortHandler.Rules rules, boolean mayMisreport);
  }

  /** As the constructor of {@link ReferenceP2m}. */
  @FunctionalInterface
  interface P2mFactory {
    ReferenceP2m create(
        Parts parts,
        int domain,
        long vttbr,
        TreeLayout layout,
        Cpu cpu,
        TablePool pool,
        Allocations allocations,
        EventSink events);
  }

  /** Makes the primitives, as {@link Cpu#Cpu}. */
  @FunctionalInterface
  interface CpuFactory {
    Cpu create(EventSink events, PhysicalMemory memory, int pes, boolean cleansEntries);
  }
}
