package io.shatterproof.reference;

import java.util.Arrays;

/**
 * Table pages of a domain, the last added first. A page may be there twice.
 *
 * @see "xen bf1bb6b731 xen/include/asm-arm/p2m.h: struct p2m_domain, pages"
 */
class TableList {
  private long[] pages = new long[16];
  private int size;

  void add(long tablePa) {
    if (size == pages.length) {
      pages = Arrays.copyOf(pages, size * 2);
    }
    pages[size++] = tablePa;
  }

  /** Removes the page that was added last of those that are {@code tablePa}, if there is one. */
  void remove(long tablePa) {
    int at = size - 1;
    while (at >= 0 && pages[at] != tablePa) {
      at--;
    }
    if (at >= 0) {
      System.arraycopy(pages, at + 1, pages, at, size - at - 1);
      size--;
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Takes the page that was added last. */
  long removeLast() {
    return pages[--size];
  }
}
