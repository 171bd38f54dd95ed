/** Damages good scenario files in every way, and looks at what the compiler makes of them. */
@NullMarked
package io.shatterproof.compiler.fuzz;

import org.jspecify.annotations.NullMarked;
