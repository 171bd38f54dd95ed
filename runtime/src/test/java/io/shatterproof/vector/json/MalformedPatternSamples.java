package io.shatterproof.vector.json;

import java.util.ArrayList;
import java.util.List;

/** Patterns of several events, and what a scenario says of itself, that a reader must refuse. */
final class MalformedPatternSamples {
  private static final String GOOD = MalformedSamples.file(Vectors.everyLaterExpectation());
  private static final String DSB = "{\"event\":\"dsb\",\"option\":\"ish\",\"or_stronger\":true}";
  private static final String ANY = "{\"event\":\"tlbi\",\"op\":\"any\",\"domain\":\"guest\"}";

  private static final List<MalformedSamples.Sample> SAMPLES = new ArrayList<>();

  private MalformedPatternSamples() {}

  static List<MalformedSamples.Sample> all() {
    return List.copyOf(SAMPLES);
  }

  static {
    seen("an only alternative", ",[" + DSB + "]", "", FormatFault.MISSING_MEMBER, "[[{\"event\"");
    seen("an empty alternative", "[" + DSB + "]", "[]", FormatFault.MISSING_MEMBER, "[[{\"event\"");
    seen(
        "alternatives of alternatives that are no list",
        "[" + DSB + "]",
        DSB,
        FormatFault.WRONG_TYPE,
        DSB);
    seen("at most none", "\"at_most\":2", "\"at_most\":0", FormatFault.OUT_OF_RANGE, "0,\"of\"");
    seen("any number", "\"at_most\":2,", "", FormatFault.OUT_OF_RANGE, "{\"of\":");
    unseen(
        "fewer than at least",
        "\"at_least\":4,\"at_most\":4",
        "\"at_least\":4,\"at_most\":3",
        FormatFault.OUT_OF_RANGE,
        "3,\"of\"");
    seen(
        "a number of numbers",
        "\"at_least\":3,\"of\":" + ANY,
        "\"at_least\":3,\"of\":{\"at_most\":3,\"of\":" + ANY + "}",
        FormatFault.MISSING_MEMBER,
        "{\"at_most\":3");
    seen(
        "no alternative",
        "\"pattern\":{\"any\":\"tlbi\"}",
        "\"pattern\":{\"either\":[[{\"any\":\"tlbi\"}],[{\"any\":\"isb\"}]]}",
        FormatFault.MISSING_MEMBER,
        "{\"either\":[[{\"any\":\"tlbi\"}]");
    seen(
        "an operation that covers nothing",
        "\"size\":\"0x2000\"",
        "\"size\":\"0x0\"",
        FormatFault.OUT_OF_RANGE,
        "\"0x0\"");
    seen(
        "an operation that covers and is named",
        "\"covers\":\"0x1000\",\"size\":\"0x2000\"",
        "\"covers\":\"0x1000\",\"size\":\"0x2000\",\"op\":\"alle1is\"",
        FormatFault.UNKNOWN_MEMBER,
        "\"op\":\"alle1is\"");
    seen(
        "at least none, said at length",
        "\"at_most\":2",
        "\"at_least\":0,\"at_most\":2",
        FormatFault.NOT_CANONICAL,
        "least\":0");
    seen(
        "an unknown waiver",
        "\"waived\":[\"no_tlbi\"",
        "\"waived\":[\"bbm\"",
        FormatFault.UNKNOWN_WORD,
        "\"bbm\"");
    unseen(
        "waivers in another order",
        "[\"no_tlbi\",\"leak\"]",
        "[\"leak\",\"no_tlbi\"]",
        FormatFault.NOT_CANONICAL,
        "leak\",\"no_tlbi");
    seen(
        "a failure that waits for nothing",
        ",\"until\":\"it is mended\"",
        "",
        FormatFault.MISSING_MEMBER,
        "{\"at\":\"8:9\",\"for\":[\"xen_4_8\"]}");
  }

  private static void seen(String name, String from, String to, FormatFault fault, String at) {
    SAMPLES.add(MalformedSamples.spoiled(GOOD, "pattern: " + name, from, to, fault, at, true));
  }

  /** No JSON Schema sees this fault. */
  private static void unseen(String name, String from, String to, FormatFault fault, String at) {
    SAMPLES.add(MalformedSamples.spoiled(GOOD, "pattern: " + name, from, to, fault, at, false));
  }
}
