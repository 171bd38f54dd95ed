package io.shatterproof.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** A dump of three table pages of 4K, for tests and for the documentation. */
final class TablePages {
  private static final int PAGE = 0x1000;

  private TablePages() {}

  /** Where {@code docs/decode.md} has it. */
  static final Path OF_THE_PAGE = Path.of("target/pages.bin");

  /** Writes the pages at PA 0x8000_0000, 0x8000_1000 and 0x8000_2000. */
  static Path write(Path file) throws IOException {
    ByteBuffer pages = ByteBuffer.allocate(3 * PAGE).order(ByteOrder.LITTLE_ENDIAN);
    pages.putLong(0x008, 0x0000_0000_4000_07fdL); // a block of 1G
    pages.putLong(0x080, 0x0000_0000_8000_1003L); // the table of level 2
    pages.putLong(0x088, 0x0000_0000_9000_0003L); // one that is not in the dump
    pages.putLong(0x090, 0x0000_0000_8000_1003L); // the first again
    pages.putLong(PAGE + 0x488, 0x0000_0000_8000_2003L); // the table of level 3
    pages.putLong(PAGE + 0x490, 0x0040_0000_4000_0445L); // a block of 2M
    for (int n = 0; n < 8; n++) {
      pages.putLong(2 * PAGE + 0xa28 + 8 * n, 0x0000_0000_9876_57ffL + (long) n * PAGE);
    }
    pages.putLong(2 * PAGE + 0xa70, 0x0000_0100_0000_07ffL); // beyond 40 bits
    Files.createDirectories(file.toAbsolutePath().getParent());
    return Files.write(file, pages.array());
  }
}
