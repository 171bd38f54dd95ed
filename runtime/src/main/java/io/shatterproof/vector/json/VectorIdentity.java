package io.shatterproof.vector.json;

import io.shatterproof.vector.ConformanceVector;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** The stable id of a vector: a hash of what it means. */
public final class VectorIdentity {
  private static final int DIGITS = 16;

  private VectorIdentity() {}

  /**
   * The first 16 hexadecimal digits of SHA-256 over the canonical JSON of the meaning.
   *
   * <p>To the meaning belong the setup, the steps, the phases, the known failures, what is waived and
   * the profiles.
   * Left out are the names of domains and platform (a domain is its number), places, titles, tags,
   * reasons, sources, needs, the number of checks, whether it is expected to fail and what is claimed to be killed.
   *
   * @throws IllegalArgumentException if two domains share a name
   */
  public static String identify(ConformanceVector vector) {
    return of(VectorEncoder.encode(vector).json.meaning(), Sha256.digest());
  }

  /**
   * A number that is the same for vectors of one identity, and hardly ever for others. It says only
   * which vectors are worth identifying, and costs far less.
   *
   * @throws IllegalArgumentException if two domains share a name
   */
  public static long likeness(ConformanceVector vector) {
    Bytes meaning = VectorEncoder.encode(vector).json.meaning();
    CRC32C checksum = new CRC32C();
    meaning.addTo(checksum);
    return ((long) meaning.size() << Integer.SIZE) | checksum.getValue();
  }

  /** The id of a meaning. */
  static String of(Bytes meaning, MessageDigest digest) {
    meaning.addTo(digest);
    return HexFormat.of().formatHex(digest.digest(), 0, DIGITS / 2);
  }

  /** Whether a text looks like an id. */
  static boolean isSpelt(String id) {
    if (id.length() != DIGITS) {
      return false;
    }
    for (int i = 0; i < DIGITS; i++) {
      char c = id.charAt(i);
      if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }

  /**
   * SHA-256 of the whole vector as it is written, places, titles and claims included, in 64
   * hexadecimal digits: another one for every change that a user could see.
   */
  public static String fingerprint(ConformanceVector vector) {
    return Sha256.hex(VectorEncoder.encode(vector).json.toBytes());
  }
}
