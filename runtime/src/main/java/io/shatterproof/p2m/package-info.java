/** The hypervisor's words for guest memory: orders, types, access, errors. Uses {@code arch}. */
@NullMarked
package io.shatterproof.p2m;

import org.jspecify.annotations.NullMarked;
