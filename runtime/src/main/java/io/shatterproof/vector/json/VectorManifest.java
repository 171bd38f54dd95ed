package io.shatterproof.vector.json;

import java.util.Comparator;
import java.util.List;

/**
 * What a folder or jar of vector files holds: one JSON object in one line, canonical to the byte.
 *
 * @param generator what made it, with version
 * @param sets sorted by path, each path once
 */
public record VectorManifest(String generator, List<Entry> sets) {
  /** The name of the file. */
  public static final String FILE_NAME = "p2m-vectors.json";

  static final String FORMAT = "p2m-manifest";
  static final int MINOR_VERSION = 0;

  /**
   * One file.
   *
   * @param path relative to the manifest, with {@code /}
   * @param bytes how many, unpacked
   * @param sha256 of the unpacked bytes, header included, as 64 lower-case digits
   * @param count vectors in it
   * @param suite its name, as in its header
   */
  public record Entry(String path, long bytes, String sha256, long count, String suite) {}

  public VectorManifest {
    sets = sets.stream().sorted(Comparator.comparing(Entry::path)).toList();
  }

  /** The file, its line feed included. */
  public byte[] toBytes() {
    Bytes line = print().complete();
    line.add('\n');
    return line.toArray();
  }

  /** The one line, without its line feed. */
  CanonicalJson print() {
    CanonicalJson json = new CanonicalJson();
    return json.beginObject()
        .member("format", FORMAT)
        .member("version", VectorHeader.MAJOR_VERSION + "." + MINOR_VERSION)
        .member("generator", generator)
        .arrayUnlessEmpty("sets", sets, entry -> print(json, entry))
        .endObject();
  }

  private static void print(CanonicalJson json, Entry entry) {
    json.beginObject()
        .member("path", entry.path())
        .member("bytes", entry.bytes())
        .member("sha256", entry.sha256())
        .member("count", entry.count())
        .member("suite", entry.suite())
        .endObject();
  }
}
