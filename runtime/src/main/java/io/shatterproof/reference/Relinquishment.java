package io.shatterproof.reference;

import io.shatterproof.p2m.Errno;

/**
 * How a domain that is being destroyed gives up what it has, in pieces: mappings, what the start
 * table leads to, tables, pool. Releases that know no such pieces have the first alone. Xen goes
 * through them in one call; here the first can be had alone.
 *
 * @see "xen c447b7308b xen/arch/arm/domain.c: domain_relinquish_resources;
 *     xen/arch/arm/mmu/p2m.c: p2m_clear_root_pages, p2m_teardown, p2m_teardown_allocation"
 */
class Relinquishment {
  /** Freeing tables asks for preemption at every so many-th. */
  private static final int TABLES_SLICE = 512;

  private final ReferenceP2m p2m;
  private final P2mAlgorithm algorithm;
  private Stage next = Stage.MAPPINGS;

  Relinquishment(ReferenceP2m p2m, P2mAlgorithm algorithm) {
    this.p2m = p2m;
    this.algorithm = algorithm;
  }

  private enum Stage {
    MAPPINGS,
    ROOT,
    TABLES,
    POOL,
    DONE
  }

  /** The mappings; goes on where the last call stopped. 0, or the negated ERESTART. */
  long relinquish(Preemption preemption) {
    return algorithm.relinquish(preemption);
  }

  /** All that is left; goes on where the last call stopped. 0, or the negated ERESTART. */
  long tearDown(Preemption preemption) {
    long result = 0;
    while (next != Stage.DONE && result == 0) {
      result = switch (next) {
        case MAPPINGS -> algorithm.relinquish(preemption);
        case ROOT -> clearRoot();
        case TABLES -> freeTables(preemption);
        case POOL, DONE -> p2m.pool().resize(0, p2m.layout().granule(), preemption);
      };
      next = result == 0 ? following(next) : next;
    }
    return result;
  }

  private static Stage following(Stage stage) {
    return switch (stage) {
      case MAPPINGS -> Stage.ROOT;
      case ROOT -> Stage.TABLES;
      case TABLES -> Stage.POOL;
      case POOL, DONE -> Stage.DONE;
    };
  }

  /** Before tables are freed no walk may reach them any more. */
  protected long clearRoot() {
    algorithm.lock();
    p2m.clearRoot();
    flush();
    algorithm.unlock();
    return 0;
  }

  /** No PE holds anything of the domain any more. */
  protected void flush() {
    p2m.flushTlb();
  }

  protected long freeTables(Preemption preemption) {
    long result = 0;
    algorithm.lock();
    for (int count = 1; !p2m.tables().isEmpty() && result == 0; count++) {
      p2m.freeTable(p2m.tables().removeLast());
      if (count % TABLES_SLICE == 0 && preemption.isAsked()) {
        result = Errno.ERESTART.code();
      }
    }
    algorithm.unlock();
    return result;
  }
}
