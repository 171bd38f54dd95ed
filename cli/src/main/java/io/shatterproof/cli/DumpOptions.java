package io.shatterproof.cli;

import io.shatterproof.arch.decode.Stage2Control;
import io.shatterproof.tables.TableImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that name a dump of table pages and where the start table is. */
final class DumpOptions {
  private static final String MAX_LINES = "10000";
  private static final int MAX_PIPED_BYTES = 1 << 28;

  @Option(
      names = "--dump",
      paramLabel = "FILE",
      description = "A dump of table pages, to be printed as a tree; needs --vtcr,"
          + " --base, and --vttbr or --root.")
  private @Nullable Path file;

  @Option(
      names = "--base",
      paramLabel = "HEX",
      converter = HexNumber.class,
      description = "The physical address of the first byte of the dump.")
  private @Nullable Long base;

  @Option(
      names = "--vttbr",
      paramLabel = "HEX",
      converter = HexNumber.class,
      description = "VTTBR_EL2, which says where the start table is.")
  private @Nullable Long vttbr;

  @Option(
      names = "--root",
      paramLabel = "HEX",
      converter = HexNumber.class,
      description = "The physical address of the start table, in place of --vttbr.")
  private @Nullable Long root;

  @Option(
      names = "--big-endian",
      description =
          "The descriptors of the dump are big-endian, as walks read them with SCTLR_EL2.EE"
              + " = 1; little-endian if not given.")
  private boolean bigEndian;

  @Option(
      names = "--max-lines",
      paramLabel = "N",
      defaultValue = MAX_LINES,
      converter = LineCount.class,
      description = "So many lines of a tree are printed at most; ${DEFAULT-VALUE} if not given.")
  private int maxLines;

  /** A whole number, at least 1. */
  static final class LineCount implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.matches("[0-9]{1,9}") || text.matches("0+")) {
        throw new TypeConversionException(
            "'" + text + "' is not a whole number from 1 to 999999999");
      }
      return Integer.parseInt(text);
    }
  }

  /** The file of the dump; null if there is none. */
  @Nullable
  Path file() {
    return file;
  }

  int maxLines() {
    return maxLines;
  }

  /**
   * Refuses combinations that make no sense.
   *
   * @throws TypeConversionException if there is such a combination
   */
  void check() {
    if (file == null && (base != null || vttbr != null || root != null || bigEndian)) {
      String option = base != null
          ? "--base"
          : vttbr != null ? "--vttbr" : root != null ? "--root" : "--big-endian";
      throw new TypeConversionException(option + " belongs to --dump, which is missing");
    }
    if (file != null && base == null) {
      throw new TypeConversionException("--dump needs --base, where its first byte is");
    }
    if (file != null && (vttbr == null) == (root == null)) {
      throw new TypeConversionException("--dump needs "
          + (root == null
              ? "--vttbr or --root, where the start table is"
              : "one of --vttbr and --root, not both"));
    }
    if (base != null && base % Long.BYTES != 0) {
      throw new TypeConversionException(
          "--base 0x" + Long.toHexString(base) + " is no multiple of 8");
    }
  }

  /**
   * The address of the start table.
   *
   * @throws TypeConversionException if it is not aligned as the control registers demand
   */
  long rootPa(Stage2Control control) {
    if (root == null) {
      return control.rootPa(vttbr == null ? 0 : vttbr);
    }
    long alignment = 1L << control.baseAlignmentShift();
    if ((root & (alignment - 1)) != 0) {
      throw new TypeConversionException("--root 0x" + Long.toHexString(root)
          + " is not aligned to the 0x" + Long.toHexString(alignment)
          + " bytes of the start table");
    }
    return root;
  }

  /**
   * The dump in memory.
   *
   * @throws IllegalArgumentException if it is empty, too large, or no whole number of descriptors
   */
  TableImage read(Path dump) throws IOException {
    return new TableImage(
        base == null ? 0 : base,
        bytes(dump),
        bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer bytes(Path dump) throws IOException {
    ByteBuffer bytes = Files.isRegularFile(dump) ? mapped(dump) : piped(dump);
    if (bytes.limit() == 0) {
      throw new IllegalArgumentException("the dump is empty");
    }
    return bytes;
  }

  private static ByteBuffer mapped(Path dump) throws IOException {
    try (FileChannel channel = FileChannel.open(dump)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("the dump is larger than 2G");
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    }
  }

  private static ByteBuffer piped(Path dump) throws IOException {
    try (InputStream stream = Files.newInputStream(dump)) {
      byte[] bytes = stream.readNBytes(MAX_PIPED_BYTES + 1);
      if (bytes.length > MAX_PIPED_BYTES) {
        throw new IllegalArgumentException("the dump is no plain file, and larger than 256M");
      }
      return ByteBuffer.wrap(bytes);
    }
  }
}
