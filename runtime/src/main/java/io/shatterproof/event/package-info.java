/** What can be observed of an implementation: one vocabulary of events. Uses {@code arch} and {@code p2m}. */
@NullMarked
package io.shatterproof.event;

import org.jspecify.annotations.NullMarked;
