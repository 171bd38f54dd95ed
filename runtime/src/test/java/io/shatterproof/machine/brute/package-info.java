/**
 * The machine once more, by brute force: every TLB that there can be, one access at a time. Knows
 * words of {@code arch} for operations and barriers, and nothing of how the product answers.
 */
@NullMarked
package io.shatterproof.machine.brute;

import org.jspecify.annotations.NullMarked;
