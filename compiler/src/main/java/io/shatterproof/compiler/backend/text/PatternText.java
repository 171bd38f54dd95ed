package io.shatterproof.compiler.backend.text;

import io.shatterproof.event.EventKind;
import io.shatterproof.vector.DescriptorClaim;
import io.shatterproof.vector.EventPattern;
import java.util.List;
import java.util.stream.Collectors;

/** Patterns of events. */
final class PatternText {
  private final Speech speech;

  PatternText(Speech speech) {
    this.speech = speech;
  }

  /** A line for each pattern. */
  String lines(List<EventPattern> patterns) {
    return patterns.stream().map(pattern -> of(pattern) + "\n").collect(Collectors.joining());
  }

  private String of(EventPattern pattern) {
    if (pattern instanceof EventPattern.Either either) {
      return either.alternatives().stream()
          .map(patterns -> "{\n" + lines(patterns) + "}")
          .collect(Collectors.joining(" or ", "either ", ""));
    }
    return pattern instanceof EventPattern.Repeated repeated
        ? repeated(repeated)
        : once((EventPattern.OfEvent) pattern);
  }

  private String repeated(EventPattern.Repeated repeated) {
    int least = repeated.least();
    String bound;
    if (repeated.most().isEmpty()) {
      bound = "at least " + least;
    } else if (repeated.most().getAsInt() == least) {
      bound = "exactly " + least;
    } else {
      bound = "at most " + repeated.most().getAsInt();
      if (least > 0) {
        speech.obstacles().add("`at least " + least + "` and `" + bound + "` of one event at once");
      }
    }
    return bound + " of " + once(repeated.pattern());
  }

  /** What {@code no} stands before. */
  String none(EventPattern.OfEvent pattern) {
    if (pattern instanceof EventPattern.OfKind ofKind) {
      return switch (ofKind.kind()) {
        case STORE -> "live stores";
        case CLEAN, DSB, FILL, IOMMU_FLUSH, TLBI -> ofKind.kind().word();
        default -> once(pattern);
      };
    }
    return once(pattern);
  }

  private String once(EventPattern.OfEvent pattern) {
    if (pattern instanceof EventPattern.Stored stored) {
      return "store " + place(stored.domain(), stored.level(), stored.ipa()) + " := "
          + descriptor(stored.descriptor());
    }
    if (pattern instanceof EventPattern.Filled filled) {
      return "fill " + place(filled.domain(), filled.level(), filled.ipa()) + " count "
          + filled.count();
    }
    if (pattern instanceof EventPattern.Invalidated tlbi) {
      return "tlbi " + tlbi.op().word() + " " + speech.domain(tlbi.domain())
          + (tlbi.ipa().isPresent() ? " " + Numbers.hex(tlbi.ipa().getAsLong()) : "");
    }
    if (pattern instanceof EventPattern.AnyInvalidation any) {
      return "tlbi any " + speech.domain(any.domain());
    }
    if (pattern instanceof EventPattern.Covering covering) {
      return "tlbi covers " + speech.domain(covering.domain()) + " " + Numbers.hex(covering.ipa())
          + " size " + Numbers.size(covering.sizeBytes());
    }
    if (pattern instanceof EventPattern.Synchronized dsb) {
      return "dsb " + dsb.option().word() + (dsb.orStronger() ? " or stronger" : "");
    }
    if (pattern instanceof EventPattern.Cleaned clean) {
      return "clean " + clean.what().word()
          + clean
              .range()
              .map(range ->
                  " from " + Numbers.hex(range.pa()) + " size " + Numbers.size(range.sizeBytes()))
              .orElse("");
    }
    if (pattern instanceof EventPattern.Dropped dropped) {
      return "reference dropped"
          + (dropped.pa().isPresent() ? " " + Numbers.hex(dropped.pa().getAsLong()) : "");
    }
    if (pattern instanceof EventPattern.IommuFlushed flush) {
      return "iommu flush " + speech.domain(flush.domain()) + " " + Numbers.hex(flush.ipa())
          + " pages " + Long.toUnsignedString(flush.pages());
    }
    if (pattern instanceof EventPattern.Monitored monitored) {
      return "monitor " + (monitored.vcpuPaused() ? "paused" : "running");
    }
    return ofKind(pattern.kind());
  }

  private String descriptor(DescriptorClaim claim) {
    if (claim.pa().isEmpty()) {
      return claim.kind().word();
    }
    switch (claim.kind()) {
      case ANY, VALID, INVALID ->
        speech
            .obstacles()
            .add("the address of a descriptor that is `" + claim.kind().word() + "`");
      case BLOCK, PAGE, TABLE -> {
        return claim.kind().word() + " " + Numbers.hex(claim.pa().getAsLong());
      }
    }
    return claim.kind().word();
  }

  private String ofKind(EventKind kind) {
    switch (kind) {
      case STORE, FILL, TLBI, DSB, CLEAN, IOMMU_FLUSH ->
        speech.obstacles().add("any event `" + kind.word() + "` in a list of patterns");
      default -> {
        // said by its word
      }
    }
    return kind.word();
  }

  private String place(int domain, int level, long ipa) {
    if (level < 0) {
      speech.obstacles().add("an entry of level " + level + " in a pattern");
    }
    return speech.domain(domain) + " level " + level + " of " + Numbers.hex(ipa);
  }
}
