/** Runs the same vectors as generated JUnit tests and as replayed JSON, and compares. */
@NullMarked
package io.shatterproof.compiler.bothways;

import org.jspecify.annotations.NullMarked;
