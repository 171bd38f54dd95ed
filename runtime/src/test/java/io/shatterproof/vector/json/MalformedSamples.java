package io.shatterproof.vector.json;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.VectorSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Files that every reader must refuse, each with the fault and the place it must name. */
final class MalformedSamples {
  private static final String GOOD = file(Vectors.replacePage());
  private static final String EVERY_OPERATION = file(Vectors.everyOperation());

  private static final String BARE = file(Vectors.everythingBare());

  private static final List<Sample> SAMPLES = new ArrayList<>();

  /**
   * A malformed file.
   *
   * @param at text of the line at which the refusal points; empty for column 1
   * @param schemaSees whether a JSON Schema can see the fault
   */
  record Sample(
      String name, String file, FormatFault fault, int line, String at, boolean schemaSees) {
    @Override
    public String toString() {
      return name;
    }
  }

  private MalformedSamples() {}

  static List<Sample> all() {
    return List.copyOf(SAMPLES);
  }

  static {
    file("an empty file", "", FormatFault.EMPTY_FILE, 1);
    file("text", "hello\n", FormatFault.NOT_JSON, 1);
    file("an array", "[]\n", FormatFault.NOT_JSON, 1);
    file("another format", "{\"version\":\"1.2\"}\n", FormatFault.NOT_VECTORS, 1);
    file("a blank line at the end", GOOD + "\n", FormatFault.WRONG_COUNT, 3);
    file("garbage behind the end", GOOD + "{}\n", FormatFault.WRONG_COUNT, 3);
    file("no vector", GOOD.substring(0, GOOD.indexOf('\n') + 1), FormatFault.WRONG_COUNT, 1);
    header("the next major version", "\"1.2\"", "\"2.0\"", FormatFault.UNKNOWN_VERSION, "\"2.0\"");
    header("a version without dot", "\"1.2\"", "\"1\"", FormatFault.WRONG_TYPE, "\"1\"");
    header("a version that is a number", "\"1.2\"", "1.2", FormatFault.WRONG_TYPE, "1.2");
    header("no suite", "\"suite\":\"suite\",", "", FormatFault.MISSING_MEMBER, "{");
    header("a count in words", "\"count\":1", "\"count\":\"1\"", FormatFault.WRONG_TYPE, "\"1\"");
    header("a negative count", "\"count\":1", "\"count\":-1", FormatFault.OUT_OF_RANGE, "-1");
    header("a short digest", "sha256:", "sha256:0", FormatFault.WRONG_TYPE, "\"sha256:0");
    header("an unknown member", "{", "{\"x\":1,", FormatFault.UNKNOWN_MEMBER, "\"x\"");
    vector("an unknown member", "\"why\"", "\"hint\"", FormatFault.UNKNOWN_MEMBER, "\"hint\"");
    vector(
        "an unknown inner member",
        "\"pes\"",
        "\"x\":1,\"pes\"",
        FormatFault.UNKNOWN_MEMBER,
        "\"x\"");
    vector("a class name", "\"tags\"", "\"@class\"", FormatFault.UNKNOWN_MEMBER, "\"@class\"");
    vector(
        "no title",
        "\"title\":\"replace 4K inside a 1G block\",",
        "",
        FormatFault.MISSING_MEMBER,
        "{");
    vector(
        "no domain",
        "\"domain\":\"guest\",\"ipa\":\"0x40000000\"",
        "\"ipa\":\"0x40000000\"",
        FormatFault.MISSING_MEMBER,
        "{\"step\"");
    vector(
        "fewer checks than it makes",
        "\"checks\":4",
        "\"checks\":3",
        FormatFault.WRONG_COUNT,
        "3",
        false);
    vector(
        "more checks than it makes",
        "\"checks\":4",
        "\"checks\":5",
        FormatFault.WRONG_COUNT,
        "5",
        false);
    vector("null", "\"pes\":2", "\"pes\":null", FormatFault.WRONG_TYPE, "null");
    vector("a fraction", "\"pes\":2", "\"pes\":2.0", FormatFault.WRONG_TYPE, "2.0", false);
    vector("an exponent", "\"pes\":2", "\"pes\":2e0", FormatFault.WRONG_TYPE, "2e0", false);
    vector("no PE", "\"pes\":2", "\"pes\":0", FormatFault.OUT_OF_RANGE, "0,\"pa_bits\"");
    vector("a million PEs", "\"pes\":2", "\"pes\":1000000", FormatFault.OUT_OF_RANGE, "1000000");
    vector(
        "a huge number",
        "\"pes\":2",
        "\"pes\":18446744073709551616",
        FormatFault.OUT_OF_RANGE,
        "18446744073709551616");
    vector(
        "a PA size that is none",
        "\"pa_bits\":48",
        "\"pa_bits\":47",
        FormatFault.OUT_OF_RANGE,
        "47");
    vector(
        "a PE that does not exist",
        "\"pe\":1",
        "\"pe\":7",
        FormatFault.OUT_OF_RANGE,
        "7,\"kind\"",
        false);
    vector(
        "a level that does not exist",
        "\"level\":3",
        "\"level\":4",
        FormatFault.OUT_OF_RANGE,
        "4}]}");
    vector(
        "a feature without the one it needs",
        "\"walker\"",
        "\"features\":[\"lpa2\"],\"walker\"",
        FormatFault.MISSING_MEMBER,
        "[\"lpa2",
        false);
    vector(
        "two levels of a feature",
        "\"walker\"",
        "\"features\":[\"bbml1\",\"bbml2\"],\"walker\"",
        FormatFault.OUT_OF_RANGE,
        "[\"bbml1",
        false);
    vector(
        "three start tables",
        "\"start_tables\":2",
        "\"start_tables\":3",
        FormatFault.OUT_OF_RANGE,
        "3,\"output_bits\"");
    vector(
        "an address that is a number",
        "\"0x40000000\"",
        "1073741824",
        FormatFault.WRONG_TYPE,
        "1073741824");
    vector("upper-case digits", "0x40a07000", "0x40A07000", FormatFault.WRONG_TYPE, "\"0x40A07000");
    vector("a leading zero", "0x40a07000", "0x040a07000", FormatFault.WRONG_TYPE, "\"0x040a");
    vector(
        "65 bits",
        "0x900000000",
        "0x10000000000000000",
        FormatFault.WRONG_TYPE,
        "\"0x10000000000000000");
    vector(
        "an unknown step",
        "\"step\":\"map\"",
        "\"step\":\"exec\"",
        FormatFault.UNKNOWN_WORD,
        "\"exec\"");
    vector("an unknown type", "\"ram_ro\"", "\"ram\"", FormatFault.UNKNOWN_WORD, "\"ram\"");
    vector("an unknown counter", "\"tlbi\"", "\"tlbis\"", FormatFault.UNKNOWN_WORD, "\"tlbis\"");
    vector("a place without line", "\"11:9\"", "\"9\"", FormatFault.WRONG_TYPE, "\"9\"");
    vector("an id in upper case", "\"id\":\"", "\"id\":\"A", FormatFault.WRONG_TYPE, "\"A");
    vector(
        "an undeclared domain",
        "\"domain\":\"guest\"",
        "\"domain\":\"host\"",
        FormatFault.UNKNOWN_WORD,
        "\"host\"",
        false);
    vector(
        "a member twice",
        "\"pes\":2",
        "\"pes\":2,\"pes\":2",
        FormatFault.DUPLICATE_MEMBER,
        "\"pes\":2,\"pa",
        false);
    vector("a changed count", "\"value\":2", "\"value\":1", FormatFault.WRONG_ID, "\"", false);
    vector("a space", "\"pes\":2", "\"pes\": 2", FormatFault.NOT_CANONICAL, " 2", false);
    vector("a carriage return", "]}]}", "]}]}\r", FormatFault.NOT_CANONICAL, "\r", false);
    vector(
        "another order",
        "\"pes\":2,\"pa_bits\":48",
        "\"pa_bits\":48,\"pes\":2",
        FormatFault.NOT_CANONICAL,
        "a_bits\":48,\"pes",
        false);
    vector("an empty list", "\"tags\":[\"bbm\"]", "\"tags\":[]", FormatFault.NOT_CANONICAL, "tags");
    vector(
        "an escape without need",
        "replace.p2m",
        "replac\\u0065.p2m",
        FormatFault.NOT_CANONICAL,
        "\\u0065",
        false);
    olderSamples();
    beforeTlbsSamples();
    memorySamples();
    bareStepSamples();
    bareExpectationSamples();
    stepSamples();
    expectationSamples();
    SAMPLES.addAll(MalformedTlbSamples.all());
    SAMPLES.addAll(MalformedLaterSamples.all());
    SAMPLES.addAll(MalformedPatternSamples.all());
  }

