/** Breaks the laws of this module on purpose, so that a test sees them found. */
@NullMarked
package io.shatterproof.compiler.planted;

import org.jspecify.annotations.NullMarked;
