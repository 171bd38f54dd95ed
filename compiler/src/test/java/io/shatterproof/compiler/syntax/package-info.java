@NullMarked
package io.shatterproof.compiler.syntax;

import org.jspecify.annotations.NullMarked;
