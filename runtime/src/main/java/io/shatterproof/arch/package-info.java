/** Arm stage-2 facts as data and pure functions. */
@NullMarked
package io.shatterproof.arch;

import org.jspecify.annotations.NullMarked;
