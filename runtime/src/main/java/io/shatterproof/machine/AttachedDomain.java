package io.shatterproof.machine;

import io.shatterproof.bbm.GuestContext;
import io.shatterproof.walk.Stage2Walk;

/**
 * A domain whose tables the machine follows.
 *
 * @param number from 0 in order of creation
 * @param rootPa first byte of the start table
 */
record AttachedDomain(int number, long rootPa, GuestContext guest, Stage2Walk walk) {}
