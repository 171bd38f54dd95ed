package io.shatterproof.machine;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.bbm.Violation;
import io.shatterproof.event.ViolationName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A machine of three PEs under tables of 4K from level 1: PE 0 is at EL2, PE 1 in the guest, PE 2 at
 * EL2, all with the VTTBR of VMID 1. Outcomes are in the spelling of scenarios.
 */
final class BareBench {
  static final long ROOT = 0x8000_0000L;
  static final long T2 = 0x8000_1000L;
  static final long T3 = 0x8000_2000L;
  static final long OTHER_T3 = 0x8000_3000L;
  static final long OTHER_ROOT = 0x8000_4000L;
  static final long OTHER_T2 = 0x8000_5000L;
  static final long LAST_T3 = 0x8000_6000L;
  static final long VTTBR = 1L << 48 | ROOT;

  /** 39 bits of IPA from level 1, 48 bits of PA, tables Write-Back and Inner Shareable. */
  static final long VTCR = 0x8005_3559L;

  static final long G1 = 1L << 30;
  static final long M2 = 1L << 21;
  private static final long PROVIDED_BYTES = 0x10_0000L;
  private static final long HCR = 0x8000_0001L;

  final BareMachine machine;

  BareBench(Feature... features) {
    this(new TreeMap<>(), features);
  }

  BareBench(Map<String, String> choices, Feature... features) {
    machine = new BareMachine(new Platform(
        "p",
        3,
        48,
        Set.of(features),
        Platform.Coherence.COHERENT,
        Platform.Iommu.NONE,
        new TreeMap<>(choices)));
    machine.provideMemory(ROOT, PROVIDED_BYTES);
    for (int pe = 0; pe < 3; pe++) {
      machine.write(pe, SystemRegister.VTCR_EL2, VTCR);
      machine.write(pe, SystemRegister.VTTBR_EL2, VTTBR);
      machine.write(pe, SystemRegister.HCR_EL2, HCR);
    }
    machine.runAt(0, 2);
    machine.runAt(1, 1);
    machine.runAt(2, 2);
  }

  /** Read-write-execute, Write-Back, Inner Shareable, AF = 1. */
  static long page(long pa) {
    return pa | 0x7ffL;
  }

  static long readOnlyPage(long pa) {
    return page(pa) & ~0x80L;
  }

  static long block(long pa) {
    return pa | 0x7fdL;
  }

  static long table(long pa) {
    return pa | 3L;
  }

  /** The operand of an operation by IPA, without a hint. */
  static long ipa(long ipa) {
    return ipa >>> 12;
  }

  /** The same with a TTL hint. */
  static long ipa(long ipa, int ttl) {
    return (long) ttl << 44 | ipa >>> 12;
  }

  /** The word of a table for an IPA. */
  static long word(long tablePa, int level, long ipa) {
    return tablePa + (ipa >>> (39 - 9 * level) & 0x1ff) * 8;
  }

  BareBench arrange(long wordPa, long value) {
    machine.store(0, wordPa, value, false, false);
    return this;
  }

  /** A page at level 3 below {@link #T2} and {@link #T3}, then the beginning. */
  BareBench beginWithPage(long ipa, long descriptor) {
    arrange(word(ROOT, 1, ipa), table(T2));
    arrange(word(T2, 2, ipa), table(T3));
    arrange(word(T3, 3, ipa), descriptor);
    return begin();
  }

  BareBench begin() {
    machine.begin();
    return this;
  }

  BareBench store(long wordPa, long value) {
    return store(0, wordPa, value);
  }

  BareBench store(int pe, long wordPa, long value) {
    machine.store(pe, wordPa, value, false, false);
    return this;
  }

  BareBench dsb(DsbOption option) {
    machine.dsb(0, option);
    return this;
  }

  BareBench tlbi(TlbiOp op, long operand) {
    machine.tlbi(0, op, operand);
    return this;
  }

  BareBench isb(int pe) {
    machine.isb(pe);
    return this;
  }

  /** DSB, VMALLS12E1IS, DSB. */
  BareBench flush() {
    return dsb(DsbOption.ISHST).tlbi(TlbiOp.VMALLS12E1IS, 0).dsb(DsbOption.ISH);
  }

  Set<String> read(long ipa) {
    return read(1, ipa);
  }

  Set<String> read(int pe, long ipa) {
    return sees(pe, AccessKind.READ, ipa);
  }

  Set<String> write(long ipa) {
    return sees(1, AccessKind.WRITE, ipa);
  }

  Set<String> sees(int pe, AccessKind kind, long ipa) {
    return words(machine.outcomes(pe, GuestAccess.of(kind, ipa)));
  }

  /** What PE 1 could read at each boundary, in order, without those that repeat the last. */
  List<Set<String>> reads(long ipa) {
    List<Set<String>> all = machine.seen(1, GuestAccess.of(AccessKind.READ, ipa)).stream()
        .map(BareBench::words)
        .toList();
    List<Set<String>> changes = new ArrayList<>();
    for (Set<String> one : all) {
      if (changes.isEmpty() || !changes.get(changes.size() - 1).equals(one)) {
        changes.add(one);
      }
    }
    return changes;
  }

  List<ViolationName> violations() {
    return machine.violations().stream().map(Violation::name).toList();
  }

  static Set<String> words(List<AccessReport> reports) {
    Set<String> words = new TreeSet<>();
    reports.forEach(report -> words.add(report.outcome().toString()));
    return words;
  }

  static Set<String> set(String... outcomes) {
    return new TreeSet<>(Arrays.asList(outcomes));
  }
}
