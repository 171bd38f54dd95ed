/** From scenario files to vectors, JUnit tests and reports. */
@NullMarked
package io.shatterproof.compiler;

import org.jspecify.annotations.NullMarked;
