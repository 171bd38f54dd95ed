package io.shatterproof.vector.json;

import io.shatterproof.vector.Origin;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the sidecar of vector files that says which seeded faults each vector kills, by the id of
 * the vector: JSON Lines like the vectors themselves, canonical to the byte.
 */
public final class KillsWriter {
  static final String FORMAT = "p2m-kills";
  private static final String VERSION = "1.0";
  private static final Comparator<Kill> IN_ORDER =
      Comparator.comparing(Kill::fault).thenComparing(Kill::profile);

  private final String suite;
  private final String generator;
  private final Map<String, List<Kill>> byVector = new TreeMap<>();

  /**
   * Begins a sidecar without vectors.
   *
   * @param generator what makes the file, with version
   */
  public KillsWriter(String suite, String generator) {
    this.suite = suite;
    this.generator = generator;
  }

  /**
   * A vector fails on a fault for what the fault does.
   *
   * @param fault name of the fault, with the letter of its form where it has several
   * @param profile in which the implementation has it
   * @param at the expectation that fails
   * @param shown what that expectation is about, in the words of observables
   */
  public record Kill(String fault, String profile, Origin at, String shown) {}

  /** Adds what a vector kills, in any order; of vectors that mean the same the first counts. */
  public void add(String vectorId, List<Kill> kills) {
    List<Kill> sorted = new ArrayList<>(kills);
    sorted.sort(IN_ORDER);
    byVector.putIfAbsent(vectorId, sorted);
  }

  /** The file: vectors that kill nothing are there too, so that an absent one is one not run. */
  public byte[] toBytes() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byVector.forEach((id, kills) -> {
      body.writeBytes(line(id, kills));
      body.write('\n');
    });
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(header(body.toByteArray()));
    file.write('\n');
    file.writeBytes(body.toByteArray());
    return file.toByteArray();
  }

  private byte[] header(byte[] body) {
    return new CanonicalJson()
        .beginObject()
        .member("format", FORMAT)
        .member("version", VERSION)
        .member("suite", suite)
        .member("generator", generator)
        .member("count", byVector.size())
        .member("digest", VectorHeader.DIGEST_ALGORITHM + Sha256.hex(body))
        .endObject()
        .toBytes();
  }

  private static byte[] line(String id, List<Kill> kills) {
    CanonicalJson json = new CanonicalJson();
    json.beginObject()
        .member("id", id)
        .name("kills")
        .array(
            kills,
            kill -> json.beginObject()
                .member("fault", kill.fault())
                .member("profile", kill.profile())
                .member("at", kill.at().toString())
                .member("check", kill.shown())
                .endObject());
    return json.endObject().toBytes();
  }
}
