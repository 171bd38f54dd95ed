package io.shatterproof.reference;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.machine.BareMachine;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.GuestAbort;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.spi.UnsupportedByProviderException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A hypervisor behind the interface of implementations under test. Addresses are cut to frames. */
class ReferenceSession implements P2mSession {
  private static final long NO_SUCH_DOMAIN = Errno.ESRCH.code();

  /** Access restrictions ask for preemption where the pages done are a multiple of 64. */
  private static final long PROTECT_PREEMPTION_MASK = 0x3f;

  private static final long MOST_PAGES_CLEANED = 1L << 18;

  private final Hypervisor hypervisor;
  private @Nullable BareMachine bareMachine; // of whoever asks for it: most sessions have domains
  private final Map<Integer, Integer> lockHolders = new HashMap<>();
  private final Set<Integer> destroyed = new HashSet<>();
  private int domains;

  ReferenceSession(Hypervisor hypervisor) {
    this.hypervisor = hypervisor;
  }

  /** Creates a domain; the PE that operates it and those that it runs on then enter its guest. */
  @Override
  public DomainReport createDomain(DomainConfig config) {
    requireUnusedFeatures();
    Cpu cpu = hypervisor.cpu();
    cpu.moveTo(config.operatedBy());
    Domain domain = hypervisor.createDomain(config);
    domains++;
    enter(domain);
    for (int pe : config.runsOn()) {
      if (pe != config.operatedBy()) {
        cpu.moveTo(pe);
        enter(domain);
      }
    }
    long vtcr = Vtcr.of(hypervisor.platform(), config.geometry(), hypervisor.hasWideVmids());
    return new DomainReport(domain.p2m().vttbr(), vtcr);
  }

  /** The current PE runs the virtual CPU that it ran last. */
  private void enter(Domain domain) {
    hypervisor.enter(domain, domain.vcpus().on(hypervisor.cpu().pe()));
  }

  /** No Xen of these releases makes use of a feature; those that change its tables are refused. */
  private void requireUnusedFeatures() {
    for (Feature feature : hypervisor.platform().features()) {
      if (!ReferenceProvider.OF_DOMAINS.contains(feature)) {
        throw new UnsupportedByProviderException("domains with the feature " + feature.word());
      }
    }
  }

  @Override
  public long map(
      int pe, int domain, long ipa, long sizeBytes, long pa, MappingAttributes attributes) {
    P2mAccess access = hypervisor.domain(domain).p2m().defaultAccess();
    return map(pe, domain, ipa, sizeBytes, pa, attributes, access);
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
    Domain mapped = onPe(pe, domain);
    if (isDestroyed(domain)) {
      return NO_SUCH_DOMAIN;
    }
    if (wraps(ipa, sizeBytes) || wraps(pa, sizeBytes)) {
      return Errno.EINVAL.code();
    }
    TreeLayout layout = mapped.p2m().layout();
    P2mType type = type(attributes);
    long gfn = layout.frame(ipa);
    long mfn = layout.frame(pa);
    long pages = pages(layout, ipa, sizeBytes);
    long result = mapped.algorithm().insert(gfn, pages, mfn, type, access);
    if (result != 0 && type.isForeign()) {
      dropReferences(mapped, mfn, pages);
    }
    return result;
  }

  /**
   * One extent after the other, each as large as its address allows, up to an entry above the pages.
   *
   * @see "xen c447b7308b xen/common/memory.c: populate_physmap"
   */
  @Override
  public long populate(int pe, int domain, long ipa, long sizeBytes, MappingAttributes attributes) {
    Domain populated = onPe(pe, domain);
    P2mType type = type(attributes);
    if (!GuestMemory.canBe(type)) {
      throw new UnsupportedByProviderException("memory of the type " + type.word());
    }
    if (isDestroyed(domain)) {
      return NO_SUCH_DOMAIN;
    }
    TreeLayout layout = populated.p2m().layout();
    if (wraps(ipa, sizeBytes)) {
      return Errno.EINVAL.code();
    }
    long end = layout.frame(ipa) + pages(layout, ipa, sizeBytes);
    long result = 0;
    for (long gfn = layout.frame(ipa); gfn != end && result == 0; ) {
      long pages = GuestMemory.extent(layout, gfn, end - gfn);
      result = insertFresh(populated, gfn, pages, type);
      gfn += pages;
    }
    return result;
  }