  /** What a header of an older minor version does not announce. */
  private static void olderSamples() {
    older(BARE, "1.1", "memory", "", "", FormatFault.UNKNOWN_MEMBER, "\"memory\"");
    older(BARE, "1.0", "memory", "", "", FormatFault.UNKNOWN_MEMBER, "\"memory\"");
    older(
        EVERY_OPERATION,
        "1.0",
        "a step of 1.1",
        "",
        "",
        FormatFault.UNKNOWN_WORD,
        "\"fail_allocation\"");
    for (String step : List.of("store_word", "write_register", "perform")) {
      older(
          "the step " + step, "\"map\"", "\"" + step + "\"", FormatFault.UNKNOWN_WORD, "\"" + step);
    }
    older(
        "the capability regime",
        "\"events\"]",
        "\"events\",\"regime\"]",
        FormatFault.UNKNOWN_WORD,
        "[\"p2m\"");
    older("the expectation word", "\"counts\"", "\"word\"", FormatFault.UNKNOWN_WORD, "\"word\"");
    older(
        "an access without domain",
        "\"domain\":\"guest\",\"ipa\":\"0x40a07008\"",
        "\"va\":\"0x40a07008\"",
        FormatFault.UNKNOWN_MEMBER,
        "\"va\"");
    String fault = "\"fault\":\"permission\",\"level\":3";
    older(
        "a fault of alignment",
        "\"permission\"",
        "\"alignment\"",
        FormatFault.UNKNOWN_WORD,
        "\"alignment\"");
    older(
        "a stage", fault, fault + ",\"stage\":\"stage1\"", FormatFault.UNKNOWN_MEMBER, "\"stage\"");
    older(
        "registers",
        fault,
        fault + ",\"registers\":[{\"register\":\"esr_el2\",\"value\":\"0x0\"}]",
        FormatFault.UNKNOWN_MEMBER,
        "\"registers\"");
    older(
        "attributes",
        fault,
        "\"ok\":\"0x0\",\"sh\":\"inner\"",
        FormatFault.UNKNOWN_MEMBER,
        "\"sh\"");
  }

