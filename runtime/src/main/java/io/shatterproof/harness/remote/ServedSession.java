package io.shatterproof.harness.remote;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.TransferRegister;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.GuestAbort;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.spi.UnsupportedByProviderException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** A session of a Java implementation, called by lines. */
final class ServedSession implements AutoCloseable {
  private static final List<Argument> NOTHING = List.of();

  private final P2mSession session;
  private final EventLineWriter events;
  private final LineWriter out;
  private final ReportLineWriter reports;
  private long tableBytes = 0x1000;

  private ServedSession(P2mSession session, EventLineWriter events, LineWriter out) {
    this.session = session;
    this.events = events;
    this.out = out;
    this.reports = new ReportLineWriter(out);
  }

  static ServedSession open(P2mProvider provider, FlatObject call, LineWriter out) {
    Set<Feature> features = EnumSet.noneOf(Feature.class);
    for (String word : call.texts("features")) {
      Feature feature = Spelling.FEATURE.parse(word);
      if (feature == null) {
        throw FlatObject.unknown("features", word);
      }
      features.add(feature);
    }
    TreeMap<String, String> choices = new TreeMap<>();
    for (String choice : call.texts("choices")) {
      String[] parts = choice.split("=", 2);
      choices.put(parts[0], parts[1]);
    }
    Platform platform = new Platform(
        call.text("platform"),
        call.number("pes", 1, 1024),
        call.number("pa_bits", 32, 56),
        features,
        Platform.Coherence.valueOf(upper(call.text("walker"))),
        Platform.Iommu.valueOf(upper(call.text("iommu"))),
        choices);
    EventLineWriter events = new EventLineWriter(out);
    return new ServedSession(provider.open(platform, call.text("profile"), events), events, out);
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  /** Makes a call, and returns what its result says. */
  List<Argument> answer(String word, FlatObject call) {
    return switch (word) {
      case "create_domain" -> createDomain(call);
      case "map" -> returns(map(call));
      case "populate" ->
        returns(session.populate(
            pe(call), domain(call), call.hex("ipa"), call.hex("size"), attributes(call)));
      case "unmap" ->
        returns(session.unmap(
            pe(call), domain(call), call.hex("ipa"), call.hex("size"), optionalHex(call, "pa")));
      case "lookup" -> lookup(session.lookup(domain(call), call.hex("ipa")));
      case "protect" ->
        returns(session.protect(
            pe(call),
            domain(call),
            call.hex("ipa"),
            call.hex("size"),
            (int) call.whole("access"),
            whole(call, "first_page"),
            (int) whole(call, "preempt_every")));
      case "protect_new_mappings" ->
        returns(session.protectNewMappings(pe(call), domain(call), (int) call.whole("access")));
      case "access_restriction" ->
        returns(session.accessRestriction(domain(call), optionalHex(call, "ipa")));
      case "clean" -> returns(clean(call));
      case "relinquish" ->
        returns(session.relinquish(pe(call), domain(call), (int) whole(call, "preempt_every")));
      case "teardown" ->
        returns(session.teardown(pe(call), domain(call), (int) whole(call, "preempt_every")));
      case "resize_pool" ->
        returns(session.resizePool(
            pe(call), domain(call), call.hex("size"), (int) whole(call, "preempt_every")));
      case "resolve" ->
        List.of(new Argument.Flag(
            "resolved", session.resolve(pe(call), domain(call), call.hex("ipa"))));
      case "abort" -> abort(call);
      case "statistic" ->
        value(session.statistic(
            domain(call), Statistic.parse(call.text("statistic")).orElseThrow(), (int)
                whole(call, "level")));
      case "read_descriptor" -> value(session.readDescriptor(call.hex("pa")));
      case "read_tables" -> readTables();
      case "exchange_word" ->
        value(session.exchangeWord(pe(call), call.hex("pa"), call.hex("value")));
      case "access" ->
        reported(List.of(session.accessAndReport(pe(call), domain(call), access(call, "ipa"))));
      case "perform" -> reported(session.perform(pe(call), access(call, "va")));
      case "probe" -> reported(session.probe(pe(call), access(call, "va")));
      default -> {
        act(word, call);
        yield NOTHING;
      }
    };
  }

  private void act(String word, FlatObject call) {
    switch (word) {
      case "lock" -> session.lock(pe(call), domain(call));
      case "unlock" -> session.unlock(pe(call), domain(call));
      case "limit_tables" -> session.limitTables(call.whole("tables"));
      case "fail_allocation" -> session.failAllocation(call.whole("nth"));
      case "listen" -> session.listen(domain(call), call.flag("connected"), call.flag("required"));
      case "enter" -> enter(call);
      case "leave" -> session.leave(pe(call));
      case "invalidate_root" -> session.invalidateRoot(pe(call), domain(call));
      case "unpause" -> session.unpause(pe(call), domain(call));
      case "set_way" -> session.maintainBySetWay(pe(call), domain(call));
      case "switch_caches" -> session.switchCaches(pe(call), domain(call), call.flag("on"));
      case "emulate" -> session.emulate(domain(call), call.hex("ipa"), call.hex("size"));
      case "provide_memory" -> session.provideMemory(call.hex("pa"), call.hex("size"));
      case "store_word" -> store(call);
      case "write_register" ->
        session.writeRegister(
            pe(call), call.word("register", Spelling.REGISTER), call.hex("value"));
      case "run_at" -> session.runAt(pe(call), call.number("el", 1, 2));
      case "tlbi" ->
        session.tlbi(pe(call), call.word("op", Spelling.TLBI_OP), call.hexOr(0, "operand"));
      case "dsb" -> session.dsb(pe(call), call.word("option", Spelling.DSB_OPTION));
      case "isb" -> session.isb(pe(call));
      case "clean_line" -> session.cleanLine(pe(call), call.hex("pa"));
      case "free_table" -> session.freeTable(pe(call), call.hex("pa"), call.hex("size"));
      default -> throw new UnsupportedByProviderException("the call " + word);
    }
  }

  private static int pe(FlatObject call) {
    return call.number("pe", 0, 1023);
  }

  private static int domain(FlatObject call) {
    return call.number("domain", 0, Integer.MAX_VALUE);
  }

  private static long whole(FlatObject call, String name) {
    return call.has(name) ? call.whole(name) : 0;
  }

  private static OptionalLong optionalHex(FlatObject call, String name) {
    return call.has(name) ? OptionalLong.of(call.hex(name)) : OptionalLong.empty();
  }

  private static List<Argument> returns(long code) {
    return List.of(new Argument.Whole("returns", code));
  }

  private static List<Argument> value(long value) {
    return List.of(new Argument.Hex("value", value));
  }

  private List<Argument> reported(List<AccessReport> all) {
    all.forEach(reports::write);
    return NOTHING;
  }

  /** Every table page whose allocation was told. */
  private List<Argument> readTables() {
    for (long tablePa : events.tables()) {
      out.begin(new Argument.Hex("table", tablePa)).number("size", tableBytes).end();
      for (long pa = tablePa; pa != tablePa + tableBytes; pa += Long.BYTES) {
        long word = session.readDescriptor(pa);
        if (word != 0) {
          out.begin(new Argument.Hex("word", pa)).hex("value", word).end();
        }
      }
    }
    return NOTHING;
  }

  private List<Argument> createDomain(FlatObject call) {
    tableBytes = call.word("granule", Spelling.GRANULE).sizeBytes();
    DomainReport report = session.createDomain(new DomainConfig(
        call.text("name"),
        call.text("profile"),
        new Stage2Geometry(
            call.word("granule", Spelling.GRANULE),
            call.number("ipa_bits", 0, 64),
            call.number("start_level", -1, 3),
            call.number("start_tables", 1, 16),
            call.number("output_bits", 0, 64)),
        call.number("operated_by", 0, 1023),
        call.numbers("runs_on"),
        call.flag("uses_iommu"),
        call.has("vmid") ? OptionalInt.of(call.number("vmid", 0, 0xffff)) : OptionalInt.empty(),
        call.word("default_access", Spelling.P2M_ACCESS)));
    return List.of(
        new Argument.Hex("vttbr", report.vttbr()), new Argument.Hex("vtcr", report.vtcr()));
  }

  private long map(FlatObject call) {
    long ipa = call.hex("ipa");
    long sizeBytes = call.hex("size");
    long pa = call.hex("pa");
    if (call.has("access")) {
      P2mAccess access = call.word("access", Spelling.P2M_ACCESS);
      return session.map(pe(call), domain(call), ipa, sizeBytes, pa, attributes(call), access);
    }
    return session.map(pe(call), domain(call), ipa, sizeBytes, pa, attributes(call));
  }

  private static MappingAttributes attributes(FlatObject call) {
    String letters = call.text("perm");
    return new MappingAttributes(
        new S2Permissions(
            letters.indexOf('r') >= 0, letters.indexOf('w') >= 0, letters.indexOf('x') >= 0),
        new MemoryAttributes(call.number("memattr", 0, 15), call.word("sh", Spelling.SHAREABILITY)),
        call.has("type") ? Optional.of(call.word("type", Spelling.P2M_TYPE)) : Optional.empty());
  }

  private static List<Argument> lookup(P2mEntry entry) {
    List<Argument> result = new ArrayList<>();
    result.add(new Argument.Flag("mapped", entry instanceof P2mEntry.Mapped));
    if (entry instanceof P2mEntry.Mapped mapped) {
      result.add(new Argument.Hex("pa", mapped.pa()));
      result.add(new Argument.Text("perm", mapped.permissions().toString()));
      mapped
          .type()
          .ifPresent(type -> result.add(new Argument.Text("type", Spelling.P2M_TYPE.word(type))));
      mapped
          .access()
          .ifPresent(
              access -> result.add(new Argument.Text("access", Spelling.P2M_ACCESS.word(access))));
      mapped.order().ifPresent(order -> result.add(new Argument.Whole("order", order.value())));
    } else if (entry instanceof P2mEntry.Hole hole) {
      hole.order().ifPresent(order -> result.add(new Argument.Whole("order", order.value())));
    }
    return result;
  }

  private long clean(FlatObject call) {
    long firstPage = whole(call, "first_page");
    int preemptEvery = (int) whole(call, "preempt_every");
    return session.clean(
        pe(call), domain(call), call.hex("ipa"), call.hex("size"), firstPage, preemptEvery);
  }

  private List<Argument> abort(FlatObject call) {
    FaultKind fault = call.word("fault", Spelling.FAULT_KIND);
    GuestAbort abort = new GuestAbort(
        call.word("access", Spelling.ACCESS_KIND),
        call.hex("ipa"),
        fault,
        call.flagOr(false, "stage1_walk"),
        call.flagOr(true, "syndrome_valid"),
        call.flagOr(false, "external"),
        call.flagOr(false, "translation_fails"));
    return List.of(new Argument.Text(
        "outcome", session.abort(pe(call), domain(call), abort).word()));
  }

  private void enter(FlatObject call) {
    if (call.has("vcpu")) {
      session.enter(pe(call), domain(call), call.number("vcpu", 0, 1023));
    } else {
      session.enter(pe(call), domain(call));
    }
  }

  private void store(FlatObject call) {
    if (call.flagOr(false, "same_contents")) {
      session.storeOfSameContents(pe(call), call.hex("pa"), call.hex("value"));
    } else {
      session.storeWord(pe(call), call.hex("pa"), call.hex("value"));
    }
  }

  private static GuestAccess access(FlatObject call, String address) {
    AccessKind kind = call.word("kind", Spelling.ACCESS_KIND);
    return new GuestAccess(
        kind,
        call.hex(address),
        call.has("el") ? call.number("el", 0, 2) : 1,
        call.has("size") ? call.number("size", 1, 64) : 1,
        call.has("register") ? TransferRegister.parse(call.text("register")) : Optional.empty());
  }

  @Override
  public void close() {
    session.close();
  }
}
