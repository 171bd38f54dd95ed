package io.shatterproof.harness.remote;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.EventSink;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.GuestAbort;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.PageOrder;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.spi.DomainRefusedException;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.spi.UnsupportedByProviderException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A session whose every method is a {@link Call}, which a {@link Conversation} answers. */
final class CallingSession implements P2mSession {
  private static final int USUAL_EL = 1;

  private final Conversation conversation;
  private final EventSink events;
  private @Nullable TableWords tables; // told since the last call that may have changed them
  private boolean isBare;
  private boolean cannotReadTables;

  CallingSession(Conversation conversation, EventSink events) {
    this.conversation = conversation;
    this.events = events;
  }

  private Answer ask(Call call) {
    if (!call.isQuestion()) {
      tables = null;
    }
    Answer answer = conversation.ask(call, events);
    FlatObject result = answer.result();
    if (result.has("unsupported")) {
      throw new UnsupportedByProviderException(FlatObject.shown(result.text("unsupported")));
    }
    if (result.has("failed")) {
      throw new ProgramFailedException("it says: " + FlatObject.shown(result.text("failed")));
    }
    return answer;
  }

  private FlatObject result(CallBuilder call) {
    return ask(call.build()).result();
  }

  private void act(CallBuilder call) {
    result(call).end();
  }

  private long returned(CallBuilder call) {
    FlatObject result = result(call);
    long code = result.whole("returns");
    result.end();
    return code;
  }

  private static CallBuilder call(String word) {
    return new CallBuilder(word);
  }

  private static CallBuilder call(String word, int pe, int domain) {
    return call(word).number("pe", pe).number("domain", domain);
  }

  private static CallBuilder call(String word, int pe, int domain, long ipa, long sizeBytes) {
    return call(word, pe, domain).hex("ipa", ipa).hex("size", sizeBytes);
  }

  @Override
  public DomainReport createDomain(DomainConfig config) {
    Stage2Geometry geometry = config.geometry();
    CallBuilder call = call("create_domain")
        .text("name", config.name())
        .text("profile", config.profile())
        .text("granule", Spelling.GRANULE.word(geometry.granule()))
        .number("ipa_bits", geometry.ipaBits())
        .number("start_level", geometry.startLevel())
        .number("start_tables", geometry.concatenatedTables())
        .number("output_bits", geometry.outputBits())
        .number("operated_by", config.operatedBy())
        .numbers("runs_on", config.runsOn())
        .flag("uses_iommu", config.usesIommu());
    config.vmid().ifPresent(vmid -> call.number("vmid", vmid));
    call.text("default_access", Spelling.P2M_ACCESS.word(config.defaultAccess()));
    FlatObject result = result(call);
    if (result.has("refused")) {
      long code = result.whole("refused");
      result.end();
      throw new DomainRefusedException(Errno.ofCode(code)
          .orElseThrow(() -> new NonsenseException("`refused` is " + code
              + ", not a negated error number that docs/protocol.md lists")));
    }
    DomainReport report = new DomainReport(result.hex("vttbr"), result.hexOr(0, "vtcr"));
    result.end();
    return report;
  }

  @Override
  public long map(
      int pe, int domain, long ipa, long sizeBytes, long pa, MappingAttributes attributes) {
    return returned(mapping(pe, domain, ipa, sizeBytes, pa, attributes));
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
    return returned(mapping(pe, domain, ipa, sizeBytes, pa, attributes)
        .text("access", Spelling.P2M_ACCESS.word(access)));
  }

  private static CallBuilder mapping(
      int pe, int domain, long ipa, long sizeBytes, long pa, MappingAttributes attributes) {
    return attributes(call("map", pe, domain, ipa, sizeBytes).hex("pa", pa), attributes);
  }

