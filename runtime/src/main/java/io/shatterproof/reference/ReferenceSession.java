package io.shatterproof.reference;

import io.shatterproof.arch.Granule;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.Gfn;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.Mfn;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.spi.UnsupportedByProviderException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** A hypervisor behind the interface of implementations under test. Addresses are cut to frames. */
final class ReferenceSession implements P2mSession {
  private final Hypervisor hypervisor;
  private final Map<Integer, Integer> lockHolders = new HashMap<>();
  private int domains;

  ReferenceSession(Hypervisor hypervisor) {
    this.hypervisor = hypervisor;
  }

  /** Creates a domain; the PE that operates it and those that it runs on then enter its guest. */
  @Override
  public DomainReport createDomain(DomainConfig config) {
    Cpu cpu = hypervisor.cpu();
    cpu.moveTo(config.operatedBy());
    Hypervisor.Domain domain = hypervisor.createDomain(config);
    domains++;
    hypervisor.enter(domain);
    for (int pe : config.runsOn()) {
      if (pe != config.operatedBy()) {
        cpu.moveTo(pe);
        hypervisor.enter(domain);
      }
    }
    long vtcr = Vtcr.of(hypervisor.platform(), config.geometry());
    return new DomainReport(domain.p2m().vttbr(), vtcr);
  }

  @Override
  public long map(
      int pe, int domain, long ipa, long sizeBytes, long pa, MappingAttributes attributes) {
    Hypervisor.Domain mapped = onPe(pe, domain);
    P2mType type = type(attributes);
    long gfn = Gfn.containing(ipa).number();
    long mfn = Mfn.containing(pa).number();
    return mapped
        .algorithm()
        .insert(gfn, frames(ipa, sizeBytes), mfn, type, mapped.p2m().access().defaultAccess());
  }

  @Override
  public long unmap(int pe, int domain, long ipa, long sizeBytes, OptionalLong pa) {
    OptionalLong believed = pa.isPresent()
        ? OptionalLong.of(Mfn.containing(pa.getAsLong()).number())
        : OptionalLong.empty();
    return onPe(pe, domain)
        .algorithm()
        .remove(Gfn.containing(ipa).number(), frames(ipa, sizeBytes), believed);
  }

  @Override
  public P2mEntry lookup(int domain, long ipa) {
    Hypervisor.Domain asked = hypervisor.domain(domain);
    hypervisor.cpu().moveTo(asked.config().operatedBy());
    P2mEntry entry = asked.algorithm().lookup(Gfn.containing(ipa).number());
    return entry instanceof P2mEntry.Mapped mapped
        ? new P2mEntry.Mapped(
            mapped.pa() | (ipa & (Granule.SIZE_4K.sizeBytes() - 1)),
            mapped.permissions(),
            mapped.type(),
            mapped.access(),
            mapped.order())
        : entry;
  }

  @Override
  public void lock(int pe, int domain) {
    Hypervisor.Domain locked = onPe(pe, domain);
    if (lockHolders.put(domain, pe) != null) {
      throw new UnsupportedByProviderException("a lock that is taken twice");
    }
    locked.algorithm().lock();
  }

  @Override
  public void unlock(int pe, int domain) {
    Hypervisor.Domain locked = onPe(pe, domain);
    if (lockHolders.remove(domain) == null) {
      throw new UnsupportedByProviderException("the release of a lock that nobody holds");
    }
    locked.algorithm().unlock();
  }

  @Override
  public void limitTables(long tables) {
    hypervisor.pool().limit(tables);
  }

  @Override
  public long readDescriptor(long pa) {
    return hypervisor.memory().read(pa);
  }

  @Override
  public void close() {}

  /** The next operation is one of this PE on this domain. */
  private Hypervisor.Domain onPe(int pe, int domain) {
    if (domain >= domains) {
      throw new IllegalArgumentException("there is no domain " + domain);
    }
    Integer holder = lockHolders.get(domain);
    if (holder != null && holder != pe) {
      throw new UnsupportedByProviderException(
          "an operation of PE " + pe + " while PE " + holder + " holds the lock");
    }
    hypervisor.cpu().moveTo(pe);
    return hypervisor.domain(domain);
  }

  private static long frames(long ipa, long sizeBytes) {
    long page = Granule.SIZE_4K.sizeBytes();
    return ((ipa & (page - 1)) + sizeBytes + page - 1) >>> Granule.SIZE_4K.shift();
  }

  /** The first type that has what the neutral form asks for and takes no reference. */
  private static P2mType type(MappingAttributes attributes) {
    if (attributes.type().isPresent()) {
      return attributes.type().get();
    }
    for (P2mType type : P2mType.values()) {
      if (!type.isForeign()
          && type.permissions().equals(attributes.permissions())
          && type.attributes().equals(attributes.memory())) {
        return type;
      }
    }
    throw new UnsupportedByProviderException(
        "a type with permissions " + attributes.permissions() + " and " + attributes.memory());
  }
}
