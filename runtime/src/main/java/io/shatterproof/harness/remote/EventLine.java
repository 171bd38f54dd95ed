package io.shatterproof.harness.remote;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.EventSink;
import java.util.regex.Pattern;

/** Tells an event that a line has. */
final class EventLine {
  private static final int MOST_PES = 1024;
  private static final int MOST_ENTRIES = 8192;
  private static final int MOST_COUNT = Integer.MAX_VALUE;
  private static final Pattern ACCESS = Pattern.compile("r?w?x?");

  void tell(FlatObject line, EventSink sink) {
    String kind = line.text("event");
    int pe = line.number("pe", 0, MOST_PES - 1);
    Runnable event = switch (kind) {
      case "store" -> store(line, pe, sink);
      case "fill" -> fill(line, pe, sink);
      case "tlbi" -> tlbi(line, pe, sink);
      case "clean" -> clean(line, pe, sink);
      default -> small(kind, line, pe, sink);
    };
    line.end(); // before anybody hears of it
    event.run();
  }

  private static Runnable store(FlatObject line, int pe, EventSink sink) {
    long table = line.hex("table");
    int index = line.number("index", 0, MOST_ENTRIES - 1);
    int level = line.number("level", -1, 3);
    long ipa = line.hex("ipa");
    long before = line.hex("old");
    long after = line.hex("new");
    boolean live = line.flag("live");
    return () -> sink.store(pe, table, index, level, ipa, before, after, live);
  }

  private static Runnable fill(FlatObject line, int pe, EventSink sink) {
    long table = line.hex("table");
    int first = line.number("first", 0, MOST_ENTRIES - 1);
    int count = line.number("count", 1, MOST_ENTRIES - first);
    int level = line.number("level", -1, 3);
    long ipa = line.hex("ipa");
    long descriptor = line.hex("descriptor");
    long stride = line.hex("stride");
    return () -> sink.fill(pe, table, first, count, level, ipa, descriptor, stride);
  }

  private static Runnable tlbi(FlatObject line, int pe, EventSink sink) {
    TlbiOp op = line.word("op", Spelling.TLBI_OP);
    long operand = line.hexOr(0, "operand");
    int vmid = line.number("vmid", 0, 0xffff);
    long root = line.hex("root");
    return () -> sink.tlbi(pe, op, operand, vmid, root);
  }

  private static Runnable clean(FlatObject line, int pe, EventSink sink) {
    CleanKind kind = line.word("what", Spelling.CLEAN_KIND);
    long pa = line.hex("pa");
    long sizeBytes = line.hex("size");
    return () -> sink.clean(pe, kind, pa, sizeBytes);
  }

  private static Runnable small(String kind, FlatObject line, int pe, EventSink sink) {
    switch (kind) {
      case "dsb" -> {
        DsbOption option = line.word("option", Spelling.DSB_OPTION);
        return () -> sink.dsb(pe, option);
      }
      case "isb" -> {
        return () -> sink.isb(pe);
      }
      case "context" -> {
        SystemRegister register = line.word("register", Spelling.REGISTER);
        long value = line.hex("value");
        return () -> sink.context(pe, register, value);
      }
      case "table_allocated" -> {
        long table = line.hex("table");
        return () -> sink.tableAllocated(pe, table);
      }
      case "table_zeroed" -> {
        long table = line.hex("table");
        return () -> sink.tableZeroed(pe, table);
      }
      case "table_freed" -> {
        long table = line.hex("table");
        boolean again = line.flagOr(false, "again");
        return () -> sink.tableFreed(pe, table, again);
      }
      case "lock" -> {
        int domain = line.number("domain", 0, MOST_COUNT);
        return () -> sink.locked(pe, domain);
      }
      case "unlock" -> {
        int domain = line.number("domain", 0, MOST_COUNT);
        return () -> sink.unlocked(pe, domain);
      }
      default -> {
        return rare(kind, line, pe, sink);
      }
    }
  }

  private static Runnable rare(String kind, FlatObject line, int pe, EventSink sink) {
    switch (kind) {
      case "address_translated" -> {
        boolean write = line.flag("write");
        long va = line.hex("va");
        boolean faulted = line.flag("faulted");
        return () -> sink.addressTranslated(pe, write, va, faulted);
      }
      case "reference_dropped" -> {
        long pa = line.hex("pa");
        return () -> sink.referenceDropped(pe, pa);
      }
      case "iommu_flush" -> {
        int domain = line.number("domain", 0, MOST_COUNT);
        long ipa = line.hex("ipa");
        long pages = line.whole("pages");
        return () -> sink.iommuFlush(pe, domain, ipa, pages);
      }
      case "preemption" -> {
        int check = line.number("check", 0, MOST_COUNT);
        return () -> sink.preempted(pe, check);
      }
      case "monitor" -> {
        boolean paused = line.flag("vcpu_paused");
        String access = line.text("access");
        if (!ACCESS.matcher(access).matches()) {
          throw FlatObject.unknown("access", access);
        }
        return () -> sink.monitored(pe, paused, access);
      }
      case "domain_crash" -> {
        int domain = line.number("domain", 0, MOST_COUNT);
        return () -> sink.domainCrashed(pe, domain);
      }
      case "assertion" -> {
        String what = FlatObject.shown(line.text("what"));
        return () -> sink.assertionFailed(pe, what);
      }
      case "warning" -> {
        int count = line.number("count", 0, MOST_COUNT);
        return () -> sink.warned(pe, count);
      }
      case "fatal" -> {
        String what = FlatObject.shown(line.text("what"));
        return () -> sink.fatal(pe, what);
      }
      default -> throw FlatObject.unknown("event", kind);
    }
  }
}
