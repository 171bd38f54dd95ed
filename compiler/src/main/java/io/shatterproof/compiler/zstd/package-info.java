/**
 * Vectors packed by zstd, where whoever uses the compiler brings the library for that, which is native. Uses
 * nothing of the compiler.
 */
@NullMarked
package io.shatterproof.compiler.zstd;

import org.jspecify.annotations.NullMarked;
