package io.shatterproof.harness;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.Event;
import io.shatterproof.event.EventKind;
import io.shatterproof.vector.DescriptorClaim;
import io.shatterproof.vector.EventPattern;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Events and patterns in the words of the scenario language, so that the two can be compared. */
final class EventText {
  private final TestedDomains domains;

  EventText(TestedDomains domains) {
    this.domains = domains;
  }

  /** A pattern as it stands in a scenario. */
  String of(EventPattern pattern) {
    if (pattern instanceof EventPattern.Either either) {
      return "either "
          + either.alternatives().stream().map(this::block).collect(Collectors.joining(" or "));
    }
    if (pattern instanceof EventPattern.Repeated repeated) {
      return number(repeated) + " of " + of(repeated.pattern());
    }
    return of((EventPattern.OfEvent) pattern);
  }

  private String block(List<EventPattern> patterns) {
    return patterns.stream().map(this::of).collect(Collectors.joining("  ", "{ ", " }"));
  }

  private static String number(EventPattern.Repeated repeated) {
    int least = repeated.least();
    if (repeated.most().isEmpty()) {
      return "at least " + least;
    }
    int most = repeated.most().getAsInt();
    if (least == most) {
      return "exactly " + most;
    }
    return (least == 0 ? "" : "at least " + least + ", ") + "at most " + most;
  }

  /** A pattern as it stands behind {@code no}. */
  String withoutAny(EventPattern.OfEvent pattern) {
    boolean isOfStores =
        pattern instanceof EventPattern.OfKind && pattern.kind() == EventKind.STORE;
    return isOfStores ? "live stores" : of(pattern);
  }

  /** A pattern of one event. */
  String of(EventPattern.OfEvent pattern) {
    if (pattern instanceof EventPattern.Stored stored) {
      return storeLine(
          domains.nameOf(stored.domain()),
          stored.level(),
          stored.ipa(),
          stored.descriptor().toString());
    }
    if (pattern instanceof EventPattern.Filled filled) {
      return fillLine(
          domains.nameOf(filled.domain()),
          filled.level(),
          filled.ipa(),
          Integer.toString(filled.count()));
    }
    if (pattern instanceof EventPattern.Invalidated tlbi) {
      return tlbiLine(tlbi.op(), domains.nameOf(tlbi.domain()), tlbi.ipa());
    }
    if (pattern instanceof EventPattern.AnyInvalidation any) {
      return "tlbi any " + domains.nameOf(any.domain());
    }
    if (pattern instanceof EventPattern.Covering covering) {
      return "tlbi covers " + domains.nameOf(covering.domain()) + " " + hex(covering.ipa())
          + (covering.sizeBytes() == 1 ? "" : " size " + hex(covering.sizeBytes()));
    }
    if (pattern instanceof EventPattern.Synchronized dsb) {
      return "dsb " + dsb.option().word() + (dsb.orStronger() ? " or stronger" : "");
    }
    if (pattern instanceof EventPattern.Cleaned clean) {
      return "clean " + clean.what().word()
          + clean.range().map(range -> " " + range).orElse("");
    }
    if (pattern instanceof EventPattern.Dropped dropped) {
      return "reference dropped"
          + (dropped.pa().isPresent() ? " " + hex(dropped.pa().getAsLong()) : "");
    }
    if (pattern instanceof EventPattern.IommuFlushed flush) {
      return iommuLine(domains.nameOf(flush.domain()), flush.ipa(), flush.pages());
    }
    if (pattern instanceof EventPattern.Monitored monitored) {
      return monitorLine(monitored.vcpuPaused());
    }
    return pattern.kind().word();
  }

  /** What happened, in the form of the pattern that would match it. */
  String of(ObservedEvent observed) {
    Event event = observed.event();
    if (event instanceof Event.Store store) {
      return storeLine(
          nameInSession(observed.domain()),
          store.level(),
          store.ipa(),
          stored(store).toString());
    }
    if (event instanceof Event.Fill fill) {
      return fillLine(
          nameInSession(observed.domain()),
          fill.level(),
          fill.ipa(),
          Integer.toString(fill.count()));
    }
    if (event instanceof Event.Tlbi tlbi) {
      OptionalLong ipa = tlbi.op().operand() == TlbiOp.Operand.IPA
          ? OptionalLong.of(operandIpa(tlbi.operand()))
          : OptionalLong.empty();
      return tlbiLine(tlbi.op(), vmidOwner(tlbi.vmid()), ipa);
    }
    if (event instanceof Event.Dsb dsb) {
      return "dsb " + dsb.option().word();
    }
    if (event instanceof Event.AddressTranslated at) {
      return "at s1e1" + (at.write() ? "w " : "r ") + hex(at.va());
    }
    if (event instanceof Event.Clean clean) {
      String range = " " + new EventPattern.Range(clean.pa(), clean.sizeBytes());
      return "clean " + clean.what().word() + (clean.what() == CleanKind.DATA ? range : "");
    }
    if (event instanceof Event.ReferenceDropped dropped) {
      return "reference dropped " + hex(dropped.pa());
    }
    if (event instanceof Event.IommuFlush flush) {
      return iommuLine(nameInSession(flush.domain()), flush.ipa(), flush.pages());
    }
    if (event instanceof Event.Monitored monitored) {
      return monitorLine(monitored.vcpuPaused());
    }
    return event.kind().word();
  }

