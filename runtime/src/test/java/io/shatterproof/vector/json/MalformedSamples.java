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
    file("another format", "{\"version\":\"1.1\"}\n", FormatFault.NOT_VECTORS, 1);
    file("a blank line at the end", GOOD + "\n", FormatFault.WRONG_COUNT, 3);
    file("garbage behind the end", GOOD + "{}\n", FormatFault.WRONG_COUNT, 3);
    file("no vector", GOOD.substring(0, GOOD.indexOf('\n') + 1), FormatFault.WRONG_COUNT, 1);
    header("the next major version", "\"1.1\"", "\"2.0\"", FormatFault.UNKNOWN_VERSION, "\"2.0\"");
    header("a version without dot", "\"1.1\"", "\"1\"", FormatFault.WRONG_TYPE, "\"1\"");
    header("a version that is a number", "\"1.1\"", "1.1", FormatFault.WRONG_TYPE, "1.1");
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
    stepSamples();
    expectationSamples();
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
        "{\"step\":\"teardown\",\"returns\":0,",
        FormatFault.UNKNOWN_MEMBER,
        "\"returns\"");
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

  private static String file(ConformanceVector vector) {
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
    int start = good.indexOf('\n') + 1;
    String line = replaceFirst(good.substring(start), from, to);
    add(name, good.substring(0, start) + line, fault, 2, at, schemaSees);
  }

  private static void add(
      String name, String file, FormatFault fault, int line, String at, boolean schemaSees) {
    SAMPLES.add(new Sample(name, file, fault, line, at, schemaSees));
  }

  private static String replaceFirst(String in, String from, String to) {
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
