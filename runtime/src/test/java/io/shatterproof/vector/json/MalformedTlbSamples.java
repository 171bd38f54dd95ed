package io.shatterproof.vector.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Programs of TLB maintenance that every reader must refuse. */
final class MalformedTlbSamples {
  private static final String TLBS = MalformedSamples.file(Vectors.everythingOfTlbs());

  /** The same with observers only. */
  private static final String OBSERVED =
      MalformedSamples.replaceFirst(TLBS, TLBS.substring(TLBS.indexOf(",\"then\"")), "}]}\n");

  /** A P2M in a file of version 1.3. */
  private static final String P2M = MalformedSamples.replaceFirst(
      MalformedSamples.file(Vectors.everyOperation()), "\"1.2\"", "\"1.3\"");

  private static final String WHEN = "\"when\":[";
  private static final String ISB = "{\"step\":\"isb\",\"at\":\"12:5\",\"pe\":1}";
  private static final String LABELLED_DSB =
      "{\"step\":\"dsb\",\"at\":\"13:7\",\"pe\":0,\"option\":\"ishnxs\"}";
  private static final String INTERLEAVED = "{\"step\":\"interleaved\",\"at\":\"12:5\",\"bodies\":";
  private static final String BODIES = "\"bodies\":[";

  private static final List<MalformedSamples.Sample> SAMPLES = new ArrayList<>();

  private MalformedTlbSamples() {}

  static List<MalformedSamples.Sample> all() {
    return List.copyOf(SAMPLES);
  }

  static {
    needs();
    nesting();
    bodies();
    labels();
    stretches();
    observations();
    outcomes();
    violations();
    steps();
  }

  private static void needs() {
    seen(
        OBSERVED,
        "observers that nothing is needed for",
        ",\"tlb\"]",
        "]",
        FormatFault.MISSING_MEMBER,
        "[\"regime\"]");
    String meanwhile = OBSERVED.substring(OBSERVED.indexOf(",\"meanwhile\""));
    String silent = MalformedSamples.replaceFirst(OBSERVED, meanwhile, "}]}\n");
    seen(
        silent,
        "TLB maintenance that nothing is needed for",
        ",\"tlb\"]",
        "]",
        FormatFault.MISSING_MEMBER,
        "[\"regime\"]");
    seen("violations without TLBs", ",\"tlb\"]", "]", FormatFault.UNKNOWN_WORD, "\"violation\"");
    seen(
        P2M,
        "an instruction without bare tables",
        WHEN,
        WHEN + "{\"step\":\"isb\",\"at\":\"8:9\",\"pe\":0},",
        FormatFault.UNKNOWN_WORD,
        "\"isb\"");
  }

  private static void nesting() {
    String interleaved = INTERLEAVED + "[]}";
    seen(
        "interleaved PEs that are not observed",
        "\"phases\"",
        "\"given\":[" + interleaved + "],\"phases\"",
        FormatFault.UNKNOWN_WORD,
        "\"interleaved");
    seen(
        "interleaved PEs in a body",
        ISB,
        interleaved,
        FormatFault.UNKNOWN_WORD,
        "\"interleaved\",\"at\":\"12:5\",\"bodies\":[]");
    seen(
        "interleaved PEs behind a label",
        LABELLED_DSB,
        interleaved,
        FormatFault.UNKNOWN_WORD,
        "\"interleaved\",\"at\":\"12:5\",\"bodies\":[]");
    unseen(
        "PEs that are interleaved twice",
        WHEN,
        WHEN + INTERLEAVED + "[[" + ISB + "],[{\"step\":\"isb\",\"at\":\"12:5\",\"pe\":0}]]},",
        FormatFault.TOO_LARGE,
        "\"interleaved\",\"at\":\"12:5\",\"bodies\":[[{\"step\":\"store");
    String labelled = "{\"step\":\"labelled\",\"at\":\"8:9\",\"label\":\"b\",\"does\":";
    seen(
        "a label behind a label",
        LABELLED_DSB,
        labelled + LABELLED_DSB + "}",
        FormatFault.UNKNOWN_WORD,
        "\"labelled\",\"at\":\"8:9\",\"label\":\"b\"");
    unseen(
        P2M,
        "a label in a locked section behind a label",
        WHEN,
        WHEN + "{\"step\":\"labelled\",\"at\":\"8:9\",\"label\":\"a\",\"does\":"
            + "{\"step\":\"locked\",\"at\":\"8:9\",\"pe\":0,\"domain\":\"guest\",\"body\":["
            + labelled + "{\"step\":\"limit_tables\",\"at\":\"8:9\",\"tables\":1}}]}},",
        FormatFault.UNKNOWN_WORD,
        "\"labelled\",\"at\":\"8:9\",\"label\":\"b\"");
    String allocation = "{\"step\":\"fail_allocation\",\"at\":\"8:9\",\"nth\":3}";
    seen(
        P2M,
        "interleaved PEs in a locked section",
        allocation,
        interleaved,
        FormatFault.UNKNOWN_WORD,
        "\"interleaved");
    seen(
        P2M,
        "a labelled switch in a locked section",
        allocation,
        labelled + "{\"step\":\"leave\",\"at\":\"8:9\",\"pe\":0}}",
        FormatFault.UNKNOWN_WORD,
        "\"leave");
  }

