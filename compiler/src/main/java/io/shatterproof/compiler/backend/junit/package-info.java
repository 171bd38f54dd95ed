/** Prints vectors as the Java source of JUnit 5 tests. Uses {@code vector}; names {@code harness.junit}. */
@NullMarked
package io.shatterproof.compiler.backend.junit;

import org.jspecify.annotations.NullMarked;
