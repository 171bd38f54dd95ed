package io.shatterproof.walk;

import static io.shatterproof.walk.TranslationRecording.hex;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.arch.register.EsrEl2;
import io.shatterproof.machine.BareMachine;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * One sequence of {@code qemu-stage2/tlb}. PE 0 is at EL2 for each step, and in the guest for each
 * access. What the recording allows was worked out as if the guest ran between any two steps, so it
 * goes there for a moment behind each; not between two registers, which only make sense together.
 */
final class QemuTlbCase {
  private static final int PE = 0;
  private static final long DESCRIPTORS = 0x4200_0000L;
  private static final long DESCRIPTORS_BYTES = 0x0200_0000L;
  private static final long PAGE_BYTES = 0x1000;
  private static final Map<String, SystemRegister> REGISTERS = Map.of(
      "vtcr", SystemRegister.VTCR_EL2,
      "vttbr", SystemRegister.VTTBR_EL2,
      "hcr", SystemRegister.HCR_EL2);

  /** What QEMU does where there is a choice; it alone must be ours where sets are compared. */
  private static final Platform PLATFORM = QemuCase.PLATFORM.withChoices(Map.of(
      Knob.T0SZ_ABOVE_MAX.word(), "faults",
      Knob.MISALIGNED_CONTIGUOUS.word(), "entry",
      Knob.AF_UPDATE_ON_FAULT.word(), "absent",
      Knob.FETCH_FROM_DEVICE.word(), "noncacheable"));

  private final JsonNode record;
  private final QemuTlbTally tally;
  private final BareMachine machine = new BareMachine(PLATFORM);
  private final Set<Long> provided = new HashSet<>();
  private final Set<Long> writtenByHardware = new HashSet<>();
  private boolean hadVaOperation;
  private boolean hadLastLevelOperation;
  private int observed;
  private int accesses;
  private int step;

  private QemuTlbCase(JsonNode record, QemuTlbTally tally) {
    this.record = record;
    this.tally = tally;
  }

  /** Does every step, and takes what came of it into the tally. */
  static void replay(JsonNode record, QemuTlbTally tally) {
    tally.beginSequence();
    new QemuTlbCase(record, tally).run();
  }

  private void run() {
    machine.provideMemory(DESCRIPTORS, DESCRIPTORS_BYTES);
    machine.runAt(PE, 2);
    for (JsonNode one : record.get("steps")) {
      String word = one.get(0).asString();
      switch (word) {
        case "mem" -> store(hex(one.get(1)), hex(one.get(2)));
        case "vtcr", "vttbr", "hcr" -> writeRegister(word, hex(one.get(1)));
        case "stub" -> {} // where QEMU's program runs; part of the tables only
        case "isb" -> synchronize();
        case "apply" -> apply();
        case "tlbi" -> invalidate(one);
        case "acc" -> access(one);
        case "rd" -> read(hex(one.get(1)));
        default -> barrier(word);
      }
      step++;
    }
  }

  private void writeRegister(String word, long value) {
    machine.write(PE, Objects.requireNonNull(REGISTERS.get(word)), value);
  }

  private void store(long pa, long value) {
    if (QemuCase.isPattern(pa)) {
      tally.leaveOut("data restored");
      return;
    }
    provide(pa);
    machine.store(PE, pa, value, false, false);
    visitGuest();
  }

  private void provide(long pa) {
    long page = pa & -PAGE_BYTES;
    boolean isOutside = Long.compareUnsigned(pa - DESCRIPTORS, DESCRIPTORS_BYTES) >= 0;
    if (isOutside && provided.add(page)) {
      machine.provideMemory(page, PAGE_BYTES);
    }
  }

  /** What is not there yet when the machine begins is arranged. */
  private void visitGuest() {
    if (machine.hasBegun()) {
      machine.runAt(PE, 1);
      machine.runAt(PE, 2);
    }
  }