  private static void bodies() {
    String first = "[{\"step\":\"store_word\"";
    seen("an empty body", BODIES, BODIES + "[],", FormatFault.OUT_OF_RANGE, "[[]");
    String second = TLBS.substring(TLBS.indexOf(",[" + ISB), TLBS.indexOf("]},{\"step\":\"free"));
    seen("one body", second, "", FormatFault.OUT_OF_RANGE, "[" + first);
    seen("a body that is a step", BODIES, BODIES + ISB + ",", FormatFault.WRONG_TYPE, ISB);
    StringBuilder nine = new StringBuilder();
    for (int pe = 0; pe < 7; pe++) {
      nine.append("[{\"step\":\"limit_tables\",\"at\":\"12:5\",\"tables\":1},")
          .append(ISB.replace("1}", pe + "}"))
          .append("],");
    }
    // On a platform of 16 PEs, those of the two bodies that are there are 0 and 1.
    String many = MalformedSamples.replaceFirst(TLBS, "\"pes\":2", "\"pes\":16");
    seen(
        many,
        "nine bodies",
        BODIES,
        BODIES
            + nine.toString().replace("\"pe\":0}", "\"pe\":10}").replace("\"pe\":1}", "\"pe\":11}"),
        FormatFault.TOO_LARGE,
        "[[{\"step\":\"limit_tables");
    seen(
        "a body of 65 steps",
        ISB,
        String.join(",", Collections.nCopies(64, ISB)),
        FormatFault.TOO_LARGE,
        "[" + first);
    unseen(
        "two bodies of one PE",
        ISB + ",{\"step\":\"labelled\",\"at\":\"12:5\",\"label\":\"make\",\"does\":"
            + "{\"step\":\"clean_line\",\"at\":\"12:5\",\"pe\":1",
        ISB.replace("1}", "0}")
            + ",{\"step\":\"labelled\",\"at\":\"12:5\",\"label\":\"make\",\"does\":"
            + "{\"step\":\"clean_line\",\"at\":\"12:5\",\"pe\":0",
        FormatFault.OUT_OF_RANGE,
        "0},{\"step\":\"labelled\",\"at\":\"12:5\",\"label\":\"make\"");
    unseen(
        "a body of two PEs",
        "\"tlbi\",\"at\":\"12:5\",\"pe\":0",
        "\"tlbi\",\"at\":\"12:5\",\"pe\":1",
        FormatFault.OUT_OF_RANGE,
        "1,\"op\":\"vmalle1os");
    unseen(
        P2M,
        "a body of no PE",
        WHEN,
        WHEN + INTERLEAVED + "[[{\"step\":\"limit_tables\",\"at\":\"8:9\",\"tables\":1}],[" + ISB
            + "]]},",
        FormatFault.OUT_OF_RANGE,
        "[[{\"step\":\"limit_tables");
  }

