package io.shatterproof.tlb;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.GuestAccess;
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
  private final TlbLog log;
  private final int pe;
  private final long boundary;
  private final long since; // what was loaded before is not held
  private final int vmid;
  private final long first; // of the range
  private final long sizeBytes;
  private final List<TlbEntry> found = new ArrayList<>();
  private final List<TlbEntry> members = new ArrayList<>(); // like something that was found
  private final LongList asked = new LongList();
  private final @Nullable Stage1Addresses stage1;
  private final Interest interest;

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
    this.stage1 = log.residences().hasStage1(pe) ? new Stage1Addresses(log, pe) : null;
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
    survey.addMembers();
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
    SurveyedWords words = new SurveyedWords(log, pe, since);
    boolean groups = true;
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
      groups &= left.isEmpty(); // places of two geometries are not compared
      PlaceKinds kinds =
          groups ? new PlaceKinds(words, stage1, tables.geometry(), tables.format()) : null;
      new SurveyedTables(this, words, tables, kinds).visit(roots);
    }
  }

  /** First IPA of the range. */
  long first() {
    return first;
  }

  /** Last IPA of the range. */
  long last() {
    return first + sizeBytes - 1;
  }

  /** Whether an entry that was made of a descriptor would matter. */
  boolean cares(int level, long ipa, long descriptor) {
    return interest.in(level, ipa, descriptor);
  }

  /** Whether VAs lead into the range by tables of stage 1. */
  boolean hasStage1() {
    return stage1 != null;
  }

  private void addMembers() {
    for (TlbEntry member : members) {
      if (!hasStage1() || !isFound(member)) { // only a VA leads to several places
        found.add(member);
      }
    }
  }

  /** Adds an entry that is held since one like it was found. */
  void addMember(TlbEntry entry) {
    members.add(entry);
  }

  /**
   * Asks for a place that one entry covers, of which some is in the range: by an IPA there, and by
   * every VA that leads into it.
   */
  void ask(long place, long bytes) {
    long ipa = Math.max(place, first);
    askFor(ipa);
    for (int i = 0; stage1 != null && i < stage1.size(); i++) {
      if (stage1.overlaps(i, place, bytes)) {
        long start = stage1.covers(i, place) ? place : stage1.ipa(i);
        askFor(stage1.va(i, stage1.covers(i, ipa) ? ipa : start));
      }
    }
  }

  private void askFor(long address) {
    if (asked.contains(address)) {
      return;
    }
    asked.add(address);
    GuestAccess access = GuestAccess.of(AccessKind.READ, address);
    for (TlbEntry entry : new TlbTimeline(log, pe, access, null).entries(boundary, since)) {
      if (entry.vmid() == vmid && entry.overlaps(first, sizeBytes) && !isFound(entry)) {
        found.add(entry);
      }
    }
  }

  /**
   * The leaves of one place that were found, whatever was asked for: an address may lead to several
   * places.
   *
   * @param ipa the first of the place
   */
  List<TlbEntry> foundAt(int level, long ipa) {
    List<TlbEntry> there = new ArrayList<>();
    for (TlbEntry entry : found) {
      if (entry.stage2Level() == level && !entry.isTable() && entry.ipa() == ipa) {
        there.add(entry);
      }
    }
    return there;
  }

  private boolean isFound(TlbEntry entry) {
    for (TlbEntry known : found) {
      if (known.isSame(entry)) {
        return true;
      }
    }
    return false;
  }
}
