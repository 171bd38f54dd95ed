package io.shatterproof.bbm;

import io.shatterproof.arch.Platform;
import io.shatterproof.event.ViolationName;
import io.shatterproof.tlb.BreakTrace;
import io.shatterproof.tlb.HeldSurvey;
import io.shatterproof.tlb.Stage2Tables;
import io.shatterproof.tlb.TablePlace;
import io.shatterproof.tlb.Times;
import io.shatterproof.tlb.TlbContext;
import io.shatterproof.tlb.TlbEntry;
import io.shatterproof.tlb.TlbLog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges table pages that are freed, and tables that come into use, by what PEs may still hold. */
public final class StaleTablesCheck {
  private final Platform platform;
  private final TlbLog log;
  private final ViolationLog violations;

  public StaleTablesCheck(Platform platform, TlbLog log, ViolationLog violations) {
    this.platform = platform;
    this.log = log;
    this.violations = violations;
  }

  /**
   * Some memory was freed; the log has it. That is too early if a PE may still walk into it.
   *
   * @param all tables that are or were in use
   */
  public void freed(long event, List<Stage2Tables> all, long pa, long sizeBytes) {
    Finding finding = new Finding();
    for (int pe = 0; pe < platform.pes(); pe++) {
      TlbContext guest = log.guest(pe);
      if (guest != null && new Stage2Tables(log, guest).startIn(pa, sizeBytes)) {
        finding.addRoot(new Stage2Tables(log, guest), pe);
      }
    }
    for (Stage2Tables tables : all) {
      long page = tables.geometry().granule().sizeBytes();
      for (long offset = 0; offset < sizeBytes; offset += page) {
        for (TablePlace place : tables.places(pa + offset)) {
          if (place.level() > tables.geometry().startLevel()) {
            look(event - 1, tables, place, finding);
          }
        }
      }
    }
    if (!finding.heldBy.isEmpty()) {
      violations.add(finding.violation(ViolationName.USE_AFTER_FREE, event).about(pa));
    }
  }

  private void look(long boundary, Stage2Tables tables, TablePlace place, Finding finding) {
    int above = place.level() - 1;
    for (int pe = 0; pe < platform.pes(); pe++) {
      List<TlbEntry> held = HeldSurvey.of(
          log, pe, boundary, tables.context().vmid(), place.ipa(), tables.sizeBytes(above));
      for (TlbEntry entry : held) {
        if (entry.kind() == TlbEntry.Kind.STAGE2_TABLE
            && entry.stage2Level() == above
            && tables.format().nextTablePa(entry.stage2Descriptor()) == place.tablePa()) {
          finding.add(log, entry, pe, boundary);
        }
      }
    }
  }

  /** A PE runs in a guest from now on whose tables lead to a page that was freed: it walks there. */
  public void entered(long event, int pe, Stage2Tables tables) {
    long page = tables.freedPage();
    if (page != -1) {
      Finding finding = new Finding();
      finding.addRoot(tables, pe);
      violations.add(finding.violation(ViolationName.USE_AFTER_FREE, event).about(page));
    }
  }

  /**
   * The tables of a VMID are in force on a PE from now on. PEs must not hold entries of other tables
   * of that VMID.
   */
  public void inForce(long event, Stage2Tables tables) {
    TlbContext now = tables.context();
    Finding finding = new Finding();
    for (int pe = 0; pe < platform.pes(); pe++) {
      if (!knowsOthers(pe, now)) {
        continue;
      }
      long all = 1L << tables.geometry().ipaBits();
      for (TlbEntry entry : HeldSurvey.of(log, pe, event - 1, now.vmid(), 0, all)) {
        if (isOther(entry.context(), now)) {
          finding.add(log, entry, pe, event - 1);
        }
      }
    }
    if (!finding.heldBy.isEmpty()) {
      violations.add(
          finding.violation(ViolationName.VMID_REUSE, event).about(now.stage2().rootPa()));
    }
  }

  private boolean knowsOthers(int pe, TlbContext now) {
    for (TlbContext context : log.contexts(pe)) {
      if (isOther(context, now)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOther(TlbContext context, TlbContext now) {
    return context.vmid() == now.vmid()
        && context.hasStage2()
        && context.stage2().rootPa() != now.stage2().rootPa();
  }

  /** What was found of one event. */
  private static final class Finding {
    private final HeldDescriptors counted = new HeldDescriptors();
    private PeSet heldBy = PeSet.of();
    private @Nullable TlbEntry first;
    private @Nullable Stage2Tables ofFirst;
    private long openedAt = Times.BEFORE;

    void add(TlbLog log, TlbEntry entry, int pe, long boundary) {
      heldBy = heldBy.with(pe);
      counted.add(entry);
      if (first == null) {
        first = entry;
        ofFirst = new Stage2Tables(log, entry.context());
        openedAt = new BreakTrace(log, ofFirst, entry, entry.ipa(), boundary).brokenAt();
      }
    }

    void addRoot(Stage2Tables tables, int pe) {
      heldBy = heldBy.with(pe);
      if (ofFirst == null) {
        ofFirst = tables;
      }
    }

    Violation violation(ViolationName name, long event) {
      if (ofFirst == null) {
        throw new IllegalStateException("nothing was found");
      }
      int level = first == null ? ofFirst.geometry().startLevel() : first.stage2Level();
      long descriptor = first == null ? 0 : first.stage2Descriptor();
      long ipa = first == null ? 0 : first.ipa();
      return new Violation(
              name, heldBy, ofFirst.format(), 0, ipa, level, level, descriptor, 0, event)
          .opened(openedAt, Math.max(1, counted.size()));
    }
  }
}
