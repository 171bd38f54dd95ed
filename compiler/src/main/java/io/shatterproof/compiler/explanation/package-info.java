/** What the documentation says of each mistake, for those who ask on the command line. Uses {@code diagnostic}. */
@NullMarked
package io.shatterproof.compiler.explanation;

import org.jspecify.annotations.NullMarked;
