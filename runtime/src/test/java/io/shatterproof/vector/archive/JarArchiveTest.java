package io.shatterproof.vector.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.vector.json.FormatFault;
import io.shatterproof.vector.json.SampleFiles;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorManifest;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JarArchiveTest {
  private static final String FOLDER = VectorArchive.FOLDER_IN_JAR;
  private static final int DIRECTORY_ENTRY = 0x02014b50;
  private static final int PACKED_SIZE_AT = 20;

  @TempDir
  private Path temp;

  private final byte[] set = SampleFiles.good();
  private final Map<String, byte[]> entries = new LinkedHashMap<>(Map.of(
      FOLDER + "a.p2mv",
      set,
      FOLDER + VectorManifest.FILE_NAME,
      SetFolders.manifest(SetFolders.entry("a.p2mv", set))));

  @Test
  void goodJarIsRead() throws Exception {
    assertThat(SetFolders.read(jar())).isEqualTo(1);
  }

  @Test
  void manifestMayStandAtTheTop() throws Exception {
    Path jar = SetFolders.jar(
        temp.resolve("top.jar"),
        Map.of(
            "b.p2mv",
            set,
            VectorManifest.FILE_NAME,
            SetFolders.manifest(SetFolders.entry("b.p2mv", set))));

    assertThat(SetFolders.read(jar)).isEqualTo(1);
  }

  @Test
  void jarsOfAClassPathAreFound() throws Exception {
    try (URLClassLoader classPath = new URLClassLoader(new URL[] {jar().toUri().toURL()}, null)) {
      List<VectorArchive> archives = VectorArchive.onClassPath(classPath, ArchiveLimits.DEFAULT);

      assertThat(archives).hasSize(1);
      assertThat(archives.get(0).sets())
          .extracting(VectorSource::name)
          .containsExactly(temp.resolve("vectors.jar") + "!/" + FOLDER + "a.p2mv");
      archives.get(0).close();
    }
  }

  @Test
  void jarWithoutManifestIsRefused() throws IOException {
    entries.remove(FOLDER + VectorManifest.FILE_NAME);

    assertRefused(FormatFault.NOT_MANIFEST, "vectors.jar");
  }

  @Test
  void missingEntryIsRefused() throws IOException {
    entries.remove(FOLDER + "a.p2mv");
    entries.put("other", new byte[0]);

    assertRefused(FormatFault.MISSING_FILE, VectorManifest.FILE_NAME);
  }

  @ParameterizedTest
  @CsvSource({
    "META-INF/p2m-vectors/b.p2mv, UNLISTED_FILE",
    "b.p2mv, UNLISTED_FILE",
    "../b.p2mv, BAD_PATH",
    "META-INF/p2m-vectors/../../../b.p2mv, BAD_PATH",
    "/b.p2mv, BAD_PATH",
    "C:\\b.p2mv, BAD_PATH"
  })
  void additionalEntryIsRefusedByName(String name, FormatFault fault) throws IOException {
    entries.put(name, set);

    assertRefused(fault, name);
  }

  @Test
  void manifestsAtTwoPlacesAreRefusedByName() throws IOException {
    entries.put(VectorManifest.FILE_NAME, SetFolders.manifest());

    assertRefused(FormatFault.BAD_ARCHIVE, "vectors.jar!/" + VectorManifest.FILE_NAME);
  }

  @Test
  void twoEntriesOfOneNameAreRefused() throws IOException {
    entries.put(FOLDER + "b.p2mv", set);
    Path jar = jar();
    SetFolders.replaceBytes(jar, FOLDER + "b.p2mv", FOLDER + "a.p2mv");

    assertThat(SetFolders.refusal(jar).fault()).isEqualTo(FormatFault.BAD_ARCHIVE);
  }

  @Test
  void damagedEntryIsRefused() throws IOException {
    Path jar = jar();
    byte[] bytes = Files.readAllBytes(jar);
    bytes[30 + FOLDER.length() + "a.p2mv".length() + 300] ^= 0x55;
    Files.write(jar, bytes);

    assertThat(SetFolders.refusal(jar)).isNotNull();
  }

  @Test
  void cutJarIsRefused() throws IOException {
    Path jar = jar();
    byte[] bytes = Files.readAllBytes(jar);
    for (int length = 4; length < bytes.length; length += 7) {
      Files.write(jar, Arrays.copyOf(bytes, length));

      assertThat(SetFolders.refusal(jar).fault()).isEqualTo(FormatFault.BAD_ARCHIVE);
    }
  }

  @Test
  void entryThatGrowsTooMuchIsRefused() throws IOException {
    entries.put(FOLDER + "a.p2mv", new byte[4 << 20]);
    Path jar = jar();
    ArchiveLimits limits = new ArchiveLimits(ArchiveLimits.DEFAULT.reading(), 1L << 30, 100, 100);

    VectorFormatException refusal = SetFolders.refusal(jar, limits);

    assertThat(refusal.fault()).isEqualTo(FormatFault.TOO_LARGE);
    assertThat(refusal.reason()).contains("100 times");
  }

  /** The directory of a jar may say that an entry takes any number of bytes. */
  @Test
  void packedSizeThatCannotBeIsNotBelieved() throws IOException {
    entries.put(FOLDER + "a.p2mv", SetFolders.gzip(new byte[3 << 20]));
    Path jar = jar();
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(jar)).order(ByteOrder.LITTLE_ENDIAN);
    int directory = 0;
    while (bytes.getInt(directory) != DIRECTORY_ENTRY) {
      directory++;
    }
    bytes.putInt(directory + PACKED_SIZE_AT, 0x7fff_fff0);
    Files.write(jar, bytes.array());
    ArchiveLimits growth = new ArchiveLimits(ArchiveLimits.DEFAULT.reading(), 1L << 30, 500, 100);

    assertThat(SetFolders.refusal(jar, growth).reason()).contains("500 times its size");
  }

  @Test
  void largeDirectoryIsRefused() throws IOException {
    for (int i = 0; i < 20; i++) {
      entries.put("x".repeat(200) + i, new byte[0]);
    }
    ArchiveLimits few = new ArchiveLimits(ArchiveLimits.DEFAULT.reading(), 1L << 30, 100, 4);

    assertThat(SetFolders.refusal(jar(), few).reason()).contains("directory");
  }

  private Path jar() throws IOException {
    return SetFolders.jar(temp.resolve("vectors.jar"), entries);
  }

  private void assertRefused(FormatFault fault, String end) throws IOException {
    VectorFormatException refusal = SetFolders.refusal(jar());
    assertThat(refusal).isNotNull();
    assertThat(refusal.fault()).as(refusal.getMessage()).isEqualTo(fault);
    assertThat(refusal.file()).endsWith(end);
  }
}