  /** What a header of version 1.2 does not announce. */
  private static void beforeTlbsSamples() {
    for (String step : List.of(
        "run_at", "tlbi", "dsb", "isb", "clean_line", "free_table", "labelled", "interleaved")) {
      before3(
          BARE,
          "the step " + step,
          "\"store_word\"",
          "\"" + step + "\"",
          FormatFault.UNKNOWN_WORD,
          "\"" + step);
    }
    String value = "\"value\":\"0xffffffffffffffff\"";
    for (String member : List.of("exchange", "same_contents")) {
      before3(
          BARE,
          "the member " + member,
          value,
          value + ",\"" + member + "\":true",
          FormatFault.UNKNOWN_MEMBER,
          "\"" + member);
    }
    before3(
        GOOD,
        "the capability tlb",
        "\"events\"]",
        "\"events\",\"tlb\"]",
        FormatFault.UNKNOWN_WORD,
        "[\"p2m\"");
    before3(
        GOOD,
        "observers",
        "\"then\":[",
        "\"meanwhile\":[],\"then\":[",
        FormatFault.UNKNOWN_MEMBER,
        "\"meanwhile");
    before3(
        GOOD,
        "the expectation sees",
        "\"counts\"",
        "\"sees\"",
        FormatFault.UNKNOWN_WORD,
        "\"sees\"");
    String permission = "{\"fault\":\"permission\",\"level\":3}";
    before3(
        GOOD,
        "a conflict",
        permission,
        "{\"fault\":\"conflict\"}",
        FormatFault.UNKNOWN_WORD,
        "\"conflict");
    before3(
        GOOD,
        "a wild outcome",
        permission,
        "{\"wild\":true}",
        FormatFault.UNKNOWN_MEMBER,
        "\"wild");
    for (String member : List.of("\"label\":\"a\"", "\"held_by\":[1]")) {
      before3(
          GOOD,
          "a violation with " + member,
          "\"then\":[",
          "\"then\":[{\"expect\":\"violation\",\"at\":\"9:1\",\"name\":\"no_break\"," + member
              + "},",
          FormatFault.UNKNOWN_MEMBER,
          member);
    }
    String pattern = "{\"any\":\"address_translated\"}";
    before3(
        EVERY_OPERATION,
        "TLB maintenance by VA",
        pattern,
        "{\"event\":\"tlbi\",\"op\":\"vae1is\",\"domain\":\"guest\"}",
        FormatFault.UNKNOWN_WORD,
        "\"vae1is");
    before3(
        EVERY_OPERATION,
        "a DSB nXS",
        pattern,
        "{\"event\":\"dsb\",\"option\":\"ishnxs\"}",
        FormatFault.UNKNOWN_WORD,
        "\"ishnxs");
  }

