package io.shatterproof.vector.json;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.Checksum;

/** Bytes of a text that grows, and that is used again. */
final class Bytes {
  private static final int LONGEST_NUMBER = 20;
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private byte[] bytes = new byte[1 << 10];
  private int size;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  void add(char ascii) {
    reserve(1);
    bytes[size++] = (byte) ascii;
  }

  /** In place of the last byte. */
  void replaceLast(char ascii) {
    bytes[size - 1] = (byte) ascii;
  }

  @SuppressWarnings("deprecation") // right for ASCII, and it does not look at each letter
  void addAscii(String text) {
    int length = text.length();
    reserve(length);
    text.getBytes(0, length, bytes, size);
    size += length;
  }

  /** The name of a member, of ASCII letters that stand for themselves. */
  @SuppressWarnings("deprecation") // as above
  void addName(String name) {
    int length = name.length();
    reserve(length + 3);
    bytes[size] = '"';
    name.getBytes(0, length, bytes, size + 1);
    size += length + 3;
    bytes[size - 2] = '"';
    bytes[size - 1] = ':';
  }

  /** The letters of a text up to the first that does not stand for itself; returns how many. */
  int addPlain(String text) {
    int length = text.length();
    reserve(length);
    byte[] to = bytes;
    int plain = 0;
    for (; plain < length; plain++) {
      char c = text.charAt(plain);
      if (c < ' ' || c >= 0x80 || c == '"' || c == '\\') {
        break;
      }
      to[size + plain] = (byte) c;
    }
    size += plain;
    return plain;
  }

  void addUtf8(int codePoint) {
    reserve(4);
    if (codePoint < 0x800) {
      bytes[size++] = (byte) (0xc0 | codePoint >>> 6);
    } else {
      if (codePoint < 0x10000) {
        bytes[size++] = (byte) (0xe0 | codePoint >>> 12);
      } else {
        bytes[size++] = (byte) (0xf0 | codePoint >>> 18);
        bytes[size++] = (byte) (0x80 | (codePoint >>> 12 & 0x3f));
      }
      bytes[size++] = (byte) (0x80 | (codePoint >>> 6 & 0x3f));
    }
    bytes[size++] = (byte) (0x80 | (codePoint & 0x3f));
  }

  /** In decimal digits. */
  void addNumber(long value) {
    if (value == Long.MIN_VALUE) {
      addAscii(Long.toString(value));
      return;
    }
    reserve(LONGEST_NUMBER);
    long rest = value;
    if (rest < 0) {
      bytes[size++] = '-';
      rest = -rest;
    }
    int digits = 1;
    for (long bound = rest; bound >= 10; bound /= 10) {
      digits++;
    }
    size += digits;
    for (int i = size - 1; digits > 0; digits--) {
      bytes[i--] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** In hexadecimal digits without leading zeros. */
  void addHex(long value) {
    int digits = Math.max(1, (67 - Long.numberOfLeadingZeros(value)) >>> 2);
    reserve(digits);
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      bytes[size++] = HEX[(int) (value >>> shift & 0xf)];
    }
  }

  /** An address as a string, {@link #addHex} behind {@code 0x}. */
  void addAddress(long value) {
    reserve(LONGEST_NUMBER);
    bytes[size] = '"';
    bytes[size + 1] = '0';
    bytes[size + 2] = 'x';
    size += 3;
    addHex(value);
    add('"');
  }

  /** What another text has from an offset on. */
  void add(Bytes other, int from) {
    int length = other.size - from;
    reserve(length);
    System.arraycopy(other.bytes, from, bytes, size, length);
    size += length;
  }

  /** Adds a part of an array. */
  void add(byte[] other, int from, int to) {
    reserve(to - from);
    System.arraycopy(other, from, bytes, size, to - from);
    size += to - from;
  }

  /** Whether it is a part of an array. */
  boolean isPart(byte[] other, int from, int to) {
    return Arrays.equals(bytes, 0, size, other, from, to);
  }

  /** Where another text differs for the first time; -1 if it is the same. */
  int mismatch(byte[] other) {
    return Arrays.mismatch(bytes, 0, size, other, 0, other.length);
  }

  void addTo(MessageDigest digest) {
    digest.update(bytes, 0, size);
  }

  void addTo(Checksum checksum) {
    checksum.update(bytes, 0, size);
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