  private static void labels() {
    unseen(
        "a label that two steps have",
        "\"label\":\"make\",\"does\"",
        "\"label\":\"brk\",\"does\"",
        FormatFault.DUPLICATE_MEMBER,
        "\"brk\",\"does\":{\"step\":\"clean_line");
    for (String label : List.of("", "two words", "1st", "a".repeat(65), "\u00e9", "a-b")) {
      seen(
          "the label " + label,
          "\"label\":\"brk\"",
          "\"label\":\"" + label + "\"",
          FormatFault.WRONG_TYPE,
          "\"" + label + "\"");
    }
    seen(
        "a label of nothing",
        ",\"does\":" + LABELLED_DSB,
        "",
        FormatFault.MISSING_MEMBER,
        "{\"step\":\"labelled");
    seen(
        "a label of a list",
        LABELLED_DSB,
        "[" + LABELLED_DSB + "]",
        FormatFault.WRONG_TYPE,
        "[{\"step\":\"dsb");
  }

  private static void stretches() {
    for (String end : List.of("\"to\":\"brk\"", "\"after\":\"brk\"", "\"from\":\"make\"")) {
      String unknown = end.substring(0, end.indexOf(':')) + ":\"mark\"";
      unseen("a stretch with " + unknown, end, unknown, FormatFault.UNKNOWN_WORD, "\"mark");
    }
    seen(
        "two beginnings of a stretch",
        "{\"after\":\"brk\"",
        "{\"after\":\"brk\",\"from\":\"brk\"",
        FormatFault.UNKNOWN_MEMBER,
        "\"from");
    seen(
        "a stretch of everything",
        "\"va\":\"0x4000\",\"never\"",
        "\"va\":\"0x4000\",\"stretch\":{},\"never\"",
        FormatFault.NOT_CANONICAL,
        "stretch\":{}");
    String phase = "\"phases\":[";
    unseen(
        "the label of another phase",
        phase,
        phase + "{\"then\":[{\"expect\":\"violation\",\"at\":\"12:5\",\"name\":\"no_break\","
            + "\"label\":\"brk\"}]},",
        FormatFault.UNKNOWN_WORD,
        "\"brk\"}]}");
  }