  private static CallBuilder attributes(CallBuilder call, MappingAttributes attributes) {
    call.text("perm", attributes.permissions().toString())
        .number("memattr", attributes.memory().memAttr())
        .text("sh", Spelling.SHAREABILITY.word(attributes.memory().shareability()));
    attributes.type().ifPresent(type -> call.text("type", Spelling.P2M_TYPE.word(type)));
    return call;
  }

  @Override
  public long populate(int pe, int domain, long ipa, long sizeBytes, MappingAttributes attributes) {
    return returned(attributes(call("populate", pe, domain, ipa, sizeBytes), attributes));
  }

  @Override
  public long unmap(int pe, int domain, long ipa, long sizeBytes, OptionalLong pa) {
    CallBuilder call = call("unmap", pe, domain, ipa, sizeBytes);
    pa.ifPresent(believed -> call.hex("pa", believed));
    return returned(call);
  }

  @Override
  public P2mEntry lookup(int domain, long ipa) {
    FlatObject result = result(call("lookup").number("domain", domain).hex("ipa", ipa));
    boolean isMapped = result.flag("mapped");
    OptionalLong number = result.optionalWhole("order", 0, 52);
    Optional<PageOrder> order = number.isPresent()
        ? Optional.of(new PageOrder((int) number.getAsLong()))
        : Optional.empty();
    P2mEntry entry = isMapped
        ? new P2mEntry.Mapped(
            result.hex("pa"),
            permissions(result),
            result.has("type")
                ? Optional.of(result.word("type", Spelling.P2M_TYPE))
                : Optional.empty(),
            result.has("access")
                ? Optional.of(result.word("access", Spelling.P2M_ACCESS))
                : Optional.empty(),
            order)
        : new P2mEntry.Hole(order);
    result.end();
    return entry;
  }

  private static S2Permissions permissions(FlatObject result) {
    String letters = result.text("perm");
    S2Permissions permissions = new S2Permissions(
        letters.indexOf('r') >= 0, letters.indexOf('w') >= 0, letters.indexOf('x') >= 0);
    if (!permissions.toString().equals(letters)) {
      throw FlatObject.unknown("perm", letters);
    }
    return permissions;
  }

  @Override
  public void lock(int pe, int domain) {
    act(call("lock", pe, domain));
  }

  @Override
  public void unlock(int pe, int domain) {
    act(call("unlock", pe, domain));
  }

  @Override
  public void limitTables(long tablesLeft) {
    act(call("limit_tables").number("tables", tablesLeft));
  }

  @Override
  public void failAllocation(long nth) {
    act(call("fail_allocation").number("nth", nth));
  }

  @Override
  public long protect(
      int pe, int domain, long ipa, long sizeBytes, int access, long firstPage, int preemptEvery) {
    return returned(call("protect", pe, domain, ipa, sizeBytes)
        .number("access", access)
        .numberUnlessZero("first_page", firstPage)
        .numberUnlessZero("preempt_every", preemptEvery));
  }

  @Override
  public long protectNewMappings(int pe, int domain, int access) {
    return returned(call("protect_new_mappings", pe, domain).number("access", access));
  }

  @Override
  public long accessRestriction(int domain, OptionalLong ipa) {
    CallBuilder call = call("access_restriction").number("domain", domain);
    ipa.ifPresent(address -> call.hex("ipa", address));
    return returned(call);
  }

  @Override
  public void listen(int domain, boolean connected, boolean required) {
    act(call("listen")
        .number("domain", domain)
        .flag("connected", connected)
        .flag("required", required));
  }

  @Override
  public long clean(int pe, int domain, long ipa, long sizeBytes) {
    return clean(pe, domain, ipa, sizeBytes, 0, 0);
  }

  @Override
  public long clean(
      int pe, int domain, long ipa, long sizeBytes, long firstPage, int preemptEvery) {
    return returned(call("clean", pe, domain, ipa, sizeBytes)
        .numberUnlessZero("first_page", firstPage)
        .numberUnlessZero("preempt_every", preemptEvery));
  }

  @Override
  public long relinquish(int pe, int domain, int preemptEvery) {
    return returned(call("relinquish", pe, domain).numberUnlessZero("preempt_every", preemptEvery));
  }