  private static String monitorLine(boolean vcpuPaused) {
    return vcpuPaused ? "monitor paused" : "monitor running";
  }

  private DescriptorClaim stored(Event.Store store) {
    long descriptor = store.newDescriptor();
    int level = store.level();
    return switch (format().kind(descriptor, level)) {
      case INVALID -> DescriptorClaim.of(DescriptorClaim.Kind.INVALID);
      case RESERVED -> DescriptorClaim.of(DescriptorClaim.Kind.VALID);
      case TABLE -> DescriptorClaim.of(DescriptorClaim.Kind.TABLE);
      case BLOCK -> leaf(DescriptorClaim.Kind.BLOCK, descriptor, level);
      case PAGE -> leaf(DescriptorClaim.Kind.PAGE, descriptor, level);
    };
  }

  private DescriptorClaim leaf(DescriptorClaim.Kind kind, long descriptor, int level) {
    return new DescriptorClaim(kind, OptionalLong.of(format().outputAddress(descriptor, level)));
  }

  /** What a person wants to know beyond {@link #of(ObservedEvent)}; may be empty. */
  String remark(ObservedEvent observed) {
    Event event = observed.event();
    if (event instanceof Event.Store store) {
      return format().describe(store.oldDescriptor(), store.level())
          + " -> "
          + format().describe(store.newDescriptor(), store.level())
          + (observed.live() ? "" : ", table not linked");
    }
    if (event instanceof Event.Fill fill) {
      return "table " + hex(fill.tablePa()) + " from index " + fill.firstIndex();
    }
    if (event instanceof Event.Tlbi tlbi) {
      return "vmid " + tlbi.vmid() + " on pe " + tlbi.pe();
    }
    if (event instanceof Event.AddressTranslated at) {
      return at.faulted() ? "faulted" : "";
    }
    if (event instanceof Event.Clean clean) {
      return hex(clean.pa()) + ", " + clean.sizeBytes() + " bytes";
    }
    if (event instanceof Event.Context context) {
      return context.register().word() + " = " + hex(context.value());
    }
    if (event instanceof Event.TableAllocated allocated) {
      return "table " + hex(allocated.tablePa());
    }
    if (event instanceof Event.TableFreed freed) {
      return "table " + hex(freed.tablePa()) + (freed.again() ? ", freed before" : "");
    }
    return "";
  }

  /** IPA[51:12] of the operand of an invalidation by IPA: bits[39:0], whatever the granule. */
  static long operandIpa(long operand) {
    return (operand & 0xff_ffff_ffffL) << 12;
  }

  /** The domains of one setup have one granule; without a domain nothing depends on it. */
  private S2Format format() {
    return S2Format.of(
        domains.created().isEmpty()
            ? Granule.SIZE_4K
            : domains.created().get(0).config().geometry().granule());
  }

  /** A table that nothing reaches yet belongs to no domain; of one domain there is no doubt. */
  private String nameInSession(int number) {
    List<TestedDomain> created = domains.created();
    int known = number < 0 && created.size() == 1 ? 0 : number;
    return known >= 0 && known < created.size() ? created.get(known).config().name() : "?";
  }

  /** Of several that had the VMID one after the other, the last. */
  private String vmidOwner(int vmid) {
    List<TestedDomain> created = domains.created();
    for (int number = created.size() - 1; number >= 0; number--) {
      if (created.get(number).report().vmid() == vmid) {
        return created.get(number).config().name();
      }
    }
    return "vmid " + vmid;
  }

  private static String storeLine(String domain, int level, long ipa, String descriptor) {
    return "store " + domain + " level " + level + " of " + hex(ipa) + " := " + descriptor;
  }

  private static String fillLine(String domain, int level, long ipa, String count) {
    return "fill " + domain + " level " + level + " of " + hex(ipa) + " count " + count;
  }

  private static String tlbiLine(TlbiOp op, String domain, OptionalLong ipa) {
    return "tlbi " + op.word() + " " + domain + (ipa.isPresent() ? " " + hex(ipa.getAsLong()) : "");
  }

  private static String iommuLine(String domain, long ipa, long pages) {
    return "iommu flush " + domain + " " + hex(ipa) + " pages " + pages;
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
