package org.example.p2m;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.spi.DomainRefusedException;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One run of the white box: tables of 4K pages, changed by break-before-make. */
final class PageTablesSession implements P2mSession {
  private static final long PAGE = Machine.PAGE;
  private static final int LAST_LEVEL = 3;
  private static final long VALID = 1; // bit 0
  private static final long TABLE_OR_PAGE = 3; // bits[1:0]
  private static final long ADDRESS = 0xffff_ffff_f000L; // bits[47:12]

  private final Machine machine;
  private final List<Domain> domains = new ArrayList<>();

  PageTablesSession(Machine machine) {
    this.machine = machine;
  }

  private record Domain(long vttbr, Stage2Geometry shape) {
    long root() {
      return vttbr & ADDRESS;
    }
  }

  @Override
  public DomainReport createDomain(DomainConfig config) {
    Stage2Geometry shape = config.geometry();
    if (shape.granule() != Granule.SIZE_4K) {
      throw new DomainRefusedException(Errno.EINVAL);
    }
    int pe = config.operatedBy();
    long vmid = domains.size() + 1;
    long vttbr = vmid << 48 | machine.allocateTables(pe, shape.concatenatedTables());
    domains.add(new Domain(vttbr, shape));
    machine.load(pe, vttbr);
    return new DomainReport(vttbr, 0);
  }

  @Override
  public long map(
      int pe, int domain, long ipa, long sizeBytes, long pa, MappingAttributes attributes) {
    for (long offset = 0; offset < sizeBytes; offset += PAGE) {
      if (!domains.get(domain).shape().covers(ipa + offset)) {
        return Errno.ERANGE.code();
      }
      change(pe, domains.get(domain), ipa + offset, page(pa + offset, attributes));
    }
    return 0;
  }

  @Override
  public long unmap(int pe, int domain, long ipa, long sizeBytes, OptionalLong pa) {
    for (long offset = 0; offset < sizeBytes; offset += PAGE) {
      change(pe, domains.get(domain), ipa + offset, 0);
    }
    return 0;
  }

  /** Replaces the descriptor of a page: what was valid is broken before the next is made. */
  private void change(int pe, Domain domain, long ipa, long descriptor) {
    machine.load(pe, domain.vttbr());
    long pa = place(pe, domain, ipa, descriptor != 0);
    long old = pa == 0 ? 0 : machine.read(pa);
    if (old == descriptor) {
      return;
    }
    if ((old & VALID) != 0) {
      machine.store(pe, pa, LAST_LEVEL, ipa, 0);
      machine.invalidate(pe);
    }
    if (descriptor != 0) {
      machine.store(pe, pa, LAST_LEVEL, ipa, descriptor);
    }
  }

  /** Where the descriptor of a page stands; 0 where there is no table for it. */
  private long place(int pe, Domain domain, long ipa, boolean creates) {
    Stage2Geometry shape = domain.shape();
    if (!shape.covers(ipa)) {
      return 0;
    }
    long table = domain.root();
    for (int level = shape.startLevel(); level < LAST_LEVEL; level++) {
      long pa = shape.descriptorPa(table, ipa, level);
      if ((machine.read(pa) & VALID) == 0) {
        if (!creates) {
          return 0;
        }
        long firstIpa = ipa & -(1L << shape.granule().levelShift(level));
        machine.store(pe, pa, level, firstIpa, machine.allocateTables(pe, 1) | TABLE_OR_PAGE);
      }
      table = machine.read(pa) & ADDRESS;
    }
    return shape.descriptorPa(table, ipa, LAST_LEVEL);
  }

  private static long page(long pa, MappingAttributes attributes) {
    S2Permissions permissions = attributes.permissions();
    return pa
        | TABLE_OR_PAGE
        | (long) attributes.memory().memAttr() << 2 // MemAttr
        | (permissions.read() ? 1L << 6 : 0) // S2AP
        | (permissions.write() ? 1L << 7 : 0)
        | (long) attributes.memory().shareability().encoding() << 8 // SH
        | 1L << 10 // the access flag
        | (permissions.execute() ? 0 : 1L << 54); // XN
  }

  @Override
  public P2mEntry lookup(int domain, long ipa) {
    long pa = place(0, domains.get(domain), ipa, false);
    long descriptor = pa == 0 ? 0 : machine.read(pa);
    if ((descriptor & VALID) == 0) {
      return new P2mEntry.Hole(Optional.empty());
    }
    return new P2mEntry.Mapped(
        (descriptor & ADDRESS) + ipa % PAGE,
        new S2Permissions(
            (descriptor & 1L << 6) != 0,
            (descriptor & 1L << 7) != 0,
            (descriptor & 1L << 54) == 0),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public long readDescriptor(long pa) {
    return machine.read(pa);
  }

  @Override
  public void close() {}
}
