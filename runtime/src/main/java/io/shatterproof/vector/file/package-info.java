/** Files that are there whole or not at all, whatever ends the process. Uses nothing. */
@NullMarked
package io.shatterproof.vector.file;

import org.jspecify.annotations.NullMarked;
