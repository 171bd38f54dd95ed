package io.shatterproof.p2m;

import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.S2Permissions;
import java.util.Optional;

/**
 * How something is to be mapped: permissions and attributes for any P2M, beside the type's name for
 * a P2M that has Xen's types.
 *
 * @param permissions permissions before any access restriction
 * @param memory memory attributes
 * @param type Xen's type; absent for the neutral form
 */
public record MappingAttributes(
    S2Permissions permissions, MemoryAttributes memory, Optional<P2mType> type) {

  /** The attributes of one of Xen's types. */
  public static MappingAttributes of(P2mType type) {
    return new MappingAttributes(type.permissions(), type.attributes(), Optional.of(type));
  }

  /** The neutral form: no type. */
  public static MappingAttributes of(S2Permissions permissions, MemoryAttributes memory) {
    return new MappingAttributes(permissions, memory, Optional.empty());
  }
}