  private static void before3(
      String good, String name, String from, String to, FormatFault fault, String at) {
    older(good, "1.2", name, from, to, fault, at);
  }

  private static void older(String name, String from, String to, FormatFault fault, String at) {
    older(GOOD, "1.1", name, from, to, fault, at);
  }

  private static void older(
      String good,
      String version,
      String name,
      String from,
      String to,
      FormatFault fault,
      String at) {
    spoil(
        replaceFirst(good, "\"1.2\"", "\"" + version + "\""),
        version + ": " + name,
        from,
        to,
        fault,
        at,
        false);
  }

  private static void memorySamples() {
    bare(
        "neither domains nor memory",
        ",\"memory\":[{\"pa\":\"0x80000000\",\"size\":\"0x1000\"},"
            + "{\"pa\":\"0x90000000\",\"size\":\"0x2000\"}]",
        "",
        FormatFault.MISSING_MEMBER,
        "{\"platform\"");
    bare("memory in half a page", "\"0x2000\"", "\"0x2800\"", FormatFault.OUT_OF_RANGE, PA9);
    bare("memory of no size", "\"0x2000\"", "\"0x0\"", FormatFault.OUT_OF_RANGE, PA9);
    bare(
        "memory between pages",
        "0x90000000\",\"size",
        "0x90000800\",\"size",
        FormatFault.OUT_OF_RANGE,
        "\"0x90000800");
    String beside = "\"0x90000000\",\"size\":\"0x2000\"";
    bare(
        "memory that is there twice",
        beside,
        "\"0x80000000\",\"size\":\"0x2000\"",
        FormatFault.OUT_OF_RANGE,
        "\"0x80000000\",\"size\":\"0x2000",
        false);
    bare(
        "memory that reaches into other memory",
        beside,
        "\"0x7ffff000\",\"size\":\"0x2000\"",
        FormatFault.OUT_OF_RANGE,
        "\"0x7ffff000",
        false);
    bare(
        "memory beyond the platform",
        beside,
        "\"0x1000000000000\",\"size\":\"0x1000\"",
        FormatFault.OUT_OF_RANGE,
        "\"0x1000000000000",
        false);
    bare(
        "memory that ends beyond the platform",
        beside,
        "\"0xfffffffff000\",\"size\":\"0x2000\"",
        FormatFault.OUT_OF_RANGE,
        "\"0xfffffffff000",
        false);
    bare(
        "memory around the end of all addresses",
        beside,
        "\"0xfffffffffffff000\",\"size\":\"0x2000\"",
        FormatFault.OUT_OF_RANGE,
        "\"0xfffffffffffff000",
        false);
    bare(
        "more memory than a reader backs",
        "\"0x2000\"",
        "\"0x10000000\"",
        FormatFault.OUT_OF_RANGE,
        PA9,
        false);
    bare(
        "memory without end",
        "\"0x2000\"",
        "\"0xfffffffffffff000\"",
        FormatFault.OUT_OF_RANGE,
        PA9,
        false);
    StringBuilder ranges = new StringBuilder();
    for (int i = 0; i < 63; i++) {
      ranges.append(
          ",{\"pa\":\"0x" + Integer.toHexString(0x1000 * (i + 1)) + "\",\"size\":\"0x1000\"}");
    }
    bare(
        "65 ranges of memory",
        "\"0x2000\"}",
        "\"0x2000\"}" + ranges,
        FormatFault.TOO_LARGE,
        "\"0x3f000\"");
  }

  private static final String AT = "{\"step\":\"perform\",\"at\":\"9:5\",\"pe\":0,";
  private static final String PA9 = "\"0x90000000\"";