  @Override
  public void teardown(int pe, int domain) {
    teardown(pe, domain, 0);
  }

  @Override
  public long teardown(int pe, int domain, int preemptEvery) {
    return returned(call("teardown", pe, domain).numberUnlessZero("preempt_every", preemptEvery));
  }

  @Override
  public void enter(int pe, int domain) {
    act(call("enter", pe, domain));
  }

  @Override
  public void enter(int pe, int domain, int vcpu) {
    act(call("enter", pe, domain).number("vcpu", vcpu));
  }

  @Override
  public void invalidateRoot(int pe, int domain) {
    act(call("invalidate_root", pe, domain));
  }

  @Override
  public boolean resolve(int pe, int domain, long ipa) {
    FlatObject result = result(call("resolve", pe, domain).hex("ipa", ipa));
    boolean resolved = result.flag("resolved");
    result.end();
    return resolved;
  }

  @Override
  public void unpause(int pe, int domain) {
    act(call("unpause", pe, domain));
  }

  @Override
  public void maintainBySetWay(int pe, int domain) {
    act(call("set_way", pe, domain));
  }

  @Override
  public void switchCaches(int pe, int domain, boolean on) {
    act(call("switch_caches", pe, domain).flag("on", on));
  }

  @Override
  public long resizePool(int pe, int domain, long sizeBytes, int preemptEvery) {
    return returned(call("resize_pool", pe, domain)
        .hex("size", sizeBytes)
        .numberUnlessZero("preempt_every", preemptEvery));
  }

  @Override
  public void leave(int pe) {
    act(call("leave").number("pe", pe));
  }

  @Override
  public void emulate(int domain, long ipa, long sizeBytes) {
    act(call("emulate").number("domain", domain).hex("ipa", ipa).hex("size", sizeBytes));
  }

  @Override
  public AbortOutcome abort(int pe, int domain, GuestAbort abort) {
    FlatObject result = result(call("abort", pe, domain)
        .text("access", Spelling.ACCESS_KIND.word(abort.access()))
        .hex("ipa", abort.ipa())
        .text("fault", Spelling.FAULT_KIND.word(abort.fault()))
        .flagUnless(false, "stage1_walk", abort.stage1Walk())
        .flagUnless(true, "syndrome_valid", abort.syndromeValid())
        .flagUnless(false, "external", abort.external())
        .flagUnless(false, "translation_fails", abort.translationFails()));
    AbortOutcome outcome = result.word("outcome", Spelling.ABORT_OUTCOME);
    result.end();
    return outcome;
  }

  @Override
  public long statistic(int domain, Statistic which, int level) {
    CallBuilder call = call("statistic").number("domain", domain).text("statistic", which.word());
    if (which.isByLevel()) {
      call.number("level", level);
    }
    FlatObject result = result(call);
    long value = result.hex("value");
    result.end();
    return value;
  }

  @Override
  public long readDescriptor(long pa) {
    if (isBare || cannotReadTables) {
      return readWord(pa);
    }
    TableWords told = tables;
    if (told == null) {
      told = readTables();
    }
    OptionalLong word = told == null ? OptionalLong.empty() : told.read(pa);
    return word.isPresent() ? word.getAsLong() : readWord(pa);
  }

  @Override
  public void readDescriptors(long pa, long[] descriptors) {
    TableWords told = tables;
    if (told == null && !isBare && !cannotReadTables) {
      told = readTables();
    }
    if (told == null || !told.read(pa, descriptors)) {
      P2mSession.super.readDescriptors(pa, descriptors);
    }
  }

  /** All table pages at once: one question in place of one for each descriptor. */
  private @Nullable TableWords readTables() {
    try {
      Answer answer = ask(call("read_tables").build());
      answer.result().end();
      tables = answer.tables() == null ? new TableWords() : answer.tables();
    } catch (UnsupportedByProviderException lacking) {
      cannotReadTables = true;
    }
    return tables;
  }

