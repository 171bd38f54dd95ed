/** What came of a campaign as files: writes them in three formats, and reads one of them back. Uses {@code harness}, {@code vector} and {@code vector.json}. */
@NullMarked
package io.shatterproof.results;

import org.jspecify.annotations.NullMarked;