  private long insertFresh(Domain domain, long gfn, long pages, P2mType type) {
    TreeLayout layout = domain.p2m().layout();
    OptionalLong pa = hypervisor.guestMemory().take(layout.address(pages));
    if (pa.isEmpty()) {
      return Errno.ENOMEM.code();
    }
    long mfn = layout.frame(pa.getAsLong());
    long result = domain.algorithm().insert(gfn, pages, mfn, type, domain.p2m().defaultAccess());
    return hypervisor.has(Change.POPULATE_CHECKED) ? result : 0;
  }

  /**
   * The caller took a reference on each page of the other domain; those that never came to be mapped
   * need none. What was mapped and taken back has lost its own already.
   *
   * @see "xen b03cee7319 xen/arch/arm/mm.c: xenmem_add_to_physmap_one"
   */
  void dropReferences(Domain domain, long mfn, long pages) {
    for (long page = domain.algorithm().pagesInserted(); page < pages; page++) {
      domain.p2m().reportDropped(mfn + page);
    }
  }

  @Override
  public long unmap(int pe, int domain, long ipa, long sizeBytes, OptionalLong pa) {
    Domain unmapped = onPe(pe, domain);
    if (isDestroyed(domain)) {
      return NO_SUCH_DOMAIN;
    }
    if (wraps(ipa, sizeBytes)) {
      return Errno.EINVAL.code();
    }
    TreeLayout layout = unmapped.p2m().layout();
    OptionalLong believed =
        pa.isPresent() ? OptionalLong.of(layout.frame(pa.getAsLong())) : OptionalLong.empty();
    long gfn = layout.frame(ipa);
    long pages = pages(layout, ipa, sizeBytes);
    return removed(unmapped, unmapped.algorithm().remove(gfn, pages, believed), believed);
  }

  /**
   * What the caller of a removal makes of its result; it keeps the page if that failed.
   *
   * @param believed the machine frame of the page
   */
  long removed(Domain domain, long result, OptionalLong believed) {
    return result;
  }

  @Override
  public P2mEntry lookup(int domain, long ipa) {
    Domain asked = onOperator(domain);
    if (isDestroyed(domain)) {
      return new P2mEntry.Hole(Optional.empty());
    }
    TreeLayout layout = asked.p2m().layout();
    P2mEntry entry = asked.algorithm().entry(layout.frame(ipa));
    return entry instanceof P2mEntry.Mapped mapped
        ? new P2mEntry.Mapped(
            mapped.pa() | (ipa & (layout.granule().sizeBytes() - 1)),
            mapped.permissions(),
            mapped.type(),
            mapped.access(),
            mapped.order())
        : entry;
  }

  /**
   * The range is checked as the caller does.
   *
   * @see "xen b03cee7319 xen/common/mem_access.c: mem_access_memop"
   */
  @Override
  public long protect(
      int pe, int domain, long ipa, long sizeBytes, int access, long firstPage, int preemptEvery) {
    Domain restricted = onPe(pe, domain);
    if (isDestroyed(domain)) {
      return NO_SUCH_DOMAIN;
    }
    if (wraps(ipa, sizeBytes)) {
      return Errno.EINVAL.code();
    }
    ReferenceP2m p2m = restricted.p2m();
    long gfn = p2m.layout().frame(ipa);
    long pages = pages(p2m.layout(), ipa, sizeBytes);
    long last = gfn + pages - 1;
    if (Long.compareUnsigned(pages, firstPage) < 0
        || Long.compareUnsigned(last, gfn) < 0
        || Long.compareUnsigned(last, p2m.highestMapped()) > 0) {
      return Errno.EINVAL.code();
    }
    return restricted
        .access()
        .protect(
            gfn, pages, firstPage, PROTECT_PREEMPTION_MASK, access, p2m.preemption(preemptEvery));
  }

