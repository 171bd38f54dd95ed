package io.shatterproof.event;

import io.shatterproof.p2m.Statistic;
import java.util.Locale;

/**
 * One aspect of what an implementation shows: what a check is about, and where a fault is seen.
 *
 * @param part which of the aspect's parts; empty for an aspect without parts
 */
public record Observable(Aspect aspect, String part) {
  /** What the hypervisor made of an abort of its guest. */
  public static final Observable ABORT = new Observable(Aspect.ABORT, "");

  /** What an access of a guest meets once everything is done. */
  public static final Observable ACCESS = new Observable(Aspect.ACCESS, "");

  /** Reports that contradict each other, or a descriptor that reads back differently. */
  public static final Observable REPORT = new Observable(Aspect.REPORT, "");

  /** The access restriction that the P2M tells of a page. */
  public static final Observable RESTRICTION = new Observable(Aspect.RESTRICTION, "");

  /** The code that an operation returned. */
  public static final Observable RETURNED = new Observable(Aspect.RETURNED, "");

  /** What accesses of others may meet while the hypervisor works. */
  public static final Observable SEES = new Observable(Aspect.SEES, "");

  /** The VMID of a domain. */
  public static final Observable VMID = new Observable(Aspect.VMID, "");

  /** What a check can be about. */
  public enum Aspect {
    ABORT,
    ACCESS,
    /** The first event, by kind, that is missing, superfluous or in the wrong place. */
    EVENT,
    /** How many events of a kind there are. */
    COUNT,
    /** What the P2M answers to a look-up. */
    LOOKUP,
    REPORT,
    RESTRICTION,
    RETURNED,
    SEES,
    /** A figure of the P2M's own bookkeeping. */
    STATS,
    /** What the checkers of standing invariants say. */
    VIOLATION,
    VMID
  }

  /** What a look-up answers. */
  public enum LookupPart {
    /** Whether anything is mapped. */
    MAPPED,
    PA,
    PERMISSIONS,
    TYPE,
    ACCESS,
    ORDER
  }

  /** Events of one kind. */
  public static Observable of(EventKind kind) {
    return new Observable(Aspect.EVENT, kind.word());
  }

  /** A count. */
  public static Observable of(Counter counter) {
    return new Observable(Aspect.COUNT, counter.word());
  }

  /** What the checkers say of one rule. */
  public static Observable of(ViolationName name) {
    return new Observable(Aspect.VIOLATION, name.word());
  }

  /** A part of the answer to a look-up. */
  public static Observable of(LookupPart part) {
    return new Observable(Aspect.LOOKUP, part.name().toLowerCase(Locale.ROOT));
  }

  /** A figure. */
  public static Observable of(Statistic statistic) {
    return new Observable(Aspect.STATS, statistic.word());
  }

  /** For example {@code count live stores}. */
  public String word() {
    String word = aspect.name().toLowerCase(Locale.ROOT);
    return part.isEmpty() ? word : word + " " + part;
  }

  @Override
  public String toString() {
    return word();
  }
}
