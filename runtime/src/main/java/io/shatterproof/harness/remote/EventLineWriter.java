package io.shatterproof.harness.remote;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.EventSink;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Writes each event as a line. */
final class EventLineWriter implements EventSink {
  private final LineWriter out;
  private final Set<Long> tables = new TreeSet<>(Long::compareUnsigned);

  EventLineWriter(LineWriter out) {
    this.out = out;
  }

  /** Addresses of the table pages that were allocated and not given back. */
  List<Long> tables() {
    return List.copyOf(tables);
  }

  private LineWriter event(String kind, int pe) {
    return out.begin("event", kind).number("pe", pe);
  }

  @Override
  public void store(
      int pe,
      long tablePa,
      int index,
      int level,
      long ipa,
      long oldDescriptor,
      long newDescriptor,
      boolean live) {
    event("store", pe)
        .hex("table", tablePa)
        .number("index", index)
        .number("level", level)
        .hex("ipa", ipa)
        .hex("old", oldDescriptor)
        .hex("new", newDescriptor)
        .flag("live", live)
        .end();
  }

  @Override
  public void fill(
      int pe,
      long tablePa,
      int firstIndex,
      int count,
      int level,
      long ipa,
      long firstDescriptor,
      long stride) {
    event("fill", pe)
        .hex("table", tablePa)
        .number("first", firstIndex)
        .number("count", count)
        .number("level", level)
        .hex("ipa", ipa)
        .hex("descriptor", firstDescriptor)
        .hex("stride", stride)
        .end();
  }

  @Override
  public void tlbi(int pe, TlbiOp op, long operand, int vmid, long rootPa) {
    LineWriter line = event("tlbi", pe).text("op", Spelling.TLBI_OP.word(op));
    if (operand != 0) {
      line.hex("operand", operand);
    }
    line.number("vmid", vmid).hex("root", rootPa).end();
  }

  @Override
  public void dsb(int pe, DsbOption option) {
    event("dsb", pe).text("option", Spelling.DSB_OPTION.word(option)).end();
  }

  @Override
  public void isb(int pe) {
    event("isb", pe).end();
  }

  @Override
  public void addressTranslated(int pe, boolean write, long va, boolean faulted) {
    event("address_translated", pe)
        .flag("write", write)
        .hex("va", va)
        .flag("faulted", faulted)
        .end();
  }

  @Override
  public void clean(int pe, CleanKind kind, long pa, long sizeBytes) {
    event("clean", pe)
        .text("what", Spelling.CLEAN_KIND.word(kind))
        .hex("pa", pa)
        .hex("size", sizeBytes)
        .end();
  }

  @Override
  public void context(int pe, SystemRegister register, long value) {
    event("context", pe)
        .text("register", Spelling.REGISTER.word(register))
        .hex("value", value)
        .end();
  }

  @Override
  public void tableAllocated(int pe, long tablePa) {
    tables.add(tablePa);
    event("table_allocated", pe).hex("table", tablePa).end();
  }

  @Override
  public void tableZeroed(int pe, long tablePa) {
    event("table_zeroed", pe).hex("table", tablePa).end();
  }

  @Override
  public void tableFreed(int pe, long tablePa, boolean again) {
    tables.remove(tablePa);
    LineWriter line = event("table_freed", pe).hex("table", tablePa);
    if (again) {
      line.flag("again", true);
    }
    line.end();
  }

  @Override
  public void locked(int pe, int domain) {
    event("lock", pe).number("domain", domain).end();
  }

  @Override
  public void unlocked(int pe, int domain) {
    event("unlock", pe).number("domain", domain).end();
  }

  @Override
  public void referenceDropped(int pe, long pa) {
    event("reference_dropped", pe).hex("pa", pa).end();
  }

  @Override
  public void iommuFlush(int pe, int domain, long ipa, long pages) {
    event("iommu_flush", pe)
        .number("domain", domain)
        .hex("ipa", ipa)
        .number("pages", pages)
        .end();
  }

  @Override
  public void preempted(int pe, int check) {
    event("preemption", pe).number("check", check).end();
  }

  @Override
  public void monitored(int pe, boolean vcpuPaused, String access) {
    event("monitor", pe).flag("vcpu_paused", vcpuPaused).text("access", access).end();
  }

  @Override
  public void domainCrashed(int pe, int domain) {
    event("domain_crash", pe).number("domain", domain).end();
  }

  @Override
  public void assertionFailed(int pe, String what) {
    event("assertion", pe).text("what", what).end();
  }

  @Override
  public void warned(int pe, int count) {
    event("warning", pe).number("count", count).end();
  }

  @Override
  public void fatal(int pe, String what) {
    event("fatal", pe).text("what", what).end();
  }
}
