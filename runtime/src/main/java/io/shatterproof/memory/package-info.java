/** Sparse physical memory of 64-bit words. Uses {@code walk}, whose plain source of descriptors it is. */
@NullMarked
package io.shatterproof.memory;

import org.jspecify.annotations.NullMarked;
