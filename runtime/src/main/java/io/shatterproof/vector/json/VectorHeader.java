package io.shatterproof.vector.json;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The first line of a vector file.
 *
 * @param minorVersion of format version 1, which the lines behind it need
 * @param suite name of the suite
 * @param generator what made the file, with version
 * @param specifications documents the vectors rest on, with issue
 * @param count vectors that follow
 * @param digest SHA-256 of every byte after the header line, as 64 lower-case digits
 * @param optional names of members that a reader may ignore where it does not know them
 */
public record VectorHeader(
    int minorVersion,
    String suite,
    String generator,
    List<String> specifications,
    long count,
    String digest,
    SortedSet<String> optional) {
  public static final String FORMAT = "p2m-vectors";
  public static final int MAJOR_VERSION = 1;
  public static final int MINOR_VERSION = 5;

  /** The one that a file has which needs no later one, so that files of that time stay as they are. */
  static final int LEAST_WRITTEN = 2;

  static final String DIGEST_ALGORITHM = "sha256:";

  public VectorHeader {
    specifications = List.copyOf(specifications);
    optional = Collections.unmodifiableSortedSet(new TreeSet<>(optional));
  }

  /** The header line, without the line feed. */
  byte[] toBytes() {
    return print().toBytes();
  }

  CanonicalJson print() {
    return new CanonicalJson()
        .beginObject()
        .member("format", FORMAT)
        .member("version", MAJOR_VERSION + "." + minorVersion)
        .member("suite", suite)
        .member("generator", generator)
        .textsUnlessEmpty("specifications", specifications)
        .member("count", count)
        .member("digest", DIGEST_ALGORITHM + digest)
        .textsUnlessEmpty("optional", List.copyOf(optional))
        .endObject();
  }
}