  private static void bareStepSamples() {
    bare(
        "a word between words",
        "\"0x80000ff8\"",
        "\"0x80000ff4\"",
        FormatFault.OUT_OF_RANGE,
        "\"0x80000ff4");
    bare(
        "a word behind the memory",
        "\"0x80000ff8\"",
        "\"0x80001000\"",
        FormatFault.OUT_OF_RANGE,
        "\"0x80001000",
        false);
    bare(
        "a word before the memory",
        "\"0x80000ff8\"",
        "\"0x7ffffff8\"",
        FormatFault.OUT_OF_RANGE,
        "\"0x7ffffff8",
        false);
    bare(
        "a register that controls nothing",
        "\"mair_el1\"",
        "\"esr_el2\"",
        FormatFault.UNKNOWN_WORD,
        "\"esr_el2");
    bare(
        "a register write of a PE that does not exist",
        "\"pe\":1,\"register\"",
        "\"pe\":2,\"register\"",
        FormatFault.OUT_OF_RANGE,
        "2,",
        false);
    bare(
        "an access that no instruction does",
        "\"atomic\"",
        "\"stage1_walk\"",
        FormatFault.UNKNOWN_WORD,
        "\"stage1_walk");
    bare(
        "an access nowhere",
        ",\"va\":\"0x1000\"",
        "",
        FormatFault.MISSING_MEMBER,
        "{\"step\":\"perform\"");
    bare(
        "a usual Exception level",
        "\"va\":\"0x2000\",\"size\"",
        "\"va\":\"0x2000\",\"el\":1,\"size\"",
        FormatFault.NOT_CANONICAL,
        "el");
    bare("an access from EL2", "\"el\":0", "\"el\":2", FormatFault.OUT_OF_RANGE, "2,\"size");
    bare("an AT instruction at EL0", "\"el\":2", "\"el\":0", FormatFault.OUT_OF_RANGE, "0}");
    bare("a translation of both stages at EL1", ",\"el\":2", "", FormatFault.OUT_OF_RANGE, AT);
    bare(
        "an invalidation at EL0",
        "\"write\",\"va\":\"0x1000\",\"el\":0,\"size\":4,\"register\":\"wzr acquire\"",
        "\"dc_ivac\",\"va\":\"0x1000\",\"el\":0",
        FormatFault.OUT_OF_RANGE,
        "0}");
    bare("an access of EL3", "\"el\":2", "\"el\":3", FormatFault.OUT_OF_RANGE, "3}");
    bare("an access of no byte", "\"size\":4", "\"size\":0", FormatFault.OUT_OF_RANGE, "0,");
    bare("an access of three bytes", "\"size\":4", "\"size\":3", FormatFault.OUT_OF_RANGE, "3,");
    bare("an access of 128 bytes", "\"size\":4", "\"size\":128", FormatFault.OUT_OF_RANGE, "128");
    bare(
        "eight bytes of a W register",
        "\"size\":4",
        "\"size\":8",
        FormatFault.OUT_OF_RANGE,
        "8,",
        false);
    bare(
        "a usual size",
        "\"atomic\",\"va\":\"0x1000\"",
        "\"atomic\",\"va\":\"0x1000\",\"size\":1",
        FormatFault.NOT_CANONICAL,
        ",\"size\":1");
    bare(
        "a register that does not exist",
        "\"wzr acquire\"",
        "\"x31\"",
        FormatFault.UNKNOWN_WORD,
        "\"x31");
    bare(
        "flags of a register in another order",
        "\"wzr acquire\"",
        "\"wzr acquire signed\"",
        FormatFault.UNKNOWN_WORD,
        "\"wzr");
    bare(
        "an atomic access that reports a register",
        "\"atomic\",\"va\":\"0x1000\"",
        "\"atomic\",\"va\":\"0x1000\",\"register\":\"x1\"",
        FormatFault.UNKNOWN_MEMBER,
        "\"register\":\"x1");
    bare(
        "an access under bare tables in a guest",
        "\"atomic\",",
        "\"atomic\",\"domain\":\"d\",",
        FormatFault.UNKNOWN_MEMBER,
        "\"domain");
    spoil(
        EVERY_OPERATION,
        "bare: a register write inside a locked section",
        "[{\"step\":\"fail_allocation\",\"at\":\"8:9\",\"nth\":3}",
        "[{\"step\":\"write_register\",\"at\":\"8:9\",\"pe\":0,\"register\":\"hcr_el2\","
            + "\"value\":\"0x1\"}",
        FormatFault.UNKNOWN_WORD,
        "\"write_register\"",
        true);
    spoil(
        EVERY_OPERATION,
        "bare: an abort of an AT instruction",
        "\"access\":\"read\"",
        "\"access\":\"at_s1e1r\"",
        FormatFault.UNKNOWN_WORD,
        "\"at_s1e1r",
        true);
  }

