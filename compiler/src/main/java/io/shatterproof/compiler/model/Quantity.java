package io.shatterproof.compiler.model;

import io.shatterproof.compiler.source.Span;

/**
 * A computed number and the expression it comes from.
 *
 * @param value unsigned
 */
public record Quantity(long value, Span span) {

  /** In hexadecimal, for messages about addresses. */
  public String hex() {
    return "0x" + Long.toHexString(value);
  }

  /** In decimal, for messages about counts. */
  @Override
  public String toString() {
    return Long.toUnsignedString(value);
  }

  /** In decimal, for messages about levels: that of -1 is negative. */
  public String level() {
    return value == -1 ? "-1" : toString();
  }

  /** Whether the value is at most {@code most}, which is not negative. */
  public boolean isAtMost(long most) {
    return Long.compareUnsigned(value, most) <= 0;
  }
}
