package io.shatterproof.vector.archive;

import io.shatterproof.vector.file.WholeFile;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorManifest;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A jar of sets with their manifest, as a Maven artifact with the classifier {@code vectors} is.
 */
public final class JarOutput implements ArchiveOutput {
  /** The first month that a jar can tell without a time zone. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final WholeFile file;
  private final ZipOutputStream zip;
  private final ListedFiles files;
  private int sets;

  /**
   * Begins a jar.
   *
   * @param generator what makes the sets, with version
   */
  public JarOutput(Path file, String generator) throws IOException {
    this.file = new WholeFile(file);
    this.zip = new ZipOutputStream(new BufferedOutputStream(this.file.open()));
    this.files = new ListedFiles(generator);
  }

  @Override
  public void add(String path, Optional<Compression> compression, SetContent content)
      throws IOException, VectorFormatException {
    files.requireNew(path);
    begin(path);
    files.add(SetOutput.write(new OneEntry(zip), path, compression, content));
    sets++;
  }

  @Override
  public Change finish() throws IOException {
    begin(VectorManifest.FILE_NAME);
    zip.write(files.manifest().toBytes());
    zip.closeEntry();
    zip.close();
    boolean changed = file.move();
    return new Change(changed ? sets : 0, changed ? 0 : sets, 0);
  }

  private void begin(String path) throws IOException {
    ZipEntry entry = new ZipEntry(VectorArchive.FOLDER_IN_JAR + path);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
  }

  @Override
  public void close() throws IOException {
    try {
      zip.close();
    } finally {
      file.close();
    }
  }

  /** Whose end is that of the entry. */
  private static final class OneEntry extends FilterOutputStream {
    private final ZipOutputStream zip;

    OneEntry(ZipOutputStream zip) {
      super(zip);
      this.zip = zip;
    }

    @Override
    public void write(byte[] from, int start, int length) throws IOException {
      zip.write(from, start, length);
    }

    @Override
    public void close() throws IOException {
      zip.closeEntry();
    }
  }
}
