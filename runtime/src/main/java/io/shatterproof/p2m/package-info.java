/** The hypervisor's words for guest memory: frames, orders, types, access, errors. Uses {@code arch}. */
@NullMarked
package io.shatterproof.p2m;

import org.jspecify.annotations.NullMarked;
