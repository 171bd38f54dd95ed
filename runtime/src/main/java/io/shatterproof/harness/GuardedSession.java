package io.shatterproof.harness;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.GuestAbort;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.spi.DomainRefusedException;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.spi.UnsupportedByProviderException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** A session whose failures are told apart from failures of the judge. */
final class GuardedSession implements P2mSession {
  private final P2mSession session;

  private GuardedSession(P2mSession session) {
    this.session = session;
  }

  /** Opens a session. */
  static GuardedSession open(Supplier<P2mSession> open) {
    return new GuardedSession(guarded("open", open));
  }

  @Override
  public DomainReport createDomain(DomainConfig config) {
    try {
      return guarded("create domain " + config.name(), () -> session.createDomain(config));
    } catch (ProviderCrashedException crash) {
      if (crash.getCause() instanceof DomainRefusedException refused) {
        throw refused; // here, and nowhere else, an answer
      }
      throw crash;
    }
  }

  @Override
  public long map(
      int pe, int domain, long ipa, long sizeBytes, long pa, MappingAttributes attributes) {
    return guarded("map", () -> session.map(pe, domain, ipa, sizeBytes, pa, attributes));
  }

  @Override
  public long unmap(int pe, int domain, long ipa, long sizeBytes, OptionalLong pa) {
    return guarded("unmap", () -> session.unmap(pe, domain, ipa, sizeBytes, pa));
  }

  @Override
  public P2mEntry lookup(int domain, long ipa) {
    return guarded("lookup", () -> session.lookup(domain, ipa));
  }

  @Override
  public void lock(int pe, int domain) {
    guarded("lock", () -> session.lock(pe, domain));
  }

  @Override
  public void unlock(int pe, int domain) {
    guarded("unlock", () -> session.unlock(pe, domain));
  }

  @Override
  public void limitTables(long tables) {
    guarded("tables left", () -> session.limitTables(tables));
  }

  @Override
  public void failAllocation(long nth) {
    guarded("fail allocation", () -> session.failAllocation(nth));
  }

  @Override
  public long protect(
      int pe, int domain, long ipa, long sizeBytes, int access, long firstPage, int preemptEvery) {
    return guarded(
        "protect",
        () -> session.protect(pe, domain, ipa, sizeBytes, access, firstPage, preemptEvery));
  }

  @Override
  public long protectNewMappings(int pe, int domain, int access) {
    return guarded("protect default", () -> session.protectNewMappings(pe, domain, access));
  }

  @Override
  public long accessRestriction(int domain, OptionalLong ipa) {
    return guarded("access restriction", () -> session.accessRestriction(domain, ipa));
  }

  @Override
  public void listen(int domain, boolean connected, boolean required) {
    guarded("listener", () -> session.listen(domain, connected, required));
  }

  @Override
  public long clean(int pe, int domain, long ipa, long sizeBytes) {
    return guarded("clean", () -> session.clean(pe, domain, ipa, sizeBytes));
  }

  @Override
  public long relinquish(int pe, int domain, int preemptEvery) {
    return guarded("relinquish", () -> session.relinquish(pe, domain, preemptEvery));
  }

  @Override
  public void teardown(int pe, int domain) {
    guarded("teardown", () -> session.teardown(pe, domain));
  }

  @Override
  public void enter(int pe, int domain) {
    guarded("enter", () -> session.enter(pe, domain));
  }

  @Override
  public void leave(int pe) {
    guarded("leave", () -> session.leave(pe));
  }

  @Override
  public void emulate(int domain, long ipa, long sizeBytes) {
    guarded("emulate", () -> session.emulate(domain, ipa, sizeBytes));
  }

  @Override
  public AbortOutcome abort(int pe, int domain, GuestAbort abort) {
    return guarded("abort", () -> session.abort(pe, domain, abort));
  }

  @Override
  public long statistic(int domain, Statistic which, int level) {
    return guarded("statistics", () -> session.statistic(domain, which, level));
  }