  private void synchronize() {
    if (machine.hasBegun()) {
      machine.isb(PE);
      visitGuest();
    }
  }

  private void apply() {
    if (!machine.hasBegun()) {
      begin();
      return;
    }
    int until = step;
    for (int i = 0; i < until; i++) {
      JsonNode one = record.get("steps").get(i);
      if (one.get(0).asString().equals("mem")) {
        store(hex(one.get(1)), hex(one.get(2)));
      }
    }
    machine.dsb(PE, DsbOption.SY);
    machine.tlbi(PE, TlbiOp.VMALLS12E1IS, 0);
    machine.dsb(PE, DsbOption.SY);
    synchronize();
  }

  private void begin() {
    if (!machine.hasBegun()) {
      machine.begin();
      visitGuest();
    }
  }

  private void invalidate(JsonNode one) {
    begin();
    String word = one.get(1).asString();
    hadVaOperation |= word.startsWith("v") && word.contains("ae1");
    hadLastLevelOperation |= word.contains("s2le1");
    long operand = one.size() > 2 ? hex(one.get(2)) : 0;
    machine.tlbi(PE, TlbiOp.valueOf(word.toUpperCase(Locale.ROOT)), operand);
    visitGuest();
  }

  private void barrier(String words) {
    if (!words.startsWith("dsb ")) {
      throw new IllegalArgumentException("step " + words);
    }
    machine.dsb(PE, DsbOption.valueOf(words.substring(4).toUpperCase(Locale.ROOT)));
    visitGuest();
  }

  private void read(long pa) {
    JsonNode word = record.get("obs").get(observed++);
    String ours = Long.toHexString(machine.read(pa));
    if (ours.equals(word.asString())) {
      tally.word();
    } else {
      tally.differs("word read", account("word " + word.asString() + ", ours " + ours));
    }
  }

  private void access(JsonNode one) {
    begin();
    JsonNode shown = record.get("obs").get(observed);
    JsonNode note = record.get("notes").get(observed);
    observed++;
    boolean isStale = record.get("seen").get(accesses++).asString().equals("stale");
    GuestAccess access = access(one.get(1).asString(), one.get(2).asInt(), hex(one.get(3)));
    machine.runAt(PE, 1);
    NavigableSet<String> ours = new TreeSet<>();
    for (AccessReport report : machine.outcomes(PE, access)) {
      ours.add(form(report.outcome()));
    }
    if (usedWhatItHeld()) {
      tally.heldEntryUsed();
    } else {
      perform(access);
    }
    machine.runAt(PE, 2);
    judge(ours, note, shownForms(shown, note, isStale));
  }

  /**
   * Whether QEMU updated nothing since it used an entry from before software stored the word: the
   * next step reads one that hardware has written earlier, and finds it as it is now. Ours may do
   * either; what comes after must go the same way.
   */
  private boolean usedWhatItHeld() {
    JsonNode next = record.get("steps").get(step + 1);
    if (next == null || !next.get(0).asString().equals("rd")) {
      return false;
    }
    long pa = hex(next.get(1));
    return writtenByHardware.contains(pa)
        && hex(record.get("obs").get(observed)) == machine.read(pa);
  }

  private void perform(GuestAccess access) {
    JsonNode next = record.get("steps").get(step + 1);
    boolean isRead = next != null && next.get(0).asString().equals("rd");
    long pa = isRead ? hex(next.get(1)) : DESCRIPTORS;
    long before = machine.read(pa);
    machine.perform(PE, access);
    if (machine.read(pa) != before) {
      writtenByHardware.add(pa);
    }
  }

  private static GuestAccess access(String kind, int el, long ipa) {
    return switch (kind) {
      case "r" -> new GuestAccess(AccessKind.READ, ipa, el, 8, QemuCase.register(2));
      case "w" -> new GuestAccess(AccessKind.WRITE, ipa, el, 8, QemuCase.register(1));
      case "x" -> new GuestAccess(AccessKind.FETCH, ipa, el, 4, Optional.empty());
      default -> throw new IllegalArgumentException("access " + kind);
    };
  }

