package io.shatterproof.vector.json;

import io.shatterproof.vector.VisibleText;
import java.util.Objects;

/** A vector file is refused. The message is complete: place, fault, reason, and the cure below. */
public final class VectorFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;
  private final int column;
  private final FormatFault fault;
  private final String reason;
  private final String cure;

  /**
   * The refusal of something at a place.
   *
   * @param reason what is wrong, in one line
   * @param cure what to do about it, in one line
   */
  public VectorFormatException(
      String file, int line, int column, FormatFault fault, String reason, String cure) {
    super(VisibleText.of(file) + ":" + line + ":" + column + ": error[" + fault.word() + "]: "
        + reason + "\n   help: " + cure);
    this.file = file;
    this.line = line;
    this.column = column;
    this.fault = fault;
    this.reason = reason;
    this.cure = cure;
  }

  /** A refusal of a file as a whole. */
  public static VectorFormatException of(
      String file, FormatFault fault, String reason, String cure) {
    return new VectorFormatException(file, 1, 1, fault, reason, cure);
  }

  /** The file as the reader was told it. */
  public String file() {
    return file;
  }

  /** From 1; line 1 is the header. */
  public int line() {
    return line;
  }

  /** From 1, in code points. */
  public int column() {
    return column;
  }

  public FormatFault fault() {
    return fault;
  }

  /** What is wrong, in one line. */
  public String reason() {
    return reason;
  }

  /** What to do about it, in one line. */
  public String cure() {
    return cure;
  }

  /** File, line and column, what is wrong, and why that is refused; there is always one. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
