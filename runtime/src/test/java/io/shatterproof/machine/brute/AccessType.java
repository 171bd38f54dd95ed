package io.shatterproof.machine.brute;

/** What observers do. */
enum AccessType {
  READ,
  WRITE,
  FETCH
}
