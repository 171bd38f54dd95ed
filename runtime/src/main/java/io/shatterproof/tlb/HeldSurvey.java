package io.shatterproof.tlb;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.ContiguousRange;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.arch.TlbiOperand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every entry with something of stage 2 in it that one PE may hold at a boundary of a VMID for a range
 * of IPAs.
 *
 * <p>{@link TlbTimeline} answers for one address. Here it is asked for one address of each kind: two
 * addresses in the same tables are of a kind if the words that are theirs alone were never stored
 * since the log begins, differ in nothing but their output address, and no operation names one
 * without the other.
 */
public final class HeldSurvey {
  private static final int MOST_TABLES = 1 << 14;

  private final TlbLog log;
  private final int pe;
  private final long boundary;
  private final long since; // what was loaded before is not held
  private final int vmid;
  private final long first; // of the range
  private final long sizeBytes;
  private final Interest interest;
  private final List<TlbEntry> found = new ArrayList<>();
  private final List<TlbEntry> members = new ArrayList<>(); // like something that was found
  private final LongList asked = new LongList();
  private final @Nullable Stage1Addresses stage1;
  private boolean groups = true; // whether places of a kind are asked for once
  private int visits;

  /** Who asks. */
  @FunctionalInterface
  public interface Interest {

    /** Whether an entry that was made of a descriptor would matter. */
    boolean in(int level, long ipa, long descriptor);
  }

  private HeldSurvey(
      TlbLog log, int pe, long boundary, int vmid, long first, long sizeBytes, Interest interest) {
    this.interest = interest;
    this.log = log;
    this.pe = pe;
    this.boundary = boundary;
    this.vmid = vmid;
    this.first = first;
    this.sizeBytes = sizeBytes;
    this.since = TlbTimeline.emptySince(log, pe, vmid, boundary);
    this.stage1 = log.hasStage1(pe) ? new Stage1Addresses(log, pe) : null;
  }

  /**
   * The entries of a VMID that a PE may hold at a boundary and that cover some of a range, in no
   * order.
   */
  public static List<TlbEntry> of(
      TlbLog log, int pe, long boundary, int vmid, long ipa, long sizeBytes) {
    return of(log, pe, boundary, vmid, ipa, sizeBytes, (level, place, descriptor) -> true);
  }

  /** The same, but perhaps without places where nobody cares for anything that may be held. */
  public static List<TlbEntry> of(
      TlbLog log, int pe, long boundary, int vmid, long ipa, long sizeBytes, Interest interest) {
    if (!log.mayHold(pe)) {
      return List.of();
    }
    HeldSurvey survey = new HeldSurvey(log, pe, boundary, vmid, ipa, sizeBytes, interest);
    survey.askEverywhere();
    survey.found.addAll(survey.members);
    return survey.found;
  }

  /** The entries of a VMID that a PE may hold at a boundary and that cover an IPA, in no order. */
  public static List<TlbEntry> at(TlbLog log, int pe, long boundary, int vmid, long ipa) {
    if (!log.mayHold(pe)) {
      return List.of();
    }
    HeldSurvey survey =
        new HeldSurvey(log, pe, boundary, vmid, ipa, 1, (level, place, descriptor) -> true);
    survey.ask(ipa, 1);
    return survey.found;
  }

  private void askEverywhere() {
    List<Stage2Tables> left = new ArrayList<>();
    for (TlbContext context : log.contexts(pe)) {
      Stage2Tables tables = new Stage2Tables(log, context);
      if (context.vmid() == vmid && tables.areInUse()) {
        left.add(tables);
      }
    }
    while (!left.isEmpty()) {
      Stage2Tables tables = left.get(0);
      LongList roots = new LongList();
      for (Stage2Tables same : left) {
        if (same.geometry().equals(tables.geometry())
            && !roots.contains(same.context().stage2().rootPa())) {
          roots.add(same.context().stage2().rootPa());
        }
      }
      left.removeIf(same -> same.geometry().equals(tables.geometry()));
      groups &= left.isEmpty();
      new Region(tables, roots, tables.geometry().startLevel(), 0, false).visit();
    }
  }

