/** How fast the parts are, measured by JMH. Uses everything. */
@NullMarked
package io.shatterproof.benchmarks;

import org.jspecify.annotations.NullMarked;
