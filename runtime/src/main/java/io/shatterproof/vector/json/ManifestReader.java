package io.shatterproof.vector.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a manifest that nobody trusts. */
public final class ManifestReader {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern VERSION = Pattern.compile("(0|[1-9][0-9]{0,5})\\.[0-9]{1,6}");

  private ManifestReader() {}

  /**
   * The sets that a manifest lists, sorted by path. No path leads out of its folder.
   *
   * @param file its name for messages
   */
  public static List<ListedSet> read(byte[] bytes, String file, ReadLimits limits)
      throws VectorFormatException {
    Line line = onlyLine(bytes, file, limits);
    JsonTokens tokens = new JsonLineParser(limits).parse(line);
    Members members = new Members(line, tokens, new Dialect(VectorHeader.MINOR_VERSION, Set.of()));
    requireVersion(members);
    Set<String> paths = new HashSet<>();
    List<ListedSet> sets = members.list("sets", value -> entry(line, members.of(value), paths));
    VectorManifest manifest = new VectorManifest(
        members.text("generator"), sets.stream().map(ListedSet::entry).toList());
    members.end();
    CanonicalForm.require(line, manifest.print().complete());
    return sets;
  }

  private static Line onlyLine(byte[] bytes, String file, ReadLimits limits)
      throws VectorFormatException {
    try (LineReader lines =
        new LineReader(new ByteArrayInputStream(bytes), file, limits.lineBytes())) {
      Optional<Line> first = lines.next();
      if (first.isEmpty()) {
        throw new VectorFormatException(
            file,
            1,
            1,
            FormatFault.EMPTY_FILE,
            "the manifest is empty",
            "get the folder or jar again");
      }
      Optional<Line> second = lines.next();
      if (second.isPresent()) {
        throw second
            .get()
            .refuse(
                FormatFault.NOT_JSON,
                0,
                "a manifest is one line, and here is another",
                "write it again");
      }
      return first.get();
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
  }

  private static void requireVersion(Members members) throws VectorFormatException {
    if (!members.isText("format") || !members.text("format").equals(VectorManifest.FORMAT)) {
      throw members.refuse(
          FormatFault.NOT_MANIFEST,
          "format",
          "the file has no \"format\":\"" + VectorManifest.FORMAT + "\"",
          "this is not a manifest of vector files; `shatterproof export --to FOLDER` writes one");
    }
    String version = members.text("version");
    if (!VERSION.matcher(version).matches()) {
      throw members.refuse(
          FormatFault.WRONG_TYPE,
          "version",
          "`version` is \"" + JsonLineParser.printable(version) + "\", not major.minor",
          "write two numbers with a dot between");
    }
    if (!version.equals(VectorHeader.MAJOR_VERSION + "." + VectorManifest.MINOR_VERSION)) {
      throw members.refuse(
          FormatFault.UNKNOWN_VERSION,
          "version",
          "version " + version + " of manifests is unknown",
          "use a newer reader, or name the files one by one");
    }
  }

  private static ListedSet entry(Line line, Members members, Set<String> paths)
      throws VectorFormatException {
    String path = members.text("path");
    Optional<String> obstacle = SetPath.obstacle(path);
    if (obstacle.isPresent()) {
      throw members.refuse(
          FormatFault.BAD_PATH,
          "path",
          "the path \"" + JsonLineParser.printable(path) + "\" " + obstacle.get(),
          "name a vector file beside or below the manifest, with / between folders");
    }
    if (!paths.add(path)) {
      throw members.refuse(
          FormatFault.DUPLICATE_MEMBER,
          "path",
          "\"" + JsonLineParser.printable(path) + "\" is listed twice",
          "list each file once");
    }
    String sha256 = members.text("sha256");
    if (!SHA256.matcher(sha256).matches()) {
      throw members.refuse(
          FormatFault.WRONG_TYPE,
          "sha256",
          "`sha256` is not 64 digits in lower case",
          "write the manifest again");
    }
    VectorManifest.Entry entry = new VectorManifest.Entry(
        path,
        members.whole("bytes", 0, Long.MAX_VALUE),
        sha256,
        members.whole("count", 0, Long.MAX_VALUE),
        members.text("suite"));
    members.end();
    return new ListedSet(entry, line.file(), members.column("path"));
  }
}