  private static void bareExpectationSamples() {
    bare(
        "bare tables that nothing is needed for",
        ",\"regime\"]",
        "]",
        FormatFault.MISSING_MEMBER,
        "[\"syndrome\"]");
    bare(
        "a claim of registers that nothing is needed for",
        "\"syndrome\",",
        "",
        FormatFault.MISSING_MEMBER,
        "[\"regime\"]",
        false);
    bare(
        "what every access leaves without violation",
        "\"then\":[",
        "\"then\":[{\"expect\":\"no_violation\",\"at\":\"9:5\"},",
        FormatFault.UNKNOWN_WORD,
        "\"no_violation");
    bare(
        "a count without P2M",
        "\"then\":[",
        "\"then\":[{\"expect\":\"counts\",\"at\":\"9:5\","
            + "\"counts\":[{\"counter\":\"tlbi\",\"value\":0}]},",
        FormatFault.UNKNOWN_WORD,
        "\"counts");
    vector(
        "two outcomes that must be",
        "\"outcomes\":[{",
        "\"outcomes\":[{\"fault\":\"translation\"},{",
        FormatFault.OUT_OF_RANGE,
        "[{\"fault\":\"translation\"}",
        false);
    vector(
        "a translation by stage 1 in the guest of a domain",
        "\"kind\":\"write\"",
        "\"kind\":\"at_s1e1r\"",
        FormatFault.UNKNOWN_WORD,
        "\"at_s1e1r");
    older(
        "an atomic access in the guest of a domain",
        "\"kind\":\"write\"",
        "\"kind\":\"atomic\"",
        FormatFault.UNKNOWN_WORD,
        "\"atomic");
    older(
        "a size of an access in the guest of a domain",
        "\"0x40a07008\"",
        "\"0x40a07008\",\"size\":8",
        FormatFault.UNKNOWN_MEMBER,
        "\"size\":8");
    bare(
        "an access of nobody's guest",
        "\"fetch\",\"va\"",
        "\"fetch\",\"ipa\"",
        FormatFault.UNKNOWN_MEMBER,
        "\"size\":4,\"outcomes\"");
    bare(
        "both addresses",
        "\"fetch\",\"va\":\"0x2000\"",
        "\"fetch\",\"ipa\":\"0x2000\",\"va\":\"0x2000\"",
        FormatFault.UNKNOWN_MEMBER,
        "\"size\":4,\"outcomes\"");
    bare(
        "an unknown cacheability",
        "\"wb_rawa\"",
        "\"wb_all\"",
        FormatFault.UNKNOWN_WORD,
        "\"wb_all");
    bare(
        "hints of what is not cached",
        "\"outer\":\"nc\"",
        "\"outer\":\"nc_ra\"",
        FormatFault.UNKNOWN_WORD,
        "\"nc_ra");
    bare(
        "an unknown memory type",
        "\"memory\":\"normal\"",
        "\"memory\":\"device\"",
        FormatFault.UNKNOWN_WORD,
        "\"device");
    bare("a number for a flag", "\"xs\":false", "\"xs\":0", FormatFault.WRONG_TYPE, "0,");
    bare(
        "attributes of a fault",
        "\"fault\":\"alignment\"",
        "\"fault\":\"alignment\",\"memory\":\"normal\"",
        FormatFault.UNKNOWN_MEMBER,
        "\"memory");
    bare(
        "a stage of a success",
        "\"ok\":\"0x3000\"",
        "\"ok\":\"0x3000\",\"stage\":\"stage1\"",
        FormatFault.UNKNOWN_MEMBER,
        "\"stage");
    older(
        GOOD,
        "1.5",
        "the usual stage",
        "\"permission\",\"level\":3",
        "\"permission\",\"level\":3,\"stage\":\"stage2\"",
        FormatFault.NOT_CANONICAL,
        ",\"stage");
    bare(
        "a register that reports nothing",
        "\"par_el1\"",
        "\"daif\"",
        FormatFault.UNKNOWN_WORD,
        "\"daif");
    bare(
        "a mask of nothing",
        "\"mask\":\"0x1\"",
        "\"mask\":\"0x0\"",
        FormatFault.OUT_OF_RANGE,
        "\"0x0\"}");
    bare(
        "the mask of everything",
        "\"far_el2\",\"value\":\"0x2000\"",
        "\"far_el2\",\"value\":\"0x2000\",\"mask\":\"0xffffffffffffffff\"",
        FormatFault.NOT_CANONICAL,
        ",\"mask");
    bare(
        "a value outside of its mask",
        "\"mask\":\"0x401\"",
        "\"mask\":\"0x1\"",
        FormatFault.OUT_OF_RANGE,
        "\"0x1\"}",
        false);
    String claim = "{\"register\":\"par_el1\",\"value\":\"0x0\",\"mask\":\"0x1\"}";
    bare(
        "two claims of one register",
        claim,
        claim + "," + claim,
        FormatFault.DUPLICATE_MEMBER,
        "\"par_el1\",\"value\":\"0x0\",\"mask\":\"0x1\"}]",
        false);
    bare(
        "a claim of a word outside of the memory",
        "\"pa\":\"0x90000000\",\"value\":\"0x400\"",
        "\"pa\":\"0x90002000\",\"value\":\"0x400\"",
        FormatFault.OUT_OF_RANGE,
        "\"0x90002000",
        false);
    bare(
        "a claim of half a word",
        "\"pa\":\"0x90000000\",\"value\":\"0x400\"",
        "\"pa\":\"0x90000004\",\"value\":\"0x400\"",
        FormatFault.OUT_OF_RANGE,
        "\"0x90000004");
  }

