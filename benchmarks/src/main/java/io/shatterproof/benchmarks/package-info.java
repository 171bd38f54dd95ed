/** JMH benchmarks. */
@NullMarked
package io.shatterproof.benchmarks;

import org.jspecify.annotations.NullMarked;