  @Override
  public long protectNewMappings(int pe, int domain, int access) {
    Domain restricted = onPe(pe, domain);
    return isDestroyed(domain) ? NO_SUCH_DOMAIN : restricted.access().protectNewMappings(access);
  }

  @Override
  public long accessRestriction(int domain, OptionalLong ipa) {
    Domain asked = onOperator(domain);
    if (isDestroyed(domain)) {
      return NO_SUCH_DOMAIN;
    }
    return ipa.isPresent()
        ? asked.access().of(asked.p2m().layout().frame(ipa.getAsLong()))
        : asked.access().ofNewMappings();
  }

  @Override
  public void listen(int domain, boolean connected, boolean required) {
    hypervisor.domain(domain).access().listen(connected, required);
  }

  @Override
  public long clean(int pe, int domain, long ipa, long sizeBytes) {
    return clean(pe, domain, ipa, sizeBytes, 0, 0);
  }

  /**
   * The range is checked as the caller does.
   *
   * @see "xen b03cee7319 xen/arch/arm/domctl.c: XEN_DOMCTL_cacheflush"
   */
  @Override
  public long clean(
      int pe, int domain, long ipa, long sizeBytes, long firstPage, int preemptEvery) {
    Domain cleaned = onPe(pe, domain);
    if (isDestroyed(domain)) {
      return NO_SUCH_DOMAIN;
    }
    TreeLayout layout = cleaned.p2m().layout();
    long gfn = layout.frame(ipa);
    long pages = pages(layout, ipa, sizeBytes);
    if (wraps(ipa, sizeBytes) || Long.compareUnsigned(pages, MOST_PAGES_CLEANED) > 0) {
      return Errno.EINVAL.code();
    }
    return cleaned
        .algorithm()
        .cleanSome(gfn, pages, firstPage, cleaned.p2m().preemption(preemptEvery));
  }

  @Override
  public long relinquish(int pe, int domain, int preemptEvery) {
    Domain dying = onPe(pe, domain);
    if (isDestroyed(domain)) {
      return NO_SUCH_DOMAIN;
    }
    dying.p2m().die();
    return dying.relinquishment().relinquish(dying.p2m().preemption(preemptEvery));
  }

  @Override
  public void teardown(int pe, int domain) {
    teardown(pe, domain, 0);
  }

  @Override
  public long teardown(int pe, int domain, int preemptEvery) {
    Domain dying = onPe(pe, domain);
    if (isDestroyed(domain)) {
      return 0;
    }
    dying.p2m().die();
    long result = hypervisor.teardown(dying, dying.p2m().preemption(preemptEvery));
    if (result == 0) {
      destroyed.add(domain);
    }
    return result;
  }

  @Override
  public void enter(int pe, int domain) {
    enter(onPe(pe, domain));
  }

  @Override
  public void enter(int pe, int domain, int vcpu) {
    hypervisor.enter(onPe(pe, domain), vcpu);
  }

  @Override
  public void invalidateRoot(int pe, int domain) {
    requireLazyEntries();
    onPe(pe, domain).invalidateRoot();
  }

  @Override
  public boolean resolve(int pe, int domain, long ipa) {
    requireLazyEntries();
    Domain resolved = onPe(pe, domain);
    return resolved.algorithm().resolve(resolved.p2m().layout().frame(ipa));
  }

  private void requireLazyEntries() {
    if (!hypervisor.has(Change.LAZY_ENTRIES)) {
      throw new UnsupportedByProviderException("entries whose use is heard of");
    }
  }

  @Override
  public void unpause(int pe, int domain) {
    onPe(pe, domain).unpause();
  }