  private static void bare(String name, String from, String to, FormatFault fault, String at) {
    bare(name, from, to, fault, at, true);
  }

  private static void bare(
      String name, String from, String to, FormatFault fault, String at, boolean schemaSees) {
    spoil(BARE, "bare: " + name, from, to, fault, at, schemaSees);
  }

  private static void stepSamples() {
    operation("no allocation", "\"nth\":3", "\"nth\":0", FormatFault.OUT_OF_RANGE, "0}");
    operation(
        "an allocation without number",
        ",\"nth\":3",
        "",
        FormatFault.MISSING_MEMBER,
        "{\"step\":\"fail");
    operation(
        "a restriction beyond a byte",
        "\"access\":11",
        "\"access\":256",
        FormatFault.OUT_OF_RANGE,
        "256");
    operation(
        "a negative restriction", "\"access\":11", "\"access\":-1", FormatFault.OUT_OF_RANGE, "-1");
    operation(
        "a restriction that has a word, as a number",
        "\"rx2rw\"",
        "8",
        FormatFault.NOT_CANONICAL,
        "8");
    operation(
        "an unknown restriction", "\"rx2rw\"", "\"rx2\"", FormatFault.UNKNOWN_WORD, "\"rx2\"");
    operation(
        "a preemption of 0",
        "\"relinquish\",\"at\":\"8:9\",\"pe\":0,\"domain\":\"guest\"",
        "\"relinquish\",\"at\":\"8:9\",\"pe\":0,\"domain\":\"guest\",\"preempt_every\":0",
        FormatFault.NOT_CANONICAL,
        ",\"preempt_every\":0");
    operation(
        "a page before the first",
        "\"first_page\":512",
        "\"first_page\":-1",
        FormatFault.OUT_OF_RANGE,
        "-1");
    operation(
        "a negative preemption",
        "\"preempt_every\":2",
        "\"preempt_every\":-2",
        FormatFault.OUT_OF_RANGE,
        "-2");
    operation(
        "a preemption beyond 31 bits",
        "\"preempt_every\":2",
        "\"preempt_every\":2147483648",
        FormatFault.OUT_OF_RANGE,
        "2147483648");
    operation(
        "a flag in words",
        "\"required\":false",
        "\"required\":\"no\"",
        FormatFault.WRONG_TYPE,
        "\"no\"");
    operation(
        "a listener without need",
        ",\"required\":false",
        "",
        FormatFault.MISSING_MEMBER,
        "{\"step\":\"listen\"");
    operation(
        "a clean of nothing",
        ",\"size\":\"0x3000\"",
        "",
        FormatFault.MISSING_MEMBER,
        "{\"step\":\"clean\"");
    operation(
        "a teardown with a result",
        "{\"step\":\"teardown\",",
        "{\"step\":\"teardown\",\"result\":0,",
        FormatFault.UNKNOWN_MEMBER,
        "\"result\"");
    operation(
        "a switch by a PE that does not exist",
        "\"enter\",\"at\":\"8:9\",\"pe\":0",
        "\"enter\",\"at\":\"8:9\",\"pe\":2",
        FormatFault.OUT_OF_RANGE,
        "2,",
        false);
    operation(
        "an emulated device nowhere",
        ",\"ipa\":\"0x9000000\"",
        "",
        FormatFault.MISSING_MEMBER,
        "{\"step\":\"emulate\"");
    operation(
        "a usual flag",
        "\"outcome\"",
        "\"external\":false,\"outcome\"",
        FormatFault.NOT_CANONICAL,
        "external");
    operation(
        "an unknown outcome of an abort",
        "\"inject\"",
        "\"ignore\"",
        FormatFault.UNKNOWN_WORD,
        "\"ignore\"");
    operation(
        "a switch inside a locked section",
        "[{\"step\":\"fail_allocation\",\"at\":\"8:9\",\"nth\":3}",
        "[{\"step\":\"leave\",\"at\":\"8:9\",\"pe\":0}",
        FormatFault.UNKNOWN_WORD,
        "\"leave\"");
  }