  private static void observations() {
    String never = "\"after\":{\"fault\":\"conflict\"}";
    seen(
        "nothing to see",
        ",\"outcomes\":[{\"fault\":\"conflict\"}]",
        "",
        FormatFault.MISSING_MEMBER,
        "{\"expect\":\"sees\"");
    seen(
        "an observer afterwards",
        "\"then\":[",
        "\"then\":[{\"expect\":\"sees\",\"at\":\"12:5\",\"pe\":1,\"kind\":\"read\","
            + "\"va\":\"0x0\",\"outcomes\":[{\"wild\":true}]},",
        FormatFault.UNKNOWN_WORD,
        "\"sees\",\"at\":\"12:5\",\"pe\":1,\"kind\":\"read\",\"va\":\"0x0\"");
    seen(
        P2M,
        "an observer of a P2M afterwards",
        "\"then\":[",
        "\"then\":[{\"expect\":\"never_after\",\"at\":\"8:9\",\"pe\":1,\"kind\":\"read\","
            + "\"domain\":\"guest\",\"ipa\":\"0x0\",\"never\":{\"wild\":true}," + never + "},",
        FormatFault.UNKNOWN_WORD,
        "\"never_after");
    seen(
        "no violation meanwhile",
        "\"meanwhile\":[",
        "\"meanwhile\":[{\"expect\":\"no_violation\",\"at\":\"12:5\"},",
        FormatFault.UNKNOWN_WORD,
        "\"no_violation");
    seen(
        "never without after",
        "," + never,
        "",
        FormatFault.MISSING_MEMBER,
        "{\"expect\":\"never_after");
    seen(
        "a reason of what is never seen",
        "\"never\":{\"wild\":true",
        "\"never\":{\"wild\":true,\"why\":\"x\"",
        FormatFault.UNKNOWN_MEMBER,
        "\"why");
    seen(
        "an observer that changes something",
        "\"every_member\":true",
        "\"every_member\":true,\"class\":\"must\"",
        FormatFault.UNKNOWN_MEMBER,
        "\"class");
    seen(
        "a usual set",
        "\"outcomes\":[{\"fault\":\"conflict\"}]",
        "\"every_member\":false,\"outcomes\":[{\"fault\":\"conflict\"}]",
        FormatFault.NOT_CANONICAL,
        "every_member\":false");
    observer("an unknown observer", "\"observer\":\"smmu\"", FormatFault.UNKNOWN_WORD, "\"smmu\"");
    observer("no observer", "", FormatFault.MISSING_MEMBER, "{\"expect\":\"sees\"");
    observer(
        "two observers",
        "\"pe\":1,\"observer\":\"iommu\"",
        FormatFault.UNKNOWN_MEMBER,
        "\"pe\":1,\"observer\"");
    observer(
        "an IOMMU that fetches",
        "\"observer\":\"iommu\",\"kind\":\"fetch\"",
        FormatFault.UNKNOWN_WORD,
        "\"fetch\"");
    unseen(
        "an observer on a PE that does not exist",
        "\"expect\":\"sees\",\"at\":\"12:5\",\"pe\":1",
        "\"expect\":\"sees\",\"at\":\"12:5\",\"pe\":2",
        FormatFault.OUT_OF_RANGE,
        "2,\"kind");
    unseen(
        OBSERVED,
        "registers that nothing is needed for",
        "{\"fault\":\"conflict\"}}",
        "{\"fault\":\"conflict\",\"registers\":[{\"register\":\"far_el1\",\"value\":\"0x0\"}]}}",
        FormatFault.MISSING_MEMBER,
        "[\"regime\",\"tlb\"]");
  }

  private static void outcomes() {
    seen(
        "what is not wild", "{\"wild\":true", "{\"wild\":false", FormatFault.OUT_OF_RANGE, "false");
    seen("a wild number", "{\"wild\":true", "{\"wild\":1", FormatFault.WRONG_TYPE, "1,");
    seen(
        "a wild level",
        "{\"wild\":true,",
        "{\"wild\":true,\"level\":3,",
        FormatFault.UNKNOWN_MEMBER,
        "\"level");
    seen(
        "a wild fault",
        "{\"fault\":\"conflict\"}",
        "{\"fault\":\"conflict\",\"wild\":true}",
        FormatFault.UNKNOWN_MEMBER,
        "\"fault");
  }

  private static void violations() {
    unseen(
        "a violation at no step",
        "\"name\":\"no_tlbi\",\"label\":\"make\"",
        "\"name\":\"no_tlbi\",\"label\":\"mark\"",
        FormatFault.UNKNOWN_WORD,
        "\"mark");
    unseen(
        "a holder that does not exist",
        "\"held_by\":[0,1]",
        "\"held_by\":[0,2]",
        FormatFault.OUT_OF_RANGE,
        "2]");
    unseen(
        "holders in another order",
        "\"held_by\":[0,1]",
        "\"held_by\":[1,0]",
        FormatFault.NOT_CANONICAL,
        "1,0]");
    seen(
        "a holder twice",
        "\"held_by\":[0,1]",
        "\"held_by\":[0,1,1]",
        FormatFault.NOT_CANONICAL,
        ",1]");
  }

