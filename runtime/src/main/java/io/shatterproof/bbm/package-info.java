/**
 * Break-before-make: judges live stores to stage 2 tables. Uses {@code arch}, {@code event}, and of
 * {@code tlb} what PEs may hold.
 *
 * <p>Domains are followed by {@link io.shatterproof.bbm.BbmChecker}, which keeps debts; bare tables
 * are judged by {@link io.shatterproof.bbm.LiveStoreCheck} and {@link
 * io.shatterproof.bbm.StaleTablesCheck}, which ask what is held.
 */
@NullMarked
package io.shatterproof.bbm;

import org.jspecify.annotations.NullMarked;
