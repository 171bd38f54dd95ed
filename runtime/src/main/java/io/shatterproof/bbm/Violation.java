package io.shatterproof.bbm;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.S2Format;
import io.shatterproof.event.ViolationName;

/**
 * A breach of a standing invariant.
 *
 * @param heldBy PEs that may hold the old entry
 * @param format layout of the descriptors
 * @param pa the frame or table page that it is about; 0 if it is about entries alone
 * @param ipa first IPA the new descriptor covers; that of the old one where nothing is stored
 * @param level of the new descriptor, -1 to 3
 * @param oldLevel of the old descriptor
 * @param oldDescriptor the entry that may be held
 * @param newDescriptor what is stored
 * @param event ordinal of the event that breaks the rule among all events, from 0
 * @param openedAt ordinal of the event since which memory no longer says what the old entry says; -1
 *     if there is none
 * @param entries number of old descriptors that may be held, of which one is told; at least 1
 */
public record Violation(
    ViolationName name,
    PeSet heldBy,
    S2Format format,
    long pa,
    long ipa,
    int level,
    int oldLevel,
    long oldDescriptor,
    long newDescriptor,
    long event,
    long openedAt,
    int entries) {

  /** What no event opened, about one descriptor. */
  public Violation(
      ViolationName name,
      PeSet heldBy,
      S2Format format,
      long pa,
      long ipa,
      int level,
      int oldLevel,
      long oldDescriptor,
      long newDescriptor,
      long event) {
    this(
        name, heldBy, format, pa, ipa, level, oldLevel, oldDescriptor, newDescriptor, event, -1, 1);
  }

  /** One that is about a frame or a table page alone; no descriptor of it is ever described. */
  public static Violation ofPage(ViolationName name, long pa, long event) {
    return new Violation(name, PeSet.of(), S2Format.of(Granule.SIZE_4K), pa, 0, 0, 0, 0, 0, event);
  }

  /** One that is about one descriptor which became another. */
  public static Violation ofStore(
      ViolationName name,
      PeSet heldBy,
      S2Format format,
      long ipa,
      int level,
      long oldDescriptor,
      long newDescriptor,
      long event) {
    return new Violation(
        name, heldBy, format, 0, ipa, level, level, oldDescriptor, newDescriptor, event);
  }

  /** This under another name. */
  public Violation named(ViolationName newName) {
    return with(newName, heldBy, pa, openedAt, entries);
  }

  /** This with the frame or table page that it is about. */
  public Violation about(long newPa) {
    return with(name, heldBy, newPa, openedAt, entries);
  }

  /** This with other holders. */
  public Violation withHolders(PeSet newHolders) {
    return with(name, newHolders, pa, openedAt, entries);
  }

  /** This with the event that opened it, and the number of old descriptors. */
  public Violation opened(long newOpenedAt, int newEntries) {
    return with(name, heldBy, pa, newOpenedAt, newEntries);
  }

  private Violation with(
      ViolationName newName, PeSet newHolders, long newPa, long newOpenedAt, int newEntries) {
    return new Violation(
        newName,
        newHolders,
        format,
        newPa,
        ipa,
        level,
        oldLevel,
        oldDescriptor,
        newDescriptor,
        event,
        newOpenedAt,
        newEntries);
  }

  /** What happened, all values decoded, the fields that decide, and who may hold the old entry. */
  public String account() {
    return name.word() + ": " + ViolationText.of(this);
  }

  /** The account, and the ordinals of the events between which the rule was broken. */
  public String message() {
    String events =
        openedAt < 0 ? "" : "; opened by event " + openedAt + ", broken by event " + event;
    return account() + events;
  }

  @Override
  public String toString() {
    return message() + " (event " + event + ")";
  }
}
