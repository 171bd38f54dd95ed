/**
 * The P2M of Xen on Arm as an implementation under test: one engine, a profile for each release that
 * it reproduces. Uses {@code spi}, {@code memory} and the rest of the contract; the judge's machine
 * never sees it.
 */
@NullMarked
package io.shatterproof.reference;

import org.jspecify.annotations.NullMarked;
