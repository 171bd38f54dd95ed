/** System registers of address translation, field by field. Uses {@code arch}. */
@NullMarked
package io.shatterproof.arch.register;

import org.jspecify.annotations.NullMarked;
