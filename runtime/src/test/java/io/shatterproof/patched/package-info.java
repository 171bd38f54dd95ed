/** Our own machine and judge with a fault patched into the source: every one has to be noticed. */
@NullMarked
package io.shatterproof.patched;

import org.jspecify.annotations.NullMarked;
