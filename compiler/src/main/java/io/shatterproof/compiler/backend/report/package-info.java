/** Prints vectors as a report for people; nothing yet. Uses {@code vector}. */
@NullMarked
package io.shatterproof.compiler.backend.report;

import org.jspecify.annotations.NullMarked;
