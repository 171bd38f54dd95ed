package io.shatterproof.p2m;

import java.util.Optional;

/** Error numbers of Linux numbering that a P2M returns, negated. */
public enum Errno {
  EPERM(1),
  ENOENT(2),
  EAGAIN(11),
  ENOMEM(12),
  EFAULT(14),
  EBUSY(16),
  EEXIST(17),
  ENODEV(19),
  EINVAL(22),
  ENOSPC(28),
  ERANGE(34),
  ENOSYS(38),
  EILSEQ(84),
  ERESTART(85),
  EOPNOTSUPP(95),
  ESRCH(3);

  private final int number;

  Errno(int number) {
    this.number = number;
  }

  /** The value an operation returns: the negated number. */
  public long code() {
    return -number;
  }

  /** A return value in words: {@code 0}, {@code 64}, or {@code -12 (ENOMEM)}. */
  public static String describe(long code) {
    return ofCode(code).map(e -> code + " (" + e.name() + ")").orElse(Long.toString(code));
  }

  /** The error that a return value names. */
  public static Optional<Errno> ofCode(long code) {
    for (Errno errno : values()) {
      if (errno.code() == code) {
        return Optional.of(errno);
      }
    }
    return Optional.empty();
  }
}
