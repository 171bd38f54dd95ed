package io.shatterproof.walk;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.Cacheability;
import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.Tagging;
import io.shatterproof.arch.regime.Syndromes;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The words of the recordings of Arm's pseudocode. */
final class AslWords {
  private AslWords() {}

  static AccessKind kind(String word) {
    return switch (word) {
      case "r" -> AccessKind.READ;
      case "w" -> AccessKind.WRITE;
      case "rw" -> AccessKind.ATOMIC;
      case "x" -> AccessKind.FETCH;
      case "at_r", "at_s12e1r" -> AccessKind.AT_S12E1R;
      case "at_w", "at_s12e1w" -> AccessKind.AT_S12E1W;
      case "at_s12e0r" -> AccessKind.AT_S12E0R;
      case "at_s12e0w" -> AccessKind.AT_S12E0W;
      case "ttw", "ttw_up", "ttw_nt" -> AccessKind.STAGE1_WALK;
      case "tteupd" -> AccessKind.STAGE1_UPDATE;
      case "r_tc" -> AccessKind.READ_TAG_CHECKED;
      case "w_tc" -> AccessKind.WRITE_TAG_CHECKED;
      case "ldg" -> AccessKind.LDG;
      case "stg" -> AccessKind.STG;
      default -> throw new IllegalArgumentException(word);
    };
  }

  /** The attributes that a record has for stage 1. */
  static AccessAttributes attributes(JsonNode stage1) {
    MemoryType type = type(stage1.get("mt").asString());
    return new AccessAttributes(
        type,
        type.isDevice() ? Cacheability.NC : cacheability(stage1.get("in").asString()),
        type.isDevice() ? Cacheability.NC : cacheability(stage1.get("ou").asString()),
        shareability(stage1.get("sh").asString()),
        stage1.get("xs").asInt() == 1,
        stage1.has("tags") ? tagging(stage1.get("tags").asString()) : Tagging.UNTAGGED,
        false);
  }

  private static MemoryType type(String word) {
    return switch (word) {
      case "N" -> MemoryType.NORMAL;
      case "D-nGnRnE" -> MemoryType.DEVICE_NGNRNE;
      case "D-nGnRE" -> MemoryType.DEVICE_NGNRE;
      case "D-nGRE" -> MemoryType.DEVICE_NGRE;
      case "D-GRE" -> MemoryType.DEVICE_GRE;
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static Cacheability cacheability(String word) {
    for (Cacheability one : Cacheability.values()) {
      if (word(one).equals(word)) {
        return one;
      }
    }
    throw new IllegalArgumentException(word);
  }

  private static Shareability shareability(String word) {
    return switch (word) {
      case "NSH" -> Shareability.NON;
      case "ISH" -> Shareability.INNER;
      case "OSH" -> Shareability.OUTER;
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static Tagging tagging(String word) {
    return switch (word) {
      case "A" -> Tagging.ALLOCATION_TAGGED;
      case "C" -> Tagging.CANONICALLY_TAGGED;
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static String word(MemoryType type) {
    return switch (type) {
      case NORMAL -> "N";
      case DEVICE_NGNRNE -> "D-nGnRnE";
      case DEVICE_NGNRE -> "D-nGnRE";
      case DEVICE_NGRE -> "D-nGRE";
      case DEVICE_GRE -> "D-GRE";
    };
  }

  private static String word(Cacheability cacheability) {
    if (!cacheability.isCacheable()) {
      return "NC";
    }
    String hints =
        (cacheability.readAllocate() ? "R" : "") + (cacheability.writeAllocate() ? "W" : "");
    return cacheability.policy().name()
        + "-"
        + (hints.isEmpty() ? "No" : hints + "A")
        + (cacheability.isTransient() ? "-T" : "");
  }

  private static String word(Shareability shareability) {
    return switch (shareability) {
      case NON -> "NSH";
      case INNER -> "ISH";
      case OUTER -> "OSH";
      case RESERVED -> "reserved";
    };
  }

  /** A result, field by field. */
  static SortedMap<String, String> fields(Translation result) {
    SortedMap<String, String> fields = new TreeMap<>();
    if (result.isFault()) {
      addFault(result, fields);
    } else {
      addSuccess(result, fields);
    }
    return fields;
  }

  private static void addFault(Translation result, SortedMap<String, String> fields) {
    fields.put(
        "fault",
        switch (result.faultKind()) {
          case TRANSLATION -> "Translation";
          case ADDRESS_SIZE -> "AddressSize";
          case ACCESS_FLAG -> "AccessFlag";
          case PERMISSION -> "Permission";
          case EXTERNAL -> "SyncExternalOnWalk";
          case ALIGNMENT -> "Alignment";
          case UNSUPPORTED -> "Unsupported";
          case CONFLICT -> "TLBConflict";
        });
    fields.put("level", Integer.toString(result.level()));
    fields.put("fsc", Integer.toString(Syndromes.statusCode((Outcome.Faulted) result.outcome())));
    fields.put("wnr", result.isWrite() ? "1" : "0");
    switch (result.faultStage()) {
      case STAGE1 -> {
        fields.put("s2", "0");
        fields.put("s1ptw", "0");
      }
      case STAGE2 -> {
        fields.put("s2", "1");
        fields.put("s1ptw", "0");
        fields.put("ipa", Long.toHexString(result.ipa()));
      }
      case STAGE2_ON_STAGE1_WALK -> {
        fields.put("s2", "1");
        fields.put("s1ptw", "1");
        fields.put("ipa", Long.toHexString(result.ipa()));
      }
    }
    if (result.isTagAccess()) {
      fields.put("tagaccess", "1");
    }
  }

  private static void addSuccess(Translation result, SortedMap<String, String> fields) {
    fields.put("pa", Long.toHexString(result.pa()));
    fields.put("mt", word(result.attributes().type()));
    if (!result.attributes().type().isDevice()) {
      fields.put("in", word(result.attributes().inner()));
      fields.put("ou", word(result.attributes().outer()));
    }
    fields.put("sh", word(result.attributes().shareability()));
    fields.put("xs", result.attributes().xs() ? "1" : "0");
    if (result.level() != Outcome.NO_LEVEL) {
      fields.put("lvl", Integer.toString(result.level()));
    }
    switch (result.attributes().tagging()) {
      case UNTAGGED -> {}
      case ALLOCATION_TAGGED -> fields.put("tags", "A");
      case CANONICALLY_TAGGED -> fields.put("tags", "C");
    }
    if (result.attributes().noTagAccess()) {
      fields.put("notag", "1");
    }
  }
}
