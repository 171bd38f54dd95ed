package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.Event;
import io.shatterproof.machine.Machine;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints reported events in the form of {@link Recording#lines}, demanding the barriers that
 * recordings imply, and feeds them to the judge's machine on the way.
 */
final class ReportedLines {
  private static final long FIRST_TABLE = 0xd000_0000L;

  private final Machine machine;
  private final List<Event> events;
  private final List<String> lines = new ArrayList<>();
  private int at;

  private ReportedLines(List<Event> events, Machine machine) {
    this.events = events;
    this.machine = machine;
  }

  static List<String> of(List<Event> events, Machine machine) {
    ReportedLines reported = new ReportedLines(events, machine);
    while (reported.at < events.size()) {
      reported.print(reported.next());
    }
    return reported.lines;
  }

  private Event next() {
    Event event = events.get(at++);
    if (event instanceof Event.Fill fill) {
      printFill(fill); // what it replaces is in memory no longer afterwards
    }
    event.replayTo(machine);
    return event;
  }

  private void expectDsb() {
    assertThat(next()).isInstanceOf(Event.Dsb.class);
  }

  private void print(Event event) {
    if (event instanceof Event.Dsb dsb) {
      assertThat(dsb.option()).isEqualTo(DsbOption.SY);
      printOrdered(next());
    } else if (event instanceof Event.Clean clean && clean.what() == CleanKind.INSTRUCTION) {
      expectDsb();
      assertThat(next()).isInstanceOf(Event.Isb.class);
      lines.add("ic");
    } else if (event instanceof Event.Context context) {
      printContext(context);
    } else if (event instanceof Event.Clean clean) {
      assertThat(clean.what()).isEqualTo(CleanKind.TABLE);
      expectDsb();
      lines.add("ct " + table(clean.pa()) + " " + clean.sizeBytes());
    } else if (event instanceof Event.Isb) {
      lines.add("i");
    } else if (event instanceof Event.TableAllocated allocated) {
      lines.add("al " + table(allocated.tablePa()));
    } else if (event instanceof Event.TableZeroed zeroed) {
      lines.add("z " + table(zeroed.tablePa()));
    } else if (event instanceof Event.TableFreed freed) {
      lines.add("fr " + table(freed.tablePa()) + (freed.again() ? " 1" : " 0"));
    } else if (event instanceof Event.Locked) {
      lines.add("L");
    } else if (event instanceof Event.Unlocked) {
      lines.add("U");
    } else if (event instanceof Event.ReferenceDropped dropped) {
      lines.add("pg " + (dropped.pa() >>> 12));
    } else if (event instanceof Event.IommuFlush flush) {
      lines.add("io " + (flush.domain() + 1) + " " + (flush.ipa() >>> 12) + " " + flush.pages());
    } else if (event instanceof Event.Warned warned) {
      lines.add("wn " + warned.count());
    } else if (event instanceof Event.Preempted preempted) {
      lines.add("pc " + preempted.check());
    } else if (event instanceof Event.Monitored monitored) {
      lines.add("mt " + (monitored.vcpuPaused() ? 1 : 0) + " " + accessFlags(monitored.access()));
    } else if (event instanceof Event.DomainCrashed crashed) {
      lines.add("dc " + (crashed.domain() + 1));
    } else if (event instanceof Event.AssertionFailed failed) {
      lines.add("as " + (failed.what().startsWith("a block") ? 1 : 2));
    } else if (event instanceof Event.Fatal) {
      lines.add("bug 3");
    } else {
      assertThat(event).isInstanceOf(Event.Fill.class);
    }
  }

  private static int accessFlags(String letters) {
    return (letters.contains("r") ? 1 : 0)
        + (letters.contains("w") ? 2 : 0)
        + (letters.contains("x") ? 4 : 0);
  }

  private void printOrdered(Event event) {
    if (event instanceof Event.Tlbi tlbi) {
      expectDsb();
      assertThat(next()).isInstanceOf(Event.Isb.class);
      String code = tlbi.op().isBroadcast() ? "f " : "fl ";
      lines.add(code + tlbi.vmid() + " " + table(tlbi.rootPa()));
      return;
    }
    if (event instanceof Event.Clean clean) {
      assertThat(clean.what()).isEqualTo(CleanKind.DATA);
      expectDsb();
      Recording.addPages(lines, clean.pa() >>> 12, clean.sizeBytes() >>> 12);
      return;
    }
    assertThat(event).isInstanceOf(Event.Store.class);
    Event.Store store = (Event.Store) event;
    expectDsb();
    int cleaned = 0;
    if (at < events.size()
        && events.get(at) instanceof Event.Clean clean
        && clean.what() == CleanKind.ENTRY) {
      assertThat(clean.pa()).isEqualTo(store.tablePa() + 8L * store.index());
      assertThat(clean.sizeBytes()).isEqualTo(8);
      next();
      expectDsb();
      cleaned = 1;
    }
    lines.add(Recording.store(
        table(store.tablePa()),
        store.index(),
        store.level(),
        store.ipa() >>> 12,
        store.oldDescriptor(),
        store.newDescriptor(),
        cleaned + (store.live() ? 2 : 0)));
  }

  private void printFill(Event.Fill fill) {
    for (int k = 0; k < fill.count(); k++) {
      int index = fill.firstIndex() + k;
      lines.add(Recording.store(
          table(fill.tablePa()),
          index,
          fill.level(),
          (fill.ipa() >>> 12) + ((long) k << (9 * (3 - fill.level()))),
          machine.read(fill.tablePa() + 8L * index),
          fill.firstDescriptor() + k * fill.stride(),
          0));
    }
  }

  private void printContext(Event.Context context) {
    lines.add(
        switch (context.register()) {
          case VTTBR_EL2 -> "v " + Long.toHexString(context.value());
          case HCR_EL2 -> "hcr " + (context.value() & 1);
          case SCTLR_EL1 -> "sctlr";
          case DAIF -> context.value() == 0 ? "irq 1" : "irq 0";
          default -> context.register().word();
        });
  }

  private static long table(long tablePa) {
    return (tablePa - FIRST_TABLE) >>> 12;
  }
}
