/** What an implementation under test provides. Uses {@code arch}, {@code p2m} and {@code event}. */
@NullMarked
package io.shatterproof.spi;

import org.jspecify.annotations.NullMarked;
