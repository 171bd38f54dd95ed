/** What every backend produces. Uses nothing else. */
@NullMarked
package io.shatterproof.compiler.backend;

import org.jspecify.annotations.NullMarked;
