package io.shatterproof.vector.json;

import io.shatterproof.vector.CountText;
import io.shatterproof.vector.json.KillsWriter.Kill;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads the sidecar of vector files that says which seeded faults each vector kills; nobody trusts
 * it.
 */
public final class KillsReader {
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");

  private final String file;
  private final ReadLimits limits;
  private final JsonLineParser parser;

  private KillsReader(String file, ReadLimits limits) {
    this.file = file;
    this.limits = limits;
    this.parser = new JsonLineParser(limits);
  }

  /**
   * Reads a whole sidecar, by ids in order.
   *
   * @param in is closed
   * @param file its name for messages
   */
  public static Map<String, List<Kill>> read(InputStream in, String file, ReadLimits limits)
      throws IOException, VectorFormatException {
    try (LineReader lines = new LineReader(in, file, limits.lineBytes())) {
      return new KillsReader(file, limits).read(lines);
    }
  }

  private Map<String, List<Kill>> read(LineReader lines) throws IOException, VectorFormatException {
    Optional<Line> first = lines.next();
    if (first.isEmpty()) {
      throw new VectorFormatException(
          file,
          1,
          1,
          FormatFault.EMPTY_FILE,
          "the file is empty",
          "a sidecar without vectors still has a header line; get the file again");
    }
    Members header = members(first.get());
    requireFormat(header);
    long count = header.whole("count", 0, limits.vectors());
    String digest = header.text("digest");
    if (!DIGEST.matcher(digest).matches()) {
      throw header.refuse(
          FormatFault.WRONG_TYPE,
          "digest",
          "`digest` is not sha256: and 64 hexadecimal digits in lower case",
          "write the file again");
    }
    header.end();
    return vectors(lines, first.get(), count, digest);
  }

  private static void requireFormat(Members header) throws VectorFormatException {
    if (!header.has("format") || !header.text("format").equals(KillsWriter.FORMAT)) {
      throw header.refuse(
          FormatFault.NOT_VECTORS,
          "format",
          "the first line has no \"format\":\"" + KillsWriter.FORMAT + "\"",
          "this is no sidecar; `shatterproof faults --sidecar FILE` writes one");
    }
    if (!header.text("version").startsWith("1.")) {
      throw header.refuse(
          FormatFault.UNKNOWN_VERSION,
          "version",
          "`version` is no version 1",
          "read the file with the version that wrote it");
    }
    header.text("suite");
    header.text("generator");
  }

  private Map<String, List<Kill>> vectors(LineReader lines, Line header, long count, String digest)
      throws IOException, VectorFormatException {
    Map<String, List<Kill>> byId = new TreeMap<>();
    MessageDigest found = Sha256.digest();
    String lastId = "";
    for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
      found.update(line.get().bytes());
      found.update((byte) '\n');
      Members vector = members(line.get());
      String id = vector.text("id");
      requireNext(vector, id, lastId);
      lastId = id;
      byId.put(id, List.copyOf(vector.list("kills", value -> kill(vector.of(value)))));
      vector.end();
      if (byId.size() > count) {
        break;
      }
    }
    if (byId.size() != count) {
      throw header.refuse(
          FormatFault.WRONG_COUNT,
          0,
          "the header says " + CountText.of(count, "vector") + ", and there are "
              + (byId.size() > count ? "more" : byId.size()),
          "get the file again");
    }
    if (!digest.equals(VectorHeader.DIGEST_ALGORITHM + HexFormat.of().formatHex(found.digest()))) {
      throw header.refuse(
          FormatFault.WRONG_DIGEST,
          0,
          "the lines after the header do not have the digest that it says",
          "the file was changed after it was written; get it again");
    }
    return Collections.unmodifiableMap(new LinkedHashMap<>(byId));
  }

  private static void requireNext(Members vector, String id, String lastId)
      throws VectorFormatException {
    if (!ID.matcher(id).matches()) {
      throw vector.refuse(
          FormatFault.WRONG_TYPE,
          "id",
          "`id` is not 16 hexadecimal digits in lower case",
          "write the file again");
    }
    if (id.compareTo(lastId) <= 0) {
      throw vector.refuse(
          FormatFault.NOT_SORTED,
          "id",
          id + " comes after " + lastId,
          "sort the lines by id, once each");
    }
  }

  private static Kill kill(Members members) throws VectorFormatException {
    Kill kill = new Kill(
        members.text("fault"),
        members.text("profile"),
        DecodingContext.vectorOrigin(members),
        members.text("check"));
    members.end();
    return kill;
  }

  private Members members(Line line) throws VectorFormatException {
    return new Members(line, parser.parse(line), new Dialect(VectorHeader.MINOR_VERSION, Set.of()));
  }

  /** The names of all faults that are killed by some vector, in order. */
  public static List<String> faults(Map<String, List<Kill>> kills) {
    List<String> faults = new ArrayList<>();
    kills.values().stream()
        .flatMap(List::stream)
        .map(Kill::fault)
        .distinct()
        .sorted()
        .forEach(faults::add);
    return faults;
  }
}
