/**
 * Facts of the Arm stage 2 translation regime, as data and pure functions. May use nothing else.
 *
 * <p>Sources are named where a fact stands: a section title of the Arm Architecture Reference
 * Manual (DDI 0487) or a function of Arm's published pseudocode.
 */
@NullMarked
package io.shatterproof.arch;

import org.jspecify.annotations.NullMarked;