  private static String form(Outcome outcome) {
    if (outcome instanceof Outcome.Translated reached) {
      return QemuCase.isHole(reached.pa()) ? "sea" : "ok:" + Long.toHexString(reached.pa());
    }
    if (outcome instanceof Outcome.Faulted fault) {
      return QemuCase.fault(fault, false);
    }
    return "wild";
  }

  private void judge(NavigableSet<String> ours, JsonNode note, NavigableSet<String> shown) {
    NavigableSet<String> noted = noted(note);
    if (shown.isEmpty()) {
      tally.leaveOut("the stub's own fetch");
      return;
    }
    if (shown.stream().anyMatch(ours::contains)) {
      tally.member();
    } else {
      tally.differs("not a member", account("shown " + shown + ", ours " + ours));
    }
    if (note.has("bbm") && note.get("bbm").asBoolean()) {
      tally.membershipOnly("without break-before-make");
    } else if (hadVaOperation) {
      tally.membershipOnly("behind an operation by VA");
    } else if (hadLastLevelOperation && family().equals("table")) {
      tally.membershipOnly("table removed with a last-level operation");
    } else if (ours.equals(noted)) {
      tally.equal(note.has("allowed"));
    } else {
      tally.differs("another set", account("recorded " + noted + ", ours " + ours));
    }
  }

  private static NavigableSet<String> noted(JsonNode note) {
    NavigableSet<String> noted = new TreeSet<>();
    noted.add(note.get("fresh").asString());
    if (note.has("allowed")) {
      for (JsonNode one : note.get("allowed")) {
        // The recording names the address; an access of a hole is aborted all the same.
        String form = one.asString();
        boolean isHole =
            form.startsWith("ok:") && QemuCase.isHole(Long.parseLong(form.substring(3), 16));
        noted.add(isHole ? "sea" : form);
      }
    }
    return noted;
  }

  /** What QEMU showed; several where it does not tell which; none if it says nothing. */
  private static NavigableSet<String> shownForms(JsonNode shown, JsonNode note, boolean isStale) {
    return switch (shown.get("r").asString()) {
      case "ok" -> okForms(shown, note, isStale);
      case "trap", "el1" -> new TreeSet<>(Set.of(abort(hex(shown, "esr"))));
      case "stub", "nostub" -> new TreeSet<>();
      default -> throw new IllegalArgumentException(shown.toString());
    };
  }

  private static NavigableSet<String> okForms(JsonNode shown, JsonNode note, boolean isStale) {
    NavigableSet<String> forms = new TreeSet<>();
    if (shown.has("val")) {
      long word = hex(shown, "val") >>> 32 << 3; // the pattern tells the address
      forms.add("ok:" + Long.toHexString(word));
      return forms;
    }
    if (!isStale) {
      forms.add(note.get("fresh").asString());
      return forms;
    }
    for (JsonNode one : note.get("allowed")) {
      forms.add(one.asString());
    }
    return forms;
  }

  private static String abort(long esr) {
    int code = (int) EsrEl2.DFSC.of(esr);
    String level = "@" + (code & 3);
    return switch (code >>> 2) {
      case 0b0000 -> "s2_addrsz" + level;
      case 0b0001 -> "s2_trans" + level;
      case 0b0010 -> "s2_af" + level;
      case 0b0011 -> "s2_perm" + level;
      case 0b0101 -> "s2_sea" + level;
      case 0b0100 -> "sea";
      default -> throw new IllegalArgumentException("ESR " + Long.toHexString(esr));
    };
  }

  private String family() {
    return record.get("t").get("family").asString();
  }

  private String account(String what) {
    return "sequence " + record.get("id") + ", " + record.get("t") + ", step " + step + " "
        + record.get("steps").get(step) + ": " + what;
  }
}
