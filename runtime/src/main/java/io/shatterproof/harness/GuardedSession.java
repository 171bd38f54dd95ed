package io.shatterproof.harness;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.Outcome;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.spi.UnsupportedByProviderException;
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
    return guarded("create domain " + config.name(), () -> session.createDomain(config));
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
  public long readDescriptor(long pa) {
    return guarded("descriptor read-back", () -> session.readDescriptor(pa));
  }

  @Override
  public Outcome access(int pe, int domain, AccessKind kind, long ipa) {
    return guarded("guest access", () -> session.access(pe, domain, kind, ipa));
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