  @Override
  public long readDescriptor(long pa) {
    return guarded("descriptor read-back", () -> session.readDescriptor(pa));
  }

  @Override
  public Outcome access(int pe, int domain, GuestAccess access) {
    return guarded("guest access", () -> session.access(pe, domain, access));
  }

  @Override
  public void provideMemory(long pa, long sizeBytes) {
    guarded("provide memory", () -> session.provideMemory(pa, sizeBytes));
  }

  @Override
  public void storeWord(int pe, long pa, long value) {
    guarded("store", () -> session.storeWord(pe, pa, value));
  }

  @Override
  public void storeOfSameContents(int pe, long pa, long value) {
    guarded("store", () -> session.storeOfSameContents(pe, pa, value));
  }

  @Override
  public void writeRegister(int pe, SystemRegister register, long value) {
    guarded("register write", () -> session.writeRegister(pe, register, value));
  }

  @Override
  public long exchangeWord(int pe, long pa, long value) {
    return guarded("exchange", () -> session.exchangeWord(pe, pa, value));
  }

  @Override
  public void runAt(int pe, int el) {
    guarded("change of Exception level", () -> session.runAt(pe, el));
  }

  @Override
  public void tlbi(int pe, TlbiOp op, long operand) {
    guarded("tlbi " + op.word(), () -> session.tlbi(pe, op, operand));
  }

  @Override
  public void dsb(int pe, DsbOption option) {
    guarded("dsb " + option.word(), () -> session.dsb(pe, option));
  }

  @Override
  public void isb(int pe) {
    guarded("isb", () -> session.isb(pe));
  }

  @Override
  public void cleanLine(int pe, long pa) {
    guarded("clean of a line", () -> session.cleanLine(pe, pa));
  }

  @Override
  public void freeTable(int pe, long pa, long sizeBytes) {
    guarded("free of a table", () -> session.freeTable(pe, pa, sizeBytes));
  }

  @Override
  public List<AccessReport> perform(int pe, GuestAccess access) {
    return reports(() -> session.perform(pe, access));
  }

  @Override
  public List<AccessReport> probe(int pe, GuestAccess access) {
    return reports(() -> session.probe(pe, access));
  }

  private static List<AccessReport> reports(Supplier<List<AccessReport>> access) {
    return guarded("access", () -> {
      List<AccessReport> reports = List.copyOf(access.get());
      if (reports.isEmpty()) {
        throw new IllegalStateException("an access meets something, but nothing was reported");
      }
      reports.forEach(GuardedSession::requireWhole);
      return reports;
    });
  }

  private static void requireWhole(AccessReport report) {
    Objects.requireNonNull(report.outcome());
    report.syndrome().values().values().forEach(Objects::requireNonNull);
    report.syndrome().unknownBits().values().forEach(Objects::requireNonNull);
    if (report.outcome() instanceof Outcome.Translated translated) {
      AccessAttributes attributes = translated.attributes();
      Objects.requireNonNull(attributes.type());
      Objects.requireNonNull(attributes.inner());
      Objects.requireNonNull(attributes.outer());
      Objects.requireNonNull(attributes.shareability());
      Objects.requireNonNull(attributes.tagging());
    }
  }

  @Override
  public void close() {
    guarded("close", () -> {
      try {
        session.close();
      } catch (UnsupportedByProviderException lacking) {
        throw new IllegalStateException("a session can always be closed", lacking);
      }
    });
  }

  private static void guarded(String call, Runnable action) {
    guarded(call, () -> {
      action.run();
      return call;
    });
  }

  /** Whatever an implementation throws is its crash, except that it lacks something. */
  static <T> T guarded(String call, Supplier<T> action) {
    try {
      return Objects.requireNonNull(action.get(), "the implementation answered null");
    } catch (UnsupportedByProviderException lacking) {
      throw lacking;
    } catch (Throwable crash) { // errors, and checked exceptions that were thrown unseen
      throw new ProviderCrashedException(call, crash);
    }
  }
}
