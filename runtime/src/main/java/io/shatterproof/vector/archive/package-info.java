/**
 * Where sets of vectors lie: files, folders with a manifest and jars, plain or compressed, none of
 * them trusted. Uses {@code vector}, {@code vector.file} and {@code vector.json}.
 */
@NullMarked
package io.shatterproof.vector.archive;

import org.jspecify.annotations.NullMarked;
