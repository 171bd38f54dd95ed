package io.shatterproof.vector.json;

import java.io.IOException;

/**
 * What a stream is made of cannot be read: damaged or too large. Who unpacks throws it, and {@link
 * VectorReader} says where.
 */
public final class UnreadableBytesException extends IOException {
  private static final long serialVersionUID = 1L;

  private final FormatFault fault;
  private final String reason;
  private final String cure;

  /**
   * The refusal, without its place.
   *
   * @param reason what is wrong, in one line
   * @param cure what to do about it, in one line
   */
  public UnreadableBytesException(FormatFault fault, String reason, String cure) {
    super(reason);
    this.fault = fault;
    this.reason = reason;
    this.cure = cure;
  }

  /** The same, at a place. */
  public VectorFormatException at(String file, int line, int column) {
    return new VectorFormatException(file, line, column, fault, reason, cure);
  }
}
