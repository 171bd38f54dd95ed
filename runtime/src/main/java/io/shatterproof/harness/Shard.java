package io.shatterproof.harness;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One part of the work, of several that together are all of it. Where a vector belongs follows from its
 * id, so that one more vector moves no other.
 *
 * @param index 1 to {@code count}
 * @param count at least 1
 */
public record Shard(int index, int count) {
  /** All of it. */
  public static final Shard WHOLE = new Shard(1, 1);

  private static final Pattern FORM = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

  public Shard {
    if (index < 1 || index > count) {
      throw new IllegalArgumentException("there is no shard " + index + " of " + count);
    }
  }

  /** The shard of the form {@code i/n}, i from 1 to n; empty if it is none. */
  public static Optional<Shard> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int index = Integer.parseInt(matcher.group(1));
    int count = Integer.parseInt(matcher.group(2));
    return index >= 1 && index <= count ? Optional.of(new Shard(index, count)) : Optional.empty();
  }

  /**
   * Whether what is done with a vector is part of it.
   *
   * @param id of the vector, hexadecimal digits
   */
  public boolean contains(String id) {
    return Long.remainderUnsigned(Long.parseUnsignedLong(id, 16), count) == index - 1;
  }

  public boolean isWhole() {
    return count == 1;
  }

  @Override
  public String toString() {
    return index + "/" + count;
  }
}
