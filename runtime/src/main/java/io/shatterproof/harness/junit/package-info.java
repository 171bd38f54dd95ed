/** What generated JUnit tests call: steps and expectations as Java calls on one trial. Uses {@code harness}, {@code harness.remote} and {@code vector}. */
@NullMarked
package io.shatterproof.harness.junit;

import org.jspecify.annotations.NullMarked;
