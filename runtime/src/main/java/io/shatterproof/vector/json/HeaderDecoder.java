package io.shatterproof.vector.json;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the header line. */
final class HeaderDecoder {
  private static final Pattern VERSION =
      Pattern.compile("(0|[1-9][0-9]{0,5})\\.(0|[1-9][0-9]{0,5})");
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  private HeaderDecoder() {}

  /**
   * Reads it.
   *
   * @param anySpelling whether another spelling than the canonical one will do
   */
  static VectorHeader decode(Line line, JsonTokens tokens, ReadLimits limits, boolean anySpelling)
      throws VectorFormatException {
    // Version first: of a later major version nothing else can be said.
    Members header = new Members(line, tokens, new Dialect(VectorHeader.MINOR_VERSION, Set.of()));
    requireFormat(header);
    int minorVersion = minorVersion(header);
    List<String> optional = header.texts("optional");
    Dialect dialect = new Dialect(minorVersion, Set.copyOf(optional));
    VectorHeader decoded =
        members(new Members(line, tokens, dialect), minorVersion, new TreeSet<>(optional), limits);
    if (!dialect.hasIgnored() && !anySpelling) {
      CanonicalForm.require(line, decoded.print().complete());
    }
    return decoded;
  }

  private static VectorHeader members(
      Members header, int minorVersion, SortedSet<String> optional, ReadLimits limits)
      throws VectorFormatException {
    header.text("format");
    header.text("version");
    VectorHeader decoded = new VectorHeader(
        minorVersion,
        header.text("suite"),
        header.text("generator"),
        header.texts("specifications"),
        header.whole("count", 0, Long.MAX_VALUE),
        digest(header),
        optional);
    header.texts("optional");
    header.end();
    if (decoded.count() > limits.vectors()) {
      throw header.refuse(
          FormatFault.TOO_LARGE,
          "count",
          "the file has " + decoded.count() + " vectors, more than " + limits.vectors(),
          "split the set, or read with a larger limit if you trust the file");
    }
    return decoded;
  }

  private static void requireFormat(Members header) throws VectorFormatException {
    if (!header.has("format") || !header.text("format").equals(VectorHeader.FORMAT)) {
      throw header.refuse(
          FormatFault.NOT_VECTORS,
          "format",
          "the first line has no \"format\":\"" + VectorHeader.FORMAT + "\"",
          "this is not a vector file; vector files are named *.p2mv");
    }
  }

  private static int minorVersion(Members header) throws VectorFormatException {
    String version = header.text("version");
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      throw header.refuse(
          FormatFault.WRONG_TYPE,
          "version",
          "`version` is \"" + JsonLineParser.printable(version) + "\", not major.minor",
          "write two numbers with a dot between");
    }
    if (Integer.parseInt(matcher.group(1)) != VectorHeader.MAJOR_VERSION) {
      throw header.refuse(
          FormatFault.UNKNOWN_VERSION,
          "version",
          "version " + version + " is unknown; this reader knows " + VectorHeader.MAJOR_VERSION,
          "use a reader of that version, or ask for the set in version "
              + VectorHeader.MAJOR_VERSION);
    }
    return Integer.parseInt(matcher.group(2));
  }

  private static String digest(Members header) throws VectorFormatException {
    String digest = header.text("digest");
    if (!DIGEST.matcher(digest).matches()) {
      throw header.refuse(
          FormatFault.WRONG_TYPE,
          "digest",
          "`digest` is not sha256: and 64 digits in lower case",
          "write the file again");
    }
    return digest.substring(VectorHeader.DIGEST_ALGORITHM.length());
  }
}
