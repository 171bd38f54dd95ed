/** Scenario files as text, with lines and columns. Uses nothing. */
@NullMarked
package io.shatterproof.compiler.source;

import org.jspecify.annotations.NullMarked;
