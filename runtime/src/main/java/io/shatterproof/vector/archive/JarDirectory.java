package io.shatterproof.vector.archive;

import io.shatterproof.vector.json.FormatFault;
import io.shatterproof.vector.json.VectorFormatException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** The directory at the end of a jar, which Java reads into memory as a whole. */
final class JarDirectory {
  private static final int MOST_BYTES_AN_ENTRY = 1 << 10;
  private static final int RECORD_BYTES = 22;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int SIGNATURE = 0x06054b50;
  private static final int SIZE_AT = 12;

  private JarDirectory() {}

  /** Refuses a jar whose directory would fill the memory. */
  static void requireSmall(Path jar, ArchiveLimits limits)
      throws IOException, VectorFormatException {
    long most = Math.min(Integer.MAX_VALUE, (long) limits.entries() * MOST_BYTES_AN_ENTRY);
    long size = directoryBytes(jar);
    if (size > most) {
      throw new VectorFormatException(
          jar.toString(),
          1,
          1,
          FormatFault.TOO_LARGE,
          "the directory of the jar has more than " + most + " bytes",
          "put the sets into a jar of their own");
    }
  }

  /** As the last record says; 0 if there is none, which whoever opens the jar will tell. */
  private static long directoryBytes(Path jar) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
      int length = (int) Math.min(file.length(), RECORD_BYTES + LONGEST_COMMENT);
      byte[] end = new byte[length];
      file.seek(file.length() - length);
      file.readFully(end);
      ByteBuffer bytes = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
      for (int at = length - RECORD_BYTES; at >= 0; at--) {
        if (bytes.getInt(at) == SIGNATURE) {
          return Integer.toUnsignedLong(bytes.getInt(at + SIZE_AT));
        }
      }
      return 0;
    }
  }
}
