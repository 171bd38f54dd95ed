/** What scenarios mean, one object for each row of a table. Uses {@code source} and the contract packages. */
@NullMarked
package io.shatterproof.compiler.model;

import org.jspecify.annotations.NullMarked;
