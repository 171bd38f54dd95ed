package org.example.simulator;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Outcome;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** One run: what is mapped, and what each PE remembers of it. */
class Simulator implements P2mSession {
  private static final long SIZE = 4096;

  /** A page of a guest, of one domain. */
  private record Place(int domain, long page) {}

  private record Mapping(long pa, MappingAttributes attributes) {}

  private final Map<Place, Mapping> mapped = new HashMap<>();
  private final List<Map<Place, Mapping>> tlbs;
  private long domains;

  Simulator(int pes) {
    tlbs = Stream.<Map<Place, Mapping>>generate(HashMap::new).limit(pes).toList();
  }

  /** Has every PE forget a page. */
  void invalidate(int domain, long page) {
    tlbs.forEach(tlb -> tlb.remove(new Place(domain, page)));
  }

  @Override
  public DomainReport createDomain(DomainConfig config) {
    domains++;
    return new DomainReport(domains << 48, 0); // a VMID of its own, and no tables
  }

  @Override
  public long map(
      int pe, int domain, long ipa, long sizeBytes, long pa, MappingAttributes attributes) {
    // Whether a guest of this size can address it is not looked at: known-failures.txt.
    for (long offset = 0; offset < sizeBytes; offset += SIZE) {
      mapped.put(new Place(domain, ipa + offset), new Mapping(pa + offset, attributes));
      invalidate(domain, ipa + offset);
    }
    return 0;
  }

  @Override
  public long unmap(int pe, int domain, long ipa, long sizeBytes, OptionalLong pa) {
    for (long offset = 0; offset < sizeBytes; offset += SIZE) {
      mapped.remove(new Place(domain, ipa + offset));
      invalidate(domain, ipa + offset);
    }
    return 0;
  }

  @Override
  public P2mEntry lookup(int domain, long ipa) {
    Mapping mapping = mapped.get(placeOf(domain, ipa));
    if (mapping == null) {
      return new P2mEntry.Hole(Optional.empty());
    }
    return new P2mEntry.Mapped(
        mapping.pa() + ipa % SIZE,
        mapping.attributes().permissions(),
        mapping.attributes().type(),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public Outcome access(int pe, int domain, GuestAccess access) {
    Mapping mapping =
        tlbs.get(pe).computeIfAbsent(placeOf(domain, access.address()), mapped::get);
    if (mapping == null) {
      return new Outcome.Faulted(FaultKind.TRANSLATION, Outcome.NO_LEVEL);
    }
    if (!mapping.attributes().permissions().allows(access.kind())) {
      return new Outcome.Faulted(FaultKind.PERMISSION, Outcome.NO_LEVEL);
    }
    return new Outcome.Translated(
        mapping.pa() + access.address() % SIZE, Outcome.NO_LEVEL, AccessAttributes.NORMAL_WB);
  }

  private static Place placeOf(int domain, long ipa) {
    return new Place(domain, ipa - ipa % SIZE);
  }

  @Override
  public void close() {}
}