  private static void expectationSamples() {
    operation(
        "a positive number as the answer",
        "\"answer\":-3",
        "\"answer\":3",
        FormatFault.OUT_OF_RANGE,
        "3}");
    operation(
        "the default as an answer",
        "\"answer\":\"rw\"",
        "\"answer\":\"default\"",
        FormatFault.UNKNOWN_WORD,
        "\"default\"");
    operation(
        "no answer",
        ",\"answer\":-3",
        "",
        FormatFault.MISSING_MEMBER,
        "{\"expect\":\"restriction\"");
    operation(
        "a figure of no level",
        "\"level\":1,\"value\":-1",
        "\"value\":-1",
        FormatFault.MISSING_MEMBER,
        "{\"statistic\"");
    operation(
        "a figure of level 4",
        "\"level\":1,\"value\":-1",
        "\"level\":4,\"value\":-1",
        FormatFault.OUT_OF_RANGE,
        "4,");
    operation(
        "a bound of one level",
        "\"value\":\"0xffffffffffffffff\"",
        "\"level\":0,\"value\":\"0xffffffffffffffff\"",
        FormatFault.UNKNOWN_MEMBER,
        "\"level\"");
    operation(
        "a bound that is a number", "\"0xffffffffffffffff\"", "-1", FormatFault.WRONG_TYPE, "-1}");
    operation(
        "an unknown statistic", "\"mappings\"", "\"pages\"", FormatFault.UNKNOWN_WORD, "\"pages\"");
    operation(
        "a count beyond 64 bits",
        "\"value\":-1",
        "\"value\":-9223372036854775809",
        FormatFault.OUT_OF_RANGE,
        "-9223372036854775809",
        false);
    operation(
        "a figure that is a list",
        "\"figures\":[",
        "\"figures\":[[],",
        FormatFault.WRONG_TYPE,
        "[],");
    operation(
        "details of an AT instruction",
        "\"any\":\"address_translated\"",
        "\"event\":\"address_translated\"",
        FormatFault.UNKNOWN_WORD,
        "\"address_translated\"");
  }

  static String file(ConformanceVector vector) {
    return new String(
        VectorWriter.toBytes(new VectorSet("suite", "test", List.of("Arm ARM"), List.of(vector))),
        StandardCharsets.UTF_8);
  }

  private static void file(String name, String file, FormatFault fault, int line) {
    SAMPLES.add(new Sample(name, file, fault, line, "", false));
  }

  private static void header(String name, String from, String to, FormatFault fault, String at) {
    String header = GOOD.substring(0, GOOD.indexOf('\n'));
    String rest = GOOD.substring(header.length());
    add("header: " + name, replaceFirst(header, from, to) + rest, fault, 1, at, true);
  }

  private static void vector(String name, String from, String to, FormatFault fault, String at) {
    vector(name, from, to, fault, at, true);
  }

  private static void vector(
      String name, String from, String to, FormatFault fault, String at, boolean schemaSees) {
    spoil(GOOD, "vector: " + name, from, to, fault, at, schemaSees);
  }

  private static void operation(String name, String from, String to, FormatFault fault, String at) {
    operation(name, from, to, fault, at, true);
  }

  private static void operation(
      String name, String from, String to, FormatFault fault, String at, boolean schemaSees) {
    spoil(EVERY_OPERATION, "operation: " + name, from, to, fault, at, schemaSees);
  }

  private static void spoil(
      String good,
      String name,
      String from,
      String to,
      FormatFault fault,
      String at,
      boolean schemaSees) {
    SAMPLES.add(spoiled(good, name, from, to, fault, at, schemaSees));
  }

  /** A good file with one change in its vector. */
  static Sample spoiled(
      String good,
      String name,
      String from,
      String to,
      FormatFault fault,
      String at,
      boolean schemaSees) {
    int start = good.indexOf('\n') + 1;
    String line = replaceFirst(good.substring(start), from, to);
    return new Sample(name, good.substring(0, start) + line, fault, 2, at, schemaSees);
  }

  private static void add(
      String name, String file, FormatFault fault, int line, String at, boolean schemaSees) {
    SAMPLES.add(new Sample(name, file, fault, line, at, schemaSees));
  }

  static String replaceFirst(String in, String from, String to) {
    int at = in.indexOf(from);
    if (at < 0) {
      throw new AssertionError("the good file has no " + from);
    }
    return in.substring(0, at) + to + in.substring(at + from.length());
  }

  /** A good file, of one vector for each. */
  static byte[] good(ConformanceVector... vectors) {
    return VectorWriter.toBytes(new VectorSet("suite", "test", List.of(), List.of(vectors)));
  }
}
