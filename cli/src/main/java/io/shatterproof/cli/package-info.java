/** The {@code shatterproof} command: one class a subcommand, no logic of its own. */
@NullMarked
package io.shatterproof.cli;

import org.jspecify.annotations.NullMarked;
