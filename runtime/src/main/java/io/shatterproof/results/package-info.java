/** What came of a campaign: runs it, accounts for known failures, writes its results in three formats, and reads one of them back. Uses {@code harness}, {@code sets}, {@code vector} and {@code vector.json}. */
@NullMarked
package io.shatterproof.results;

import org.jspecify.annotations.NullMarked;
