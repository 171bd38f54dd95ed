/** Follows the pages that tell how the examples are used. */
@NullMarked
package io.shatterproof.examples;

import org.jspecify.annotations.NullMarked;
