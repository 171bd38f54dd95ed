/**
 * What the judge knows of the hardware, rebuilt from reported events alone. Uses {@code memory},
 * {@code walk}, {@code tlb}, {@code bbm} and the contract.
 */
@NullMarked
package io.shatterproof.machine;

import org.jspecify.annotations.NullMarked;
