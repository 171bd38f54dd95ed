package io.shatterproof.vector;

import io.shatterproof.p2m.MappingAttributes;
import java.util.List;
import java.util.OptionalLong;

/** Something that is done. Domains are numbered in order of declaration. */
public sealed interface Step {

  Origin origin();

  /** Calls the method of {@code visitor} for this case. */
  <R> R accept(Visitor<R> visitor);

  /**
   * Maps a range.
   *
   * @param returns the code it must return, where claimed: success or failure for every
   *     implementation, the very number for those that claim one of the vector's profiles
   */
  record Map(
      Origin origin,
      int pe,
      int domain,
      long ipa,
      long sizeBytes,
      long pa,
      MappingAttributes attributes,
      OptionalLong returns)
      implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.map(this);
    }
  }

  /**
   * Unmaps a range.
   *
   * @param pa what is believed to be mapped there, where said
   * @param returns as for {@link Map}
   */
  record Unmap(
      Origin origin,
      int pe,
      int domain,
      long ipa,
      long sizeBytes,
      OptionalLong pa,
      OptionalLong returns)
      implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.unmap(this);
    }
  }

  /** Several operations under one write lock of a domain. */
  record Locked(Origin origin, int pe, int domain, List<Step> body) implements Step {
    public Locked {
      body = List.copyOf(body);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.locked(this);
    }
  }

  /** From now on only so many more table pages can be allocated. */
  record LimitTables(Origin origin, long tables) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.limitTables(this);
    }
  }

  /** One method for each case. */
  interface Visitor<R> {
    R map(Map step);

    R unmap(Unmap step);

    R locked(Locked step);

    R limitTables(LimitTables step);
  }
}
