package io.shatterproof.vector.archive;

import static io.shatterproof.vector.archive.SetFolders.entry;

import io.shatterproof.vector.json.FormatFault;
import io.shatterproof.vector.json.SampleFiles;
import io.shatterproof.vector.json.VectorManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Folders, jars and compressed files for readers of other teams: good ones, and what must be
 * refused.
 */
final class HostileArchives {
  private static final String JAR_FOLDER = VectorArchive.FOLDER_IN_JAR;
  private static final String MANIFEST = VectorManifest.FILE_NAME;
  private static final byte[] SET = SampleFiles.good();

  private final Path root;
  private final List<Refused> refused = new ArrayList<>();
  private final List<String> good = new ArrayList<>();

  private HostileArchives(Path root) {
    this.root = root;
  }

  /**
   * What is refused.
   *
   * @param archive its path
   * @param file where in it; empty for the archive itself
   * @param at the text at which the refusal points; empty for the first column of the first line
   */
  record Refused(String archive, FormatFault fault, String file, String at) {}

  /** Changes a folder or the content of a jar. */
  private interface Change {
    void of(Map<String, byte[]> files) throws IOException;
  }

  static HostileArchives write(Path root) throws IOException {
    HostileArchives archives = new HostileArchives(root);
    archives.good();
    archives.folders();
    archives.manifests();
    archives.jars();
    archives.compressed();
    return archives;
  }

  List<Refused> refused() {
    return refused;
  }

  List<String> accepted() {
    return good;
  }

