@NullMarked
package io.shatterproof.compiler.diagnostic.data;

import org.jspecify.annotations.NullMarked;
