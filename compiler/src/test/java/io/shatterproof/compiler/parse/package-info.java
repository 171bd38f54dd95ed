@NullMarked
package io.shatterproof.compiler.parse;

import org.jspecify.annotations.NullMarked;