  private static Map<String, byte[]> files(String folder) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(
        folder + MANIFEST, SetFolders.manifest(entry("a.p2mv", SET), entry("below/b.p2mv", SET)));
    files.put(folder + "a.p2mv", SET);
    files.put(folder + "below/b.p2mv", SET);
    return files;
  }

  private static byte[] replaced(byte[] file, String from, String to) {
    String text = new String(file, StandardCharsets.UTF_8);
    if (!text.contains(from)) {
      throw new IllegalArgumentException(text + " has no " + from);
    }
    return text.replace(from, to).getBytes(StandardCharsets.UTF_8);
  }

  private void good() throws IOException {
    good.add(writeFolder("good/folder", files("")));
    Map<String, byte[]> packed = files("");
    packed.put("a.p2mv", SetFolders.gzip(SET));
    packed.put("README.txt", "no set".getBytes(StandardCharsets.UTF_8));
    good.add(writeFolder("good/folder-with-a-compressed-set", packed));
    good.add(writeJar("good/jar.jar", files(JAR_FOLDER)));
    good.add(writeJar("good/jar-with-its-manifest-at-the-top.jar", files("")));
    good.add(writeFile("good/gzip.p2mv.gz", SetFolders.gzip(SET)));
    int half = SET.length / 2;
    good.add(writeFile(
        "good/gzip-of-two-members.p2mv.gz",
        joined(
            SetFolders.gzip(Arrays.copyOf(SET, half)),
            SetFolders.gzip(Arrays.copyOfRange(SET, half, SET.length)))));
  }

  private void folders() throws IOException {
    folder("no-manifest", FormatFault.NOT_MANIFEST, "", "", files -> files.remove(MANIFEST));
    folder(
        "a-missing-file",
        FormatFault.MISSING_FILE,
        MANIFEST,
        "\"below/b.p2mv\"",
        files -> files.remove("below/b.p2mv"));
    folder(
        "an-additional-file",
        FormatFault.UNLISTED_FILE,
        "below/c.p2mv",
        "",
        files -> files.put("below/c.p2mv", SET));
    folder(
        "an-additional-compressed-file",
        FormatFault.UNLISTED_FILE,
        "c.p2mv.gz",
        "",
        files -> files.put("c.p2mv.gz", SetFolders.gzip(SET)));
    folder("a-renamed-file", FormatFault.MISSING_FILE, MANIFEST, "\"a.p2mv\"", files -> {
      files.put("z.p2mv", SET);
      files.remove("a.p2mv");
    });
    folder(
        "a-tampered-vector",
        FormatFault.WRONG_DIGEST,
        "a.p2mv",
        "",
        files -> files.put("a.p2mv", replaced(SET, "4K inside", "5K inside")));
    folder(
        "a-tampered-header",
        FormatFault.CHANGED_FILE,
        "a.p2mv",
        "",
        files ->
            files.put("a.p2mv", replaced(SET, "\"generator\":\"test\"", "\"generator\":\"tess\"")));
    folder("a-file-that-is-a-folder", FormatFault.MISSING_FILE, MANIFEST, "\"a.p2mv\"", files -> {
      files.remove("a.p2mv");
      files.put("a.p2mv/inside.txt", SET);
    });
  }

  private void manifests() throws IOException {
    manifest("another-count", "\"count\":1", "\"count\":2", FormatFault.CHANGED_FILE, "a.p2mv", "");
    manifest(
        "another-suite",
        "\"suite\":\"suite\"",
        "\"suite\":\"other\"",
        FormatFault.CHANGED_FILE,
        "a.p2mv",
        "");
    manifest("another-size", "\"bytes\":", "\"bytes\":1", FormatFault.CHANGED_FILE, "a.p2mv", "");
    path("a-path-that-climbs", "../a.p2mv");
    path("a-path-that-climbs-in-the-middle", "below/../../a.p2mv");
    path("an-absolute-path", "/etc/a.p2mv");
    path("a-drive", "C:a.p2mv");
    path("a-backslash", "below\\\\b.p2mv");
    path("an-empty-part", "below//b.p2mv");
    path("a-dot", "./a.p2mv");
    path("a-name-that-ends-with-a-dot", "a.p2mv.");
    path("a-name-that-ends-with-a-space", "a.p2mv ");
    path("a-name-that-is-no-set", "passwd");
    path("a-nul", "a\\u0000.p2mv");
    path("a-letter-that-turns-the-text", "\u202ea.p2mv");
    path("an-empty-path", "");
    manifest(
        "the-same-path-twice",
        "below/b.p2mv",
        "a.p2mv",
        FormatFault.DUPLICATE_MEMBER,
        MANIFEST,
        "\"a.p2mv\"");
    manifest(
        "another-format", "p2m-manifest", "p2m-vectors", FormatFault.NOT_MANIFEST, MANIFEST, "");
    manifest(
        "the-next-version", "\"1.0\"", "\"2.0\"", FormatFault.UNKNOWN_VERSION, MANIFEST, "\"2.0\"");
    manifest(
        "an-unknown-member",
        "\"generator\"",
        "\"x\":1,\"generator\"",
        FormatFault.UNKNOWN_MEMBER,
        MANIFEST,
        "\"x\"");
    manifest("a-blank", "\"sets\":[", "\"sets\": [", FormatFault.NOT_CANONICAL, MANIFEST, " [");
    folder(
        "an-empty-manifest",
        FormatFault.EMPTY_FILE,
        MANIFEST,
        "",
        files -> files.put(MANIFEST, new byte[0]));
  }

  private void jars() throws IOException {
    jar(
        "jar-without-manifest",
        FormatFault.NOT_MANIFEST,
        "",
        files -> files.remove(JAR_FOLDER + MANIFEST));
    jar(
        "jar-with-two-manifests",
        FormatFault.BAD_ARCHIVE,
        MANIFEST,
        files -> files.put(MANIFEST, SetFolders.manifest()));
    jar(
        "jar-with-an-additional-set",
        FormatFault.UNLISTED_FILE,
        JAR_FOLDER + "c.p2mv",
        files -> files.put(JAR_FOLDER + "c.p2mv", SET));
    jar(
        "jar-with-a-set-elsewhere",
        FormatFault.UNLISTED_FILE,
        "c.p2mv",
        files -> files.put("c.p2mv", SET));
    for (String[] slip : new String[][] {
      {"jar-that-climbs", "../c.p2mv"},
      {"jar-that-climbs-in-the-middle", JAR_FOLDER + "../../../c.p2mv"},
      {"jar-with-an-absolute-path", "/c.p2mv"},
      {"jar-with-a-drive", "C:\\c.p2mv"}
    }) {
      jar(slip[0], FormatFault.BAD_PATH, slip[1], files -> files.put(slip[1], SET));
    }
    jar(
        "jar-with-a-missing-set",
        FormatFault.MISSING_FILE,
        JAR_FOLDER + MANIFEST,
        "\"a.p2mv\"",
        files -> files.remove(JAR_FOLDER + "a.p2mv"));
    jar(
        "jar-with-a-tampered-set",
        FormatFault.WRONG_DIGEST,
        JAR_FOLDER + "a.p2mv",
        files -> files.put(JAR_FOLDER + "a.p2mv", replaced(SET, "4K inside", "5K inside")));

    String twice = "refused/jar-with-two-entries-of-one-name.jar";
    Map<String, byte[]> files = files(JAR_FOLDER);
    files.put(JAR_FOLDER + "c.p2mv", SET);
    writeJar(twice, files);
    SetFolders.replaceBytes(root.resolve(twice), JAR_FOLDER + "c.p2mv", JAR_FOLDER + "a.p2mv");
    refused.add(new Refused(twice, FormatFault.BAD_ARCHIVE, JAR_FOLDER + "a.p2mv", ""));

    String cut = "refused/jar-that-was-cut.jar";
    writeJar(cut, files(JAR_FOLDER));
    byte[] whole = Files.readAllBytes(root.resolve(cut));
    Files.write(root.resolve(cut), Arrays.copyOf(whole, whole.length - 30));
    refused.add(new Refused(cut, FormatFault.BAD_ARCHIVE, "", ""));
  }

  private void compressed() throws IOException {
    byte[] packed = SetFolders.gzip(SET);
    file("gzip-that-was-cut", Arrays.copyOf(packed, 6), FormatFault.BAD_COMPRESSION);
    file(
        "gzip-with-bytes-behind-its-end",
        joined(packed, "more".getBytes(StandardCharsets.US_ASCII)),
        FormatFault.BAD_COMPRESSION);
    file("gzip-that-grows-too-much", SetFolders.gzip(new byte[3 << 20]), FormatFault.TOO_LARGE);
  }

  private void folder(String name, FormatFault fault, String file, String at, Change change)
      throws IOException {
    Map<String, byte[]> files = files("");
    change.of(files);
    refused.add(new Refused(writeFolder("refused/" + name, files), fault, file, at));
  }

  private void manifest(
      String name, String from, String to, FormatFault fault, String file, String at)
      throws IOException {
    folder(
        name,
        fault,
        file,
        at,
        files ->
            files.put(MANIFEST, replaced(Objects.requireNonNull(files.get(MANIFEST)), from, to)));
  }

  private void path(String name, String path) throws IOException {
    String text = "\"" + path + "\"";
    manifest(name, "\"a.p2mv\"", text, FormatFault.BAD_PATH, MANIFEST, text);
  }

  private void jar(String name, FormatFault fault, String file, Change change) throws IOException {
    jar(name, fault, file, "", change);
  }

  private void jar(String name, FormatFault fault, String file, String at, Change change)
      throws IOException {
    Map<String, byte[]> files = files(JAR_FOLDER);
    change.of(files);
    refused.add(new Refused(writeJar("refused/" + name + ".jar", files), fault, file, at));
  }

  private void file(String name, byte[] bytes, FormatFault fault) throws IOException {
    refused.add(new Refused(writeFile("refused/" + name + ".p2mv.gz", bytes), fault, "", ""));
  }

  private String writeFolder(String path, Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      writeFile(path + "/" + file.getKey(), file.getValue());
    }
    return path;
  }

  private String writeJar(String path, Map<String, byte[]> files) throws IOException {
    Path jar = root.resolve(path);
    Files.createDirectories(jar.getParent());
    SetFolders.jar(jar, files);
    return path;
  }

  private String writeFile(String path, byte[] bytes) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    return path;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
