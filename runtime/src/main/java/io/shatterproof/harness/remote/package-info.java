/**
 * Implementations under test that are programs of their own, told and heard in JSON Lines. Uses
 * {@code spi} and {@code vector.json}.
 *
 * <p>The protocol is not there yet: {@code docs/providers.md}.
 */
@NullMarked
package io.shatterproof.harness.remote;

import org.jspecify.annotations.NullMarked;
