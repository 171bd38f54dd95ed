package io.shatterproof.p2m;

import io.shatterproof.arch.S2Permissions;
import java.util.Objects;
import java.util.Optional;

/** What a P2M answers for one guest address. {@code toString} gives the scenario spelling. */
public sealed interface P2mEntry {

  /** Calls the method of {@code visitor} for this case. */
  <R> R accept(Visitor<R> visitor);

  /**
   * The address is mapped.
   *
   * @param pa machine address of the asked byte
   * @param permissions what the guest may do
   * @param type Xen's type, where the implementation has types
   * @param access access restriction, where the implementation has them
   * @param order size of the mapping, where the implementation tells it
   */
  record Mapped(
      long pa,
      S2Permissions permissions,
      Optional<P2mType> type,
      Optional<P2mAccess> access,
      Optional<PageOrder> order)
      implements P2mEntry {
    public Mapped {
      Objects.requireNonNull(permissions);
      Objects.requireNonNull(type);
      Objects.requireNonNull(access);
      Objects.requireNonNull(order);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.mapped(this);
    }

    @Override
    public String toString() {
      return "0x"
          + Long.toHexString(pa)
          + type.map(t -> " as " + t.word()).orElse("")
          + access.map(a -> " access " + a.word()).orElse("")
          + order.map(o -> " order " + o).orElse("")
          + " ("
          + permissions
          + ")";
    }
  }

  /**
   * Nothing is mapped there.
   *
   * @param order size of the hole, where the implementation tells it
   */
  record Hole(Optional<PageOrder> order) implements P2mEntry {
    public Hole {
      Objects.requireNonNull(order);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.hole(this);
    }

    @Override
    public String toString() {
      return "hole" + order.map(o -> " order " + o).orElse("");
    }
  }

  /** One method for each case. */
  interface Visitor<R> {
    R mapped(Mapped entry);

    R hole(Hole entry);
  }
}
