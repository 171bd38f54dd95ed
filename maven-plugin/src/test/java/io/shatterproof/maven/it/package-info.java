/** What the scripts that verify the projects in {@code src/it} ask. */
@NullMarked
package io.shatterproof.maven.it;

import org.jspecify.annotations.NullMarked;
