/** The parameters of the goals. */
@NullMarked
package io.shatterproof.maven.mojo;

import org.jspecify.annotations.NullMarked;
