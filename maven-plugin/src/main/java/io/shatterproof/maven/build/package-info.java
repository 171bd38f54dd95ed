/**
 * Generates test sources when they are stale, and tells what is wrong with the scenario files. Uses
 * {@code compiler}.
 */
@NullMarked
package io.shatterproof.maven.build;

import org.jspecify.annotations.NullMarked;
