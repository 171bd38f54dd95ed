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
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.spi.DomainRefusedException;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.spi.UnsupportedByProviderException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/**
 * A session whose failures are told apart from failures of the judge. Domains have their numbers of
 * the vector here.
 */
final class GuardedSession implements P2mSession {
  private final P2mSession session;

  private final IntUnaryOperator numbers;

  private GuardedSession(P2mSession session, IntUnaryOperator numbers) {
    this.session = session;
    this.numbers = numbers;
  }

  /**
   * Opens a session.
   *
   * @param numbers from a domain's number in the vector to that in the session
   */
  static GuardedSession open(Supplier<P2mSession> open, IntUnaryOperator numbers) {
    return new GuardedSession(guarded("open", open), numbers);
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
    return ask("map", domain, number -> session.map(pe, number, ipa, sizeBytes, pa, attributes));
  }

  @Override
  public long map(
      int pe,
      int domain,
      long ipa,
      long sizeBytes,
      long pa,
      MappingAttributes attributes,
      P2mAccess access) {
    return ask(
        "map", domain, number -> session.map(pe, number, ipa, sizeBytes, pa, attributes, access));
  }

  @Override
  public long populate(int pe, int domain, long ipa, long sizeBytes, MappingAttributes attributes) {
    return ask(
        "populate", domain, number -> session.populate(pe, number, ipa, sizeBytes, attributes));
  }

  @Override
  public long unmap(int pe, int domain, long ipa, long sizeBytes, OptionalLong pa) {
    return ask("unmap", domain, number -> session.unmap(pe, number, ipa, sizeBytes, pa));
  }

  @Override
  public P2mEntry lookup(int domain, long ipa) {
    return ask("lookup", domain, number -> session.lookup(number, ipa));
  }

  @Override
  public void lock(int pe, int domain) {
    act("lock", domain, number -> session.lock(pe, number));
  }

  @Override
  public void unlock(int pe, int domain) {
    act("unlock", domain, number -> session.unlock(pe, number));
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
    return ask(
        "protect",
        domain,
        number -> session.protect(pe, number, ipa, sizeBytes, access, firstPage, preemptEvery));
  }

  @Override
  public long protectNewMappings(int pe, int domain, int access) {
    return ask("protect default", domain, number -> session.protectNewMappings(pe, number, access));
  }

  @Override
  public long accessRestriction(int domain, OptionalLong ipa) {
    return ask("access restriction", domain, number -> session.accessRestriction(number, ipa));
  }

  @Override
  public void listen(int domain, boolean connected, boolean required) {
    act("listener", domain, number -> session.listen(number, connected, required));
  }

  @Override
  public long clean(int pe, int domain, long ipa, long sizeBytes) {
    return ask("clean", domain, number -> session.clean(pe, number, ipa, sizeBytes));
  }

  @Override
  public long clean(
      int pe, int domain, long ipa, long sizeBytes, long firstPage, int preemptEvery) {
    return ask(
        "clean",
        domain,
        number -> session.clean(pe, number, ipa, sizeBytes, firstPage, preemptEvery));
  }

  @Override
  public long relinquish(int pe, int domain, int preemptEvery) {
    return ask("relinquish", domain, number -> session.relinquish(pe, number, preemptEvery));
  }

  @Override
  public void teardown(int pe, int domain) {
    act("teardown", domain, number -> session.teardown(pe, number));
  }

  @Override
  public long teardown(int pe, int domain, int preemptEvery) {
    return ask("teardown", domain, number -> session.teardown(pe, number, preemptEvery));
  }

  @Override
  public void invalidateRoot(int pe, int domain) {
    act("invalidate root", domain, number -> session.invalidateRoot(pe, number));
  }

  @Override
  public boolean resolve(int pe, int domain, long ipa) {
    return ask("resolve", domain, number -> session.resolve(pe, number, ipa));
  }

  @Override
  public void unpause(int pe, int domain) {
    act("unpause", domain, number -> session.unpause(pe, number));
  }

  @Override
  public void maintainBySetWay(int pe, int domain) {
    act("set way", domain, number -> session.maintainBySetWay(pe, number));
  }

  @Override
  public void switchCaches(int pe, int domain, boolean on) {
    act("caches", domain, number -> session.switchCaches(pe, number, on));
  }

  @Override
  public long resizePool(int pe, int domain, long sizeBytes, int preemptEvery) {
    return ask("pool", domain, number -> session.resizePool(pe, number, sizeBytes, preemptEvery));
  }

  @Override
  public void enter(int pe, int domain) {
    act("enter", domain, number -> session.enter(pe, number));
  }

  @Override
  public void enter(int pe, int domain, int vcpu) {
    act("enter", domain, number -> session.enter(pe, number, vcpu));
  }

  @Override
  public void leave(int pe) {
    guarded("leave", () -> session.leave(pe));
  }

  @Override
  public void emulate(int domain, long ipa, long sizeBytes) {
    act("emulate", domain, number -> session.emulate(number, ipa, sizeBytes));
  }

  @Override
  public AbortOutcome abort(int pe, int domain, GuestAbort abort) {
    return ask("abort", domain, number -> session.abort(pe, number, abort));
  }

  @Override
  public long statistic(int domain, Statistic which, int level) {
    return ask("statistics", domain, number -> session.statistic(number, which, level));
  }

  @Override
  public long readDescriptor(long pa) {
    return guarded("descriptor read-back", () -> session.readDescriptor(pa));
  }

  @Override
  public void readDescriptors(long tablePa, long[] descriptors) {
    guarded("descriptor read-back", () -> session.readDescriptors(tablePa, descriptors));
  }

  @Override
  public Outcome access(int pe, int domain, GuestAccess access) {
    return ask("guest access", domain, number -> session.access(pe, number, access));
  }

  @Override
  public AccessReport accessAndReport(int pe, int domain, GuestAccess access) {
    return ask("guest access", domain, number -> {
      AccessReport report = session.accessAndReport(pe, number, access);
      requireWhole(report);
      return report;
    });
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

  private <T> T ask(String call, int domain, IntFunction<T> question) {
    int number = numbers.applyAsInt(domain);
    return guarded(call, () -> question.apply(number));
  }

  private void act(String call, int domain, IntConsumer action) {
    int number = numbers.applyAsInt(domain);
    guarded(call, () -> action.accept(number));
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
      return Objects.requireNonNull(
          ImplementationClock.ofImplementation(action), "the implementation answered null");
    } catch (UnsupportedByProviderException lacking) {
      throw lacking;
    } catch (Throwable crash) { // errors, and checked exceptions that were thrown unseen
      throw new ProviderCrashedException(call, crash);
    }
  }
}