  /**
   * Set and way name a line of a cache, not memory: all that the guest can have used is cleaned the
   * first time, and the guest trapped when it switches its caches. With an IOMMU the instruction is
   * undefined to the guest.
   *
   * @see "xen f253e88bec xen/arch/arm/p2m.c: p2m_set_way_flush, p2m_flush_vm"
   */
  @Override
  public void maintainBySetWay(int pe, int domain) {
    Domain maintained = onPe(pe, domain);
    boolean isTrapped =
        hypervisor.has(Change.SET_WAY_TRAPPED) && !maintained.config().usesIommu();
    if (isTrapped && maintained.vcpus().maintain(maintained.vcpus().on(pe))) {
      hypervisor.cpu().trapCaches(true);
      maintained.cleanUsed();
    }
  }

  /** @see "xen f253e88bec xen/arch/arm/p2m.c: p2m_toggle_cache" */
  @Override
  public void switchCaches(int pe, int domain, boolean on) {
    Domain switched = onPe(pe, domain);
    int vcpu = switched.vcpus().on(pe);
    boolean wasTrapped = switched.vcpus().isTrapped(vcpu);
    boolean cleans = switched.vcpus().switchCaches(vcpu, on);
    if (wasTrapped && !switched.vcpus().isTrapped(vcpu)) {
      hypervisor.cpu().trapCaches(false);
    }
    if (cleans) {
      switched.cleanUsed();
    }
  }

  /**
   * The size is checked as the caller does.
   *
   * @see "xen c447b7308b xen/arch/arm/mmu/p2m.c: arch_set_paging_mempool_size"
   */
  @Override
  public long resizePool(int pe, int domain, long sizeBytes, int preemptEvery) {
    if (!hypervisor.has(Change.TABLE_POOLS)) {
      return P2mSession.super.resizePool(pe, domain, sizeBytes, preemptEvery);
    }
    Domain resized = onPe(pe, domain);
    if (isDestroyed(domain)) {
      return NO_SUCH_DOMAIN;
    }
    TreeLayout layout = resized.p2m().layout();
    long pages = layout.frame(sizeBytes);
    if (layout.address(pages) != sizeBytes) {
      return Errno.EINVAL.code();
    }
    return resized
        .p2m()
        .pool()
        .resize(pages, layout.granule(), resized.p2m().preemption(preemptEvery));
  }

  /** The PE idles: registers of the guest stay loaded until another is entered. */
  @Override
  public void leave(int pe) {
    hypervisor.cpu().moveTo(pe);
  }

  @Override
  public void emulate(int domain, long ipa, long sizeBytes) {
    hypervisor.domain(domain).emulate(ipa, sizeBytes);
  }

  @Override
  public AbortOutcome abort(int pe, int domain, GuestAbort abort) {
    return onPe(pe, domain).aborts().handle(abort);
  }

  @Override
  public long statistic(int domain, Statistic which, int level) {
    ReferenceP2m p2m = hypervisor.domain(domain).p2m();
    return switch (which) {
      case MAPPINGS -> p2m.statistics().mappings(level);
      case SHATTERED -> p2m.statistics().shatteredBlocks(level);
      case LOWEST -> p2m.lowestMapped() == -1 ? -1 : p2m.layout().address(p2m.lowestMapped());
      case END -> p2m.layout().address(p2m.endOfMapped());
    };
  }

  @Override
  public void lock(int pe, int domain) {
    Domain locked = onPe(pe, domain);
    if (lockHolders.put(domain, pe) != null) {
      throw new UnsupportedByProviderException("a lock that is taken twice");
    }
    locked.algorithm().lock();
  }

