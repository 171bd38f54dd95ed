/** The orders in which several PEs can go on between each other. Uses nothing of ours. */
@NullMarked
package io.shatterproof.explore;

import org.jspecify.annotations.NullMarked;