  private static void steps() {
    for (int el : List.of(0, 3)) {
      seen("a PE at EL" + el, "\"el\":2", "\"el\":" + el, FormatFault.OUT_OF_RANGE, el + "}");
    }
    seen(
        "an unknown operation",
        "\"vmalle1os\"",
        "\"vmalle2os\"",
        FormatFault.UNKNOWN_WORD,
        "\"vmalle2os");
    unseen(
        "the operand of an operation without one",
        "\"vmalle1os\"",
        "\"vmalle1os\",\"operand\":\"0x1\"",
        FormatFault.OUT_OF_RANGE,
        "\"0x1\"}");
    seen(
        "the usual operand",
        "\"vmalle1os\"",
        "\"vmalle1os\",\"operand\":\"0x0\"",
        FormatFault.NOT_CANONICAL,
        ",\"operand\":\"0x0");
    seen("a barrier of no domain", "\"ishnxs\"", "\"ishxs\"", FormatFault.UNKNOWN_WORD, "\"ishxs");
    seen(
        "a clean of half a word",
        "\"0x90000ff8\"",
        "\"0x90000ffc\"",
        FormatFault.OUT_OF_RANGE,
        "\"0x90000ffc");
    unseen(
        "a clean outside of the memory",
        "\"0x90000ff8\"",
        "\"0x90002000\"",
        FormatFault.OUT_OF_RANGE,
        "\"0x90002000");
    String page = "\"pa\":\"0x90001000\",\"size\":\"0x1000\"";
    seen(
        "a table of no granule",
        page,
        "\"pa\":\"0x90000000\",\"size\":\"0x2000\"",
        FormatFault.OUT_OF_RANGE,
        "\"0x2000\",\"note");
    unseen(
        "a table between pages",
        page,
        "\"pa\":\"0x90001000\",\"size\":\"0x4000\"",
        FormatFault.OUT_OF_RANGE,
        "\"0x90001000");
    unseen(
        "a table that ends outside of the memory",
        page,
        "\"pa\":\"0x90000000\",\"size\":\"0x4000\"",
        FormatFault.OUT_OF_RANGE,
        "\"0x90000000\",\"size\":\"0x4000");
    unseen(
        "a table outside of the memory",
        page,
        "\"pa\":\"0xfffffffffffff000\",\"size\":\"0x1000\"",
        FormatFault.OUT_OF_RANGE,
        "\"0xfffffffffffff000");
    seen(
        "a usual store",
        "\"value\":\"0x1\",",
        "\"value\":\"0x1\",\"exchange\":false,",
        FormatFault.NOT_CANONICAL,
        "exchange\":false");
    seen(
        "the same contents in words",
        "\"same_contents\":true",
        "\"same_contents\":\"yes\"",
        FormatFault.WRONG_TYPE,
        "\"yes\"");
    seen(
        P2M,
        "an instruction in a locked section",
        "{\"step\":\"fail_allocation\",\"at\":\"8:9\",\"nth\":3}",
        "{\"step\":\"isb\",\"at\":\"8:9\",\"pe\":0}",
        FormatFault.UNKNOWN_WORD,
        "\"isb\"");
  }

  /** Somebody who observes a P2M. */
  private static void observer(String name, String who, FormatFault fault, String at) {
    String kind = who.contains("kind") ? "" : "\"kind\":\"read\",";
    seen(
        P2M,
        name,
        "\"then\":[",
        "\"meanwhile\":[{\"expect\":\"sees\",\"at\":\"8:9\"," + (who.isEmpty() ? "" : who + ",")
            + kind + "\"domain\":\"guest\",\"ipa\":\"0x0\",\"outcomes\":[{\"wild\":true}]}],"
            + "\"then\":[",
        fault,
        at);
  }

  private static void seen(String name, String from, String to, FormatFault fault, String at) {
    seen(TLBS, name, from, to, fault, at);
  }

  private static void seen(
      String good, String name, String from, String to, FormatFault fault, String at) {
    SAMPLES.add(MalformedSamples.spoiled(good, "tlb: " + name, from, to, fault, at, true));
  }

  private static void unseen(String name, String from, String to, FormatFault fault, String at) {
    unseen(TLBS, name, from, to, fault, at);
  }

  /** No JSON Schema sees this fault. */
  private static void unseen(
      String good, String name, String from, String to, FormatFault fault, String at) {
    SAMPLES.add(MalformedSamples.spoiled(good, "tlb: " + name, from, to, fault, at, false));
  }
}
