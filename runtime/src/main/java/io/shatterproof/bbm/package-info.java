/** Break-before-make: judges live stores to stage 2 tables. Uses {@code arch} and {@code event}. */
@NullMarked
package io.shatterproof.bbm;

import org.jspecify.annotations.NullMarked;