  /** Asks for a range of IPAs that one entry covers, by every address that leads into it. */
  private List<TlbEntry> ask(long ipa, long bytes) {
    List<TlbEntry> fresh = new ArrayList<>(askFor(ipa));
    for (int i = 0; stage1 != null && i < stage1.size(); i++) {
      if (stage1.overlaps(i, ipa, bytes)) {
        fresh.addAll(askFor(stage1.va(i, stage1.covers(i, ipa) ? ipa : stage1.ipa(i))));
      }
    }
    return fresh;
  }

  private List<TlbEntry> askFor(long address) {
    if (asked.contains(address)) {
      return List.of();
    }
    asked.add(address);
    GuestAccess access = GuestAccess.of(AccessKind.READ, address);
    List<TlbEntry> fresh = new ArrayList<>();
    for (TlbEntry entry : new TlbTimeline(log, pe, access, null).entries(boundary, since)) {
      if (entry.vmid() == vmid && entry.overlaps(first, sizeBytes)) {
        fresh.add(entry);
        if (!isFound(entry)) {
          found.add(entry);
        }
      }
    }
    return fresh;
  }

  private boolean isFound(TlbEntry entry) {
    for (TlbEntry known : found) {
      if (known.isSame(entry)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the PE can have read another value of a word than the one that it has now. */
  private boolean hasHistory(long pa) {
    int version = log.words().latest(pa, Times.NEVER);
    return WordHistory.exists(version)
        && (log.hasShared(pe) || log.words().completedFor(version, pe) > since);
  }

  /** What one entry of a table covers, or would cover, with every table that stands or stood there. */
  private final class Region {
    private final Stage2Tables tables;
    private final Stage2Geometry geometry;
    private final S2Format format;
    private final LongList pages; // of the tables
    private final int level;
    private final long ipa;
    private final List<Kind> kinds = new ArrayList<>();
    private final boolean isOfInterest; // for what is above
    private final LongList signature = new LongList(); // of the place that is looked at
    private boolean isEmpty = true;

    Region(Stage2Tables tables, LongList pages, int level, long ipa, boolean isOfInterest) {
      this.isOfInterest = isOfInterest || log.knowsContiguous();
      this.tables = tables;
      this.geometry = tables.geometry();
      this.format = tables.format();
      this.pages = pages;
      this.level = level;
      this.ipa = ipa;
    }

    /** Goes through the places that lie in the range; whether any table says something there. */
    boolean visit() {
      int shift = geometry.granule().levelShift(level);
      long last = first + sizeBytes - 1;
      long from = Long.compareUnsigned(first, ipa) <= 0 ? 0 : (first - ipa) >>> shift;
      long end = tables.entries(level);
      for (long i = from; i < end; i++) {
        if (Long.compareUnsigned(ipa + (i << shift), last) > 0) {
          break;
        }
        visit(i, ipa + (i << shift));
      }
      return !isEmpty;
    }

    private void visit(long index, long place) {
      LongList next = new LongList();
      boolean isLeaf = false;
      boolean matters = isOfInterest;
      for (int t = 0; t < pages.size(); t++) {
        long pa = pages.get(t) + (index << 3);
        long now = log.memory().read(pa);
        isLeaf |= look(now, next) || (log.knowsContiguous() && isOfGroup(pages.get(t), index));
        matters = matters || interest.in(level, place, now);
        if (hasHistory(pa)) {
          LongList values = tables.everySaid(pa);
          for (int v = 0; v < values.size(); v++) {
            isLeaf |= look(values.get(v), next);
            matters = matters || interest.in(level, place, values.get(v));
          }
        }
      }
      if (!isLeaf && next.size() == 0) {
        return;
      }
      isEmpty = false;
      if (next.size() > 0) {
        boolean isAsked =
            ++visits < MOST_TABLES && new Region(tables, next, level + 1, place, matters).visit();
        if (!isAsked && matters) {
          ask(place);
        }
      } else if (matters) {
        askOfLeaf(index, place);
      }
    }

    /** Asks for what of a place lies in the range. */
    private List<TlbEntry> ask(long place) {
      long from = Math.max(place, first);
      long end = Math.min(place + geometry.granule().entrySizeBytes(level), first + sizeBytes);
      return HeldSurvey.this.ask(from, end - from);
    }

    private boolean look(long value, LongList next) {
      if (format.isTable(value, level)) {
        long page = format.nextTablePa(value);
        if (!next.contains(page)) {
          next.add(page);
        }
        return false;
      }
      return format.isLeaf(value, level);
    }

    private void askOfLeaf(long index, long place) {
      signature.clear();
      if (!sign(index, place)) {
        ask(place);
        return;
      }
      for (Kind kind : kinds) {
        if (kind.hasSignature(signature)) {
          addMembers(kind, index, place);
          return;
        }
      }
      List<TlbEntry> like = new ArrayList<>();
      for (TlbEntry entry : ask(place)) {
        if (entry.stage2Level() == level && !entry.isTable() && entry.ipa() == place) {
          like.add(entry);
        }
      }
      kinds.add(new Kind(signature, index, place, like));
    }

    /** Says of what kind a place is; false if it is of none. */
    private boolean sign(long index, long place) {
      if (!groups) {
        return false;
      }
      for (int i = 0; stage1 != null && i < stage1.size(); i++) {
        signature.add(stage1.covers(i, place) ? 1 : 0);
        if (stage1.overlaps(i, place, geometry.granule().entrySizeBytes(level))
            && !stage1.covers(i, place)) {
          return false;
        }
      }
      for (int t = 0; t < pages.size(); t++) {
        long pa = pages.get(t) + (index << 3);
        if (hasHistory(pa) || (log.knowsContiguous() && isOfGroup(pages.get(t), index))) {
          return false;
        }
        signature.add(kindOf(log.memory().read(pa)));
      }
      long size = geometry.granule().entrySizeBytes(level);
      for (TlbLog.Performed performed : log.performed()) {
        long distance = performed.access().address() - place;
        if (performed.pe() == pe && Long.compareUnsigned(distance, size) < 0) {
          return false;
        }
      }
      for (Invalidation invalidation : log.invalidations()) {
        if (invalidation.issuedAt() < since) {
          continue;
        }
        signature.add(names(invalidation, place) ? 1 : 0);
      }
      return true;
    }

    private long kindOf(long value) {
      if (!format.isLeaf(value, level)) {
        return 0;
      }
      boolean isBeyond = geometry.exceedsOutputSize(format.outputAddress(value, level));
      return format.withoutAddress(value, level) << 1 | (isBeyond ? 1 : 0);
    }

    private boolean names(Invalidation invalidation, long place) {
      TlbiOp op = invalidation.op();
      boolean isByVa = op.operand() == TlbiOp.Operand.VA || op.operand() == TlbiOp.Operand.VA_RANGE;
      return TlbiOperand.names(
          op,
          invalidation.operand(),
          geometry.granule(),
          invalidation.lpa2(),
          isByVa ? invalidation.stage1Ds() : invalidation.ds(),
          level,
          place,
          false);
    }

    /** Whether what stands beside a word may translate its address. */
    private boolean isOfGroup(long page, long index) {
      int group = ContiguousRange.entries(geometry.granule(), level);
      long start = index & -group;
      for (long i = start; group > 1 && i < start + group; i++) {
        long pa = page + (i << 3);
        if (hasHistory(pa) || S2Descriptor.contiguous(log.memory().read(pa))) {
          return true;
        }
      }
      return false;
    }

    private void addMembers(Kind kind, long index, long place) {
      for (TlbEntry entry : kind.entries) {
        long pa = entry.stage2DescriptorPa() + ((index - kind.index) << 3);
        members.add(entry.moved(place - kind.place, log.memory().read(pa), pa));
      }
    }
  }

  /** The places of a region that are like one which was asked for. */
  private static final class Kind {
    private final long[] signature;
    private final long index;
    private final long place;
    private final List<TlbEntry> entries; // at that place

    Kind(LongList signature, long index, long place, List<TlbEntry> entries) {
      this.signature = new long[signature.size()];
      for (int i = 0; i < this.signature.length; i++) {
        this.signature[i] = signature.get(i);
      }
      this.index = index;
      this.place = place;
      this.entries = entries;
    }

    boolean hasSignature(LongList other) {
      if (other.size() != signature.length) {
        return false;
      }
      for (int i = 0; i < signature.length; i++) {
        if (signature[i] != other.get(i)) {
          return false;
        }
      }
      return true;
    }
  }
}
