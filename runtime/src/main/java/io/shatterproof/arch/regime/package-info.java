/** What registers mean for translation: the controls in force. Uses {@code arch}, {@code arch.register}. */
@NullMarked
package io.shatterproof.arch.regime;

import org.jspecify.annotations.NullMarked;
