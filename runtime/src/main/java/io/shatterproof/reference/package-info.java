/**
 * The P2M of Xen on Arm as an implementation under test: one engine, a profile for each release that
 * it reproduces. Uses {@code spi}, {@code memory}, the rest of the contract, and the machine for bare
 * tables as a chip of its own; the judge's machine never sees it.
 */
@NullMarked
package io.shatterproof.reference;

import org.jspecify.annotations.NullMarked;
