package io.shatterproof.cli;

import io.shatterproof.arch.decode.Stage2Control;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that name a dump of table pages and where the start table is. */
final class DumpOptions {
  private static final String MAX_LINES = "10000";

  @Option(
      names = "--dump",
      required = true,
      paramLabel = "FILE",
      description = "A dump of table pages, little-endian, to be printed as a tree.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path file;

  @Option(
      names = "--base",
      required = true,
      paramLabel = "HEX",
      converter = HexNumber.class,
      description = "The physical address of the first byte of the dump.")
  private long base;

  @ArgGroup(multiplicity = "1")
  private final Start start = new Start();

  @Option(
      names = "--max-lines",
      paramLabel = "N",
      defaultValue = MAX_LINES,
      converter = LineCount.class,
      description = "So many lines are printed at most; ${DEFAULT-VALUE} if not given.")
  private int maxLines;

  /** One of the two. */
  static final class Start {
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
        description = "The physical address of the start table.")
    private @Nullable Long root;
  }

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

  Path file() {
    return file;
  }

  long base() {
    return base;
  }

  int maxLines() {
    return maxLines;
  }

  /**
   * The address of the start table.
   *
   * @throws TypeConversionException if it is not aligned as the control registers demand
   */
  long rootPa(Stage2Control control) {
    if (start.root == null) {
      return control.rootPa(start.vttbr == null ? 0 : start.vttbr);
    }
    long alignment = 1L << control.baseAlignmentShift();
    if ((start.root & (alignment - 1)) != 0) {
      throw new TypeConversionException("--root 0x" + Long.toHexString(start.root)
          + " is not aligned to the 0x" + Long.toHexString(alignment)
          + " bytes of the start table");
    }
    return start.root;
  }
}
