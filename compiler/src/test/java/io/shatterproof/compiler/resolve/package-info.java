@NullMarked
package io.shatterproof.compiler.resolve;

import org.jspecify.annotations.NullMarked;
