package io.shatterproof.vector.json;

import io.shatterproof.vector.ConformanceVector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that are published for readers of other teams, by their paths below docs/vectors. */
public final class SampleFiles {
  private SampleFiles() {}

  /** A vector file without anything special. */
  public static byte[] good() {
    return MalformedSamples.good(Vectors.replacePage());
  }

  /** Good files of every kind. */
  public static List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>(accepted().values());
    RandomVectors random = new RandomVectors(7);
    for (int i = 0; i < 20; i++) {
      seeds.add(MalformedSamples.good(random.next(), random.next()));
    }
    return seeds;
  }

  /** Files that every reader of version 1 accepts. */
  static Map<String, byte[]> accepted() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("good/empty-set.p2mv", MalformedSamples.good());
    files.put("good/p2m.p2mv", good());
    files.put("good/every-operation.p2mv", MalformedSamples.good(Vectors.everyOperation()));
    files.put("good/bare-tables.p2mv", MalformedSamples.good(Vectors.everythingBare()));
    files.put("good/tlbs.p2mv", MalformedSamples.good(Vectors.everythingOfTlbs()));
    files.put("good/later-operations.p2mv", MalformedSamples.good(Vectors.everyLaterOperation()));
    files.put(
        "good/later-expectations.p2mv", MalformedSamples.good(Vectors.everyLaterExpectation()));
    files.put(
        "good/three.p2mv",
        MalformedSamples.good(Vectors.replacePage(), Vectors.bareTables(), Vectors.movedBlock()));
    String body = bodyOf(Vectors.replacePage());
    files.put(
        "future/loads/optional-member.p2mv",
        file(
            "1.9",
            body.replace("\"why\":", "\"hint\":{\"a\":[1,{}]},\"why\":"),
            ",\"optional\":[\"hint\"]"));
    files.put("future/loads/newer-minor-version.p2mv", file("1.9", body, ""));
    files.put(
        "future/loads/optional-member-that-no-line-has.p2mv",
        file("1.9", body, ",\"optional\":[\"hint\"]"));
    files.put(
        "future/loads/optional-member-inside.p2mv",
        file(
            "1.6",
            body.replace("\"walker\":", "\"cores\":2,\"walker\":"),
            ",\"optional\":[\"cores\",\"hint\"]"));
    return files;
  }

  /** Files of a later time that this reader must refuse, and why. */
  static List<MalformedSamples.Sample> refusedFuture() {
    List<MalformedSamples.Sample> samples = new ArrayList<>();
    String body = bodyOf(Vectors.replacePage());
    samples.add(
        future("major-version", "2.0", body, "", FormatFault.UNKNOWN_VERSION, 1, "\"2.0\""));
    samples.add(future(
        "member-that-is-not-optional",
        "1.9",
        body.replace("\"why\":", "\"hint\":1,\"why\":"),
        "",
        FormatFault.UNKNOWN_MEMBER,
        2,
        "\"hint\""));
    samples.add(future(
        "another-member-is-optional",
        "1.9",
        body.replace("\"why\":", "\"hint\":1,\"why\":"),
        ",\"optional\":[\"cores\"]",
        FormatFault.UNKNOWN_MEMBER,
        2,
        "\"hint\""));
    samples.add(future(
        "step",
        "1.9",
        body.replace("\"step\":\"map\"", "\"step\":\"remap\""),
        "",
        FormatFault.UNKNOWN_WORD,
        2,
        "\"remap\""));
    samples.add(future(
        "step-though-its-members-are-optional",
        "1.9",
        body.replace("\"step\":\"map\"", "\"step\":\"remap\",\"to\":1"),
        ",\"optional\":[\"to\"]",
        FormatFault.UNKNOWN_WORD,
        2,
        "\"remap\""));
    samples.add(future(
        "capability",
        "1.9",
        body.replace("\"capabilities\":[", "\"capabilities\":[\"smmu\","),
        "",
        FormatFault.UNKNOWN_WORD,
        2,
        "\"smmu\""));
    samples.add(future(
        "member-of-the-header",
        "1.9",
        body,
        ",\"licence\":\"x\"",
        FormatFault.UNKNOWN_MEMBER,
        1,
        "\"licence\""));
    return samples;
  }

  private static MalformedSamples.Sample future(
      String name,
      String version,
      String body,
      String header,
      FormatFault fault,
      int line,
      String at) {
    String file = new String(file(version, body, header), StandardCharsets.UTF_8);
    return new MalformedSamples.Sample(name, file, fault, line, at, false);
  }

  private static byte[] file(String version, String body, String header) {
    String line = "{\"format\":\"p2m-vectors\",\"version\":\"" + version
        + "\",\"suite\":\"future\",\"generator\":\"by hand\",\"count\":1,\"digest\":\"sha256:"
        + Sha256.hex(body.getBytes(StandardCharsets.UTF_8)) + "\"" + header + "}\n";
    return (line + body).getBytes(StandardCharsets.UTF_8);
  }

  private static String bodyOf(ConformanceVector vector) {
    String file = new String(MalformedSamples.good(vector), StandardCharsets.UTF_8);
    return file.substring(file.indexOf('\n') + 1);
  }

  /** A file that is refused for its bytes. */
  static final class Refused {
    private final String path;
    private final byte[] bytes;
    private final FormatFault fault;
    private final int line;
    private final int column;

    Refused(String path, byte[] bytes, FormatFault fault, int line, int column) {
      this.path = path;
      this.bytes = bytes;
      this.fault = fault;
      this.line = line;
      this.column = column;
    }

    String path() {
      return path;
    }

    byte[] bytes() {
      return bytes;
    }

    /** Its line of the index. */
    String entry() {
      return "{\"file\":\"%s\",\"fault\":\"%s\",\"line\":%d,\"column\":%d,\"schema\":false}"
          .formatted(path, fault.word(), line, column);
    }
  }

  /** Files whose bytes, order or digest is wrong, whatever their lines say. */
  static List<Refused> refusedBytes() {
    String good = new String(good(), StandardCharsets.UTF_8);
    String[] two = new String(
            MalformedSamples.good(Vectors.replacePage(), Vectors.bareTables()),
            StandardCharsets.UTF_8)
        .split("\n", -1);
    int title = good.indexOf("replace 4K", good.indexOf('\n'));
    int column = title - good.indexOf('\n');
    return List.of(
        refused("not-utf8", with(good, title, 0xc0), FormatFault.NOT_UTF8, 2, column),
        refused("overlong-utf8", with(good, title, 0xc1), FormatFault.NOT_UTF8, 2, column),
        refused("utf8-surrogate", with(good, title, 0xed), FormatFault.NOT_UTF8, 2, column),
        refused("byte-order-mark", bytes("\ufeff" + good), FormatFault.NOT_JSON, 1, 1),
        refused(
            "carriage-returns",
            bytes(good.replace("\n", "\r\n")),
            FormatFault.NOT_CANONICAL,
            1,
            good.indexOf('\n') + 1),
        refused(
            "no-final-line-feed",
            bytes(good.stripTrailing()),
            FormatFault.NOT_JSON,
            2,
            good.length() - good.indexOf('\n') - 1),
        refused("blank-line", bytes(good.replace("\n", "\n\n")), FormatFault.NOT_JSON, 2, 1),
        refused(
            "changed-title",
            bytes(good.replace("4K inside", "5K inside")),
            FormatFault.WRONG_DIGEST,
            1,
            1),
        refused(
            "not-sorted",
            bytes(two[0] + "\n" + two[2] + "\n" + two[1] + "\n"),
            FormatFault.NOT_SORTED,
            3,
            1),
        refused(
            "the-same-vector-twice",
            bytes(two[0] + "\n" + two[1] + "\n" + two[1] + "\n"),
            FormatFault.NOT_SORTED,
            3,
            1),
        refused(
            "more-vectors-than-anybody-reads",
            bytes(good.replace("\"count\":1", "\"count\":9223372036854775807")),
            FormatFault.TOO_LARGE,
            1,
            good.indexOf("\"count\":") + 9));
  }

  private static Refused refused(
      String name, byte[] bytes, FormatFault fault, int line, int column) {
    return new Refused("malformed/bytes-" + name + ".p2mv", bytes, fault, line, column);
  }

  private static byte[] with(String file, int at, int value) {
    byte[] bytes = bytes(file);
    bytes[at] = (byte) value;
    return bytes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