  @Override
  public void unlock(int pe, int domain) {
    Domain locked = onPe(pe, domain);
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
  public void failAllocation(long nth) {
    hypervisor.allocations().failNth(nth);
  }

  @Override
  public long readDescriptor(long pa) {
    return isBare(pa) ? bareMachine().read(pa) : hypervisor.memory().read(pa);
  }

  @Override
  public void readDescriptors(long tablePa, long[] descriptors) {
    if (isBare(tablePa)) {
      P2mSession.super.readDescriptors(tablePa, descriptors);
    } else {
      hypervisor.memory().read(tablePa, descriptors);
    }
  }

  private BareMachine bareMachine() {
    BareMachine machine = bareMachine;
    if (machine == null) {
      machine = new BareMachine(hypervisor.platform());
      bareMachine = machine;
    }
    return machine;
  }

  /** Whether there is memory of bare tables at an address. */
  private boolean isBare(long pa) {
    return bareMachine != null && bareMachine.holds(pa);
  }

  @Override
  public void provideMemory(long pa, long sizeBytes) {
    bareMachine().provideMemory(pa, sizeBytes);
  }

  @Override
  public void storeWord(int pe, long pa, long value) {
    requireMemory(pa);
    bareMachine().store(pe, pa, value, false, false);
  }

  @Override
  public void storeOfSameContents(int pe, long pa, long value) {
    requireMemory(pa);
    bareMachine().store(pe, pa, value, false, true);
  }

  private void requireMemory(long pa) {
    if (!isBare(pa)) {
      throw new IllegalArgumentException("there is no memory at 0x" + Long.toHexString(pa));
    }
  }

  @Override
  public void writeRegister(int pe, SystemRegister register, long value) {
    bareMachine().write(pe, register, value);
  }

  @Override
  public long exchangeWord(int pe, long pa, long value) {
    requireMemory(pa);
    beginHolding();
    long old = bareMachine().read(pa);
    bareMachine().store(pe, pa, value, true, false);
    return old;
  }

  @Override
  public void runAt(int pe, int el) {
    bareMachine().runAt(pe, el);
  }

  @Override
  public void tlbi(int pe, TlbiOp op, long operand) {
    beginHolding();
    bareMachine().tlbi(pe, op, operand);
  }

  @Override
  public void dsb(int pe, DsbOption option) {
    beginHolding();
    bareMachine().dsb(pe, option);
  }

  @Override
  public void isb(int pe) {
    beginHolding();
    bareMachine().isb(pe);
  }

  @Override
  public void cleanLine(int pe, long pa) {
    requireMemory(pa);
    beginHolding();
    bareMachine().cleanLine(pe, pa);
  }

  @Override
  public void freeTable(int pe, long pa, long sizeBytes) {
    requireMemory(pa);
    beginHolding();
    bareMachine().freeTable(pe, pa, sizeBytes);
  }

  /** The first sign that TLBs are maintained: from now on they hold what they may. */
  private void beginHolding() {
    if (!bareMachine().hasBegun()) {
      bareMachine().begin();
    }
  }

  @Override
  public List<AccessReport> perform(int pe, GuestAccess access) {
    List<AccessReport> reports = probe(pe, access);
    bareMachine().perform(pe, access);
    return reports;
  }

  /** The machine knows what can be without trying. */
  @Override
  public List<AccessReport> probe(int pe, GuestAccess access) {
    return bareMachine().outcomes(pe, access);
  }

  @Override
  public void close() {}

  /** The next operation is one of this PE on this domain. */
  private Domain onPe(int pe, int domain) {
    if (domain >= domains) {
      throw new IllegalArgumentException("there is no domain " + domain);
    }
    Integer holder = lockHolders.get(domain);
    if (holder != null && holder != pe) {
      throw new UnsupportedByProviderException(
          "an operation of PE " + pe + " while PE " + holder + " holds the lock");
    }
    return hypervisor.operate(pe, domain);
  }

  private Domain onOperator(int domain) {
    return hypervisor.operate(hypervisor.domain(domain).config().operatedBy(), domain);
  }

  private boolean isDestroyed(int domain) {
    return destroyed.contains(domain);
  }

  /** Whether a range ends beyond the last address there is; callers refuse such a one. */
  private static boolean wraps(long first, long sizeBytes) {
    return sizeBytes != 0 && Long.compareUnsigned(first + sizeBytes - 1, first) < 0;
  }

  /** Pages that a range touches, which does not wrap around. */
  private static long pages(TreeLayout layout, long ipa, long sizeBytes) {
    return sizeBytes == 0 ? 0 : layout.frame(ipa + sizeBytes - 1) - layout.frame(ipa) + 1;
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