  private long readWord(long pa) {
    return value(call("read_descriptor").hex("pa", pa));
  }

  private long value(CallBuilder call) {
    FlatObject result = result(call);
    long value = result.hex("value");
    result.end();
    return value;
  }

  @Override
  public Outcome access(int pe, int domain, GuestAccess access) {
    return accessAndReport(pe, domain, access).outcome();
  }

  @Override
  public AccessReport accessAndReport(int pe, int domain, GuestAccess access) {
    CallBuilder call = call("access", pe, domain)
        .text("kind", Spelling.ACCESS_KIND.word(access.kind()))
        .hex("ipa", access.address());
    List<AccessReport> reports = reports(unusual(call, access));
    if (reports.size() != 1) {
      throw new NonsenseException("an access in a guest has one report, not " + reports.size());
    }
    return reports.get(0);
  }

  private List<AccessReport> reports(CallBuilder call) {
    Answer answer = ask(call.build());
    answer.result().end();
    return answer.reports();
  }

  private static CallBuilder unusual(CallBuilder call, GuestAccess access) {
    if (access.el() != USUAL_EL) {
      call.number("el", access.el());
    }
    if (access.sizeBytes() != 1) {
      call.number("size", access.sizeBytes());
    }
    access.register().ifPresent(register -> call.text("register", register.toString()));
    return call;
  }

  @Override
  public void provideMemory(long pa, long sizeBytes) {
    isBare = true;
    act(call("provide_memory").hex("pa", pa).hex("size", sizeBytes));
  }

  @Override
  public void storeWord(int pe, long pa, long value) {
    act(call("store_word").number("pe", pe).hex("pa", pa).hex("value", value));
  }

  @Override
  public void storeOfSameContents(int pe, long pa, long value) {
    act(call("store_word")
        .number("pe", pe)
        .hex("pa", pa)
        .hex("value", value)
        .flag("same_contents", true));
  }

  @Override
  public void writeRegister(int pe, SystemRegister register, long value) {
    act(call("write_register")
        .number("pe", pe)
        .text("register", Spelling.REGISTER.word(register))
        .hex("value", value));
  }

  @Override
  public long exchangeWord(int pe, long pa, long value) {
    return value(call("exchange_word").number("pe", pe).hex("pa", pa).hex("value", value));
  }

  @Override
  public void runAt(int pe, int el) {
    act(call("run_at").number("pe", pe).number("el", el));
  }

  @Override
  public void tlbi(int pe, TlbiOp op, long operand) {
    CallBuilder call = call("tlbi").number("pe", pe).text("op", Spelling.TLBI_OP.word(op));
    act(operand == 0 ? call : call.hex("operand", operand));
  }

  @Override
  public void dsb(int pe, DsbOption option) {
    act(call("dsb").number("pe", pe).text("option", Spelling.DSB_OPTION.word(option)));
  }

  @Override
  public void isb(int pe) {
    act(call("isb").number("pe", pe));
  }

  @Override
  public void cleanLine(int pe, long pa) {
    act(call("clean_line").number("pe", pe).hex("pa", pa));
  }

  @Override
  public void freeTable(int pe, long pa, long sizeBytes) {
    act(call("free_table").number("pe", pe).hex("pa", pa).hex("size", sizeBytes));
  }

  @Override
  public List<AccessReport> perform(int pe, GuestAccess access) {
    return reports(access("perform", pe, access));
  }

  @Override
  public List<AccessReport> probe(int pe, GuestAccess access) {
    return reports(access("probe", pe, access));
  }

  private static CallBuilder access(String word, int pe, GuestAccess access) {
    CallBuilder call = call(word)
        .number("pe", pe)
        .text("kind", Spelling.ACCESS_KIND.word(access.kind()))
        .hex("va", access.address());
    return unusual(call, access);
  }

  @Override
  public void close() {
    conversation.close();
  }
}
