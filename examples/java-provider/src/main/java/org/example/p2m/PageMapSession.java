package org.example.p2m;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Outcome;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One run of the black box: a map from guest pages to what is mapped there, for each domain. */
final class PageMapSession implements P2mSession {
  private static final long PAGE = 4096;

  private final List<Domain> domains = new ArrayList<>();

  private record Page(long pa, MappingAttributes attributes) {}

  private record Domain(long ipaSize, Map<Long, Page> pages) {}

  @Override
  public DomainReport createDomain(DomainConfig config) {
    domains.add(new Domain(1L << config.geometry().ipaBits(), new HashMap<>()));
    return new DomainReport((long) domains.size() << 48, 0); // a VMID of its own, and no tables
  }

  @Override
  public long map(
      int pe, int domain, long ipa, long sizeBytes, long pa, MappingAttributes attributes) {
    Domain target = domains.get(domain);
    if (ipa + sizeBytes > target.ipaSize()) {
      return Errno.ERANGE.code();
    }
    for (long offset = 0; offset < sizeBytes; offset += PAGE) {
      target.pages().put(ipa + offset, new Page(pa + offset, attributes));
    }
    return 0;
  }

  @Override
  public long unmap(int pe, int domain, long ipa, long sizeBytes, OptionalLong pa) {
    for (long offset = 0; offset < sizeBytes; offset += PAGE) {
      domains.get(domain).pages().remove(ipa + offset);
    }
    return 0;
  }

  @Override
  public P2mEntry lookup(int domain, long ipa) {
    Page page = page(domain, ipa);
    if (page == null) {
      return new P2mEntry.Hole(Optional.empty());
    }
    return new P2mEntry.Mapped(
        page.pa() + ipa % PAGE,
        page.attributes().permissions(),
        page.attributes().type(),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public Outcome access(int pe, int domain, GuestAccess access) {
    Page page = page(domain, access.address());
    if (page == null) {
      return new Outcome.Faulted(FaultKind.TRANSLATION, Outcome.NO_LEVEL);
    }
    return page.attributes().permissions().allows(access.kind())
        ? new Outcome.Translated(
            page.pa() + access.address() % PAGE, Outcome.NO_LEVEL, AccessAttributes.NORMAL_WB)
        : new Outcome.Faulted(FaultKind.PERMISSION, Outcome.NO_LEVEL);
  }

  private Page page(int domain, long ipa) {
    return domains.get(domain).pages().get(ipa - ipa % PAGE);
  }

  @Override
  public void close() {}
}
