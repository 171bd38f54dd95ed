/** Registers and descriptors told field by field. Uses {@code arch} and {@code arch.register}. */
@NullMarked
package io.shatterproof.arch.decode;

import org.jspecify.annotations.NullMarked;
