package io.shatterproof.spi;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.Outcome;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mEntry;
import java.util.OptionalLong;

/**
 * One run of an implementation under test, used by one thread.
 *
 * <p>Domains are numbered from 0 in order of creation. Operations return 0 for success or a negated
 * error number. What an implementation lacks throws {@link UnsupportedByProviderException}, as do
 * the default methods here; every other exception is a crash of the implementation.
 */
public interface P2mSession extends AutoCloseable {

  /** Creates the next domain. */
  DomainReport createDomain(DomainConfig config);

  /**
   * Maps {@code sizeBytes} at {@code ipa} to {@code pa}, replacing what is there.
   *
   * @param pe the PE that executes the operation
   */
  long map(int pe, int domain, long ipa, long sizeBytes, long pa, MappingAttributes attributes);

  /**
   * Removes every mapping in the range.
   *
   * @param pa what the caller believes is mapped there, if it says so
   */
  long unmap(int pe, int domain, long ipa, long sizeBytes, OptionalLong pa);

  /** What is mapped at an address. */
  P2mEntry lookup(int domain, long ipa);

  /** Takes the write lock of a domain, so that the operations until {@link #unlock} are one section. */
  default void lock(int pe, int domain) {
    throw new UnsupportedByProviderException("several operations under one lock");
  }

  /** Releases the write lock of a domain. */
  default void unlock(int pe, int domain) {
    throw new UnsupportedByProviderException("several operations under one lock");
  }

  /** Allows only {@code tables} more table pages to be allocated. */
  default void limitTables(long tables) {
    throw new UnsupportedByProviderException("a limit on table pages");
  }

  /** The 64-bit word stored at a physical address of a table page ({@link Capability#DESCRIPTORS}). */
  default long readDescriptor(long pa) {
    throw new UnsupportedByProviderException("descriptor read-back");
  }

  /** Performs a guest access ({@link Capability#ACCESS}). */
  default Outcome access(int pe, int domain, AccessKind kind, long ipa) {
    throw new UnsupportedByProviderException("guest accesses");
  }

  /** Gives back what the run holds; nothing is called afterwards. */
  @Override
  void close();
}
