package io.shatterproof.vector.json;

import java.util.ArrayList;
import java.util.List;

/** Domains that steps create, and what later releases are asked for, that a reader must refuse. */
final class MalformedLaterSamples {
  private static final String GOOD = MalformedSamples.file(Vectors.everyLaterOperation());
  private static final String CREATE =
      "{\"step\":\"create\",\"at\":\"8:9\",\"domain\":\"second\",\"more\":300,\"returns\":-16},";
  private static final String UNPAUSE =
      "{\"step\":\"unpause\",\"at\":\"8:9\",\"pe\":0,\"domain\":\"second\"},";

  private static final List<MalformedSamples.Sample> SAMPLES = new ArrayList<>();

  private MalformedLaterSamples() {}

  static List<MalformedSamples.Sample> all() {
    return List.copyOf(SAMPLES);
  }

  static {
    creations();
    steps();
  }

  private static void creations() {
    unseen(
        "a domain that is named before it is created",
        CREATE + UNPAUSE,
        UNPAUSE + CREATE,
        FormatFault.UNKNOWN_WORD,
        "\"second\"},{\"step\":\"create\"");
    unseen(
        "a domain that is created twice",
        CREATE,
        CREATE + CREATE,
        FormatFault.DUPLICATE_MEMBER,
        "\"second\",\"more\":300,\"returns\":-16},{\"step\":\"unpause\"");
    unseen(
        "a domain that is created and exists before",
        "\"create\",\"at\":\"8:9\",\"domain\":\"second\"",
        "\"create\",\"at\":\"8:9\",\"domain\":\"guest\"",
        FormatFault.UNKNOWN_WORD,
        "\"guest\",\"more\"");
    unseen(
        "a created domain that is not declared",
        "\"create\",\"at\":\"8:9\",\"domain\":\"second\"",
        "\"create\",\"at\":\"8:9\",\"domain\":\"third\"",
        FormatFault.UNKNOWN_WORD,
        "\"third\"");
    unseen(
        "a domain that is never created",
        CREATE + UNPAUSE,
        "",
        FormatFault.MISSING_MEMBER,
        "{\"platform\"");
    seen(
        "a domain that is not later, said at length",
        "\"uses_iommu\":false,\"default_access\":\"rwx\"},",
        "\"uses_iommu\":false,\"default_access\":\"rwx\",\"later\":false},",
        FormatFault.NOT_CANONICAL,
        ",\"later\":false");
    seen(
        "a creation on a PE",
        "\"create\",",
        "\"create\",\"pe\":0,",
        FormatFault.UNKNOWN_MEMBER,
        "\"pe\"");
    seen(
        "no further domains",
        "\"more\":300",
        "\"more\":0",
        FormatFault.OUT_OF_RANGE,
        "0,\"returns\"");
    seen(
        "more domains than there are VMIDs",
        "\"more\":300",
        "\"more\":65536",
        FormatFault.OUT_OF_RANGE,
        "65536");
    seen(
        "a creation under a lock",
        CREATE,
        "{\"step\":\"locked\",\"at\":\"8:9\",\"pe\":0,\"domain\":\"guest\",\"body\":["
            + CREATE.substring(0, CREATE.length() - 1) + "]},",
        FormatFault.UNKNOWN_WORD,
        "\"create\"");
    String other = "{\"step\":\"leave\",\"at\":\"8:9\",\"pe\":";
    seen(
        "a creation in a body",
        CREATE,
        "{\"step\":\"interleaved\",\"at\":\"8:9\",\"bodies\":[[" + CREATE + other + "0}],[" + other
            + "1}]]},",
        FormatFault.UNKNOWN_WORD,
        "\"create\"");
  }

  private static void steps() {
    for (String step : List.of("unpause", "resize_pool", "set_way", "switch_caches")) {
      String begin = "{\"step\":\"" + step + "\",\"at\":\"8:9\",\"pe\":0";
      seen(
          step + " on no PE",
          begin,
          begin.replace(",\"pe\":0", ""),
          FormatFault.MISSING_MEMBER,
          begin.replace(",\"pe\":0", ""));
      unseen(
          step + " on a PE that does not exist",
          begin,
          begin.replace("\"pe\":0", "\"pe\":2"),
          FormatFault.OUT_OF_RANGE,
          "2,\"domain\"");
    }
    seen(
        "a pool without size",
        ",\"size\":\"0x100000\"",
        "",
        FormatFault.MISSING_MEMBER,
        "{\"step\":\"resize_pool\"");
    seen(
        "caches that are neither",
        ",\"on\":true",
        "",
        FormatFault.MISSING_MEMBER,
        "{\"step\":\"switch");
    seen("a virtual CPU below 0", "\"vcpu\":1", "\"vcpu\":-1", FormatFault.OUT_OF_RANGE, "-1}");
    seen(
        "a virtual CPU beyond all",
        "\"vcpu\":1",
        "\"vcpu\":1024",
        FormatFault.OUT_OF_RANGE,
        "1024");
    seen(
        "a teardown that is preempted at no check",
        "\"domain\":\"guest\",\"returns\":0}",
        "\"domain\":\"guest\",\"preempt_every\":0,\"returns\":0}",
        FormatFault.NOT_CANONICAL,
        "preempt_every\":0");
    seen(
        "a clean from before its first page",
        "\"first_page\":1",
        "\"first_page\":-1",
        FormatFault.OUT_OF_RANGE,
        "-1");
  }

  private static void seen(String name, String from, String to, FormatFault fault, String at) {
    SAMPLES.add(MalformedSamples.spoiled(GOOD, "later: " + name, from, to, fault, at, true));
  }

  /** No JSON Schema sees this fault. */
  private static void unseen(String name, String from, String to, FormatFault fault, String at) {
    SAMPLES.add(MalformedSamples.spoiled(GOOD, "later: " + name, from, to, fault, at, false));
  }
}
