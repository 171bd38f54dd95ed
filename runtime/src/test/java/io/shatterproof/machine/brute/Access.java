package io.shatterproof.machine.brute;

/** One access from EL1. */
record Access(AccessType type, long ipa) {}
