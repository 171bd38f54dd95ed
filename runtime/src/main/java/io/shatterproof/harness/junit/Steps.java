package io.shatterproof.harness.junit;

import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Shareability;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The operations of one section under a lock, in order. */
public final class Steps {
  private final String file;
  private final Consumer<Step> sink;

  Steps(String file, Consumer<Step> sink) {
    this.file = file;
    this.sink = sink;
  }

  /** The statement at this place of the scenario file. */
  public Operation at(int line, int column) {
    return new Operation(new Origin(file, line, column), sink);
  }

  /** More operations of the same section; for sections that are too long for one method. */
  public void part(Consumer<Steps> body) {
    body.accept(this);
  }

  /** One of Xen's types. */
  public static MappingAttributes as(P2mType type) {
    return MappingAttributes.of(type);
  }

  /**
   * The neutral form: permissions as letters of {@code rwx}, MemAttr[3:0] and shareability.
   *
   * @param permissions {@code none} or letters in the order {@code rwx}
   */
  public static MappingAttributes perm(String permissions, int memAttr, Shareability shareability) {
    return MappingAttributes.of(
        new S2Permissions(
            permissions.contains("r"), permissions.contains("w"), permissions.contains("x")),
        new MemoryAttributes(memAttr, shareability));
  }

  /** What is believed to be mapped. */
  public static From from(long pa) {
    return new From(OptionalLong.of(pa));
  }

  /** Nothing is said of what is mapped. */
  public static From fromAnything() {
    return new From(OptionalLong.empty());
  }

  /** What an operation believes to be mapped. */
  public record From(OptionalLong pa) {}

  /** One statement that does something. */
  public static class Operation {
    private final Origin origin;
    private final Consumer<Step> sink;

    Operation(Origin origin, Consumer<Step> sink) {
      this.origin = origin;
      this.sink = sink;
    }

    Origin origin() {
      return origin;
    }

    /** Maps a range; PE {@code pe} executes the operation. */
    public void map(
        int pe, Domain domain, long ipa, long sizeBytes, long pa, MappingAttributes attributes) {
      map(pe, domain, ipa, sizeBytes, pa, attributes, OptionalLong.empty());
    }

    /** Maps a range, which must return {@code returns}. */
    public void map(
        int pe,
        Domain domain,
        long ipa,
        long sizeBytes,
        long pa,
        MappingAttributes attributes,
        long returns) {
      map(pe, domain, ipa, sizeBytes, pa, attributes, OptionalLong.of(returns));
    }

    private void map(
        int pe,
        Domain domain,
        long ipa,
        long sizeBytes,
        long pa,
        MappingAttributes attributes,
        OptionalLong returns) {
      sink.accept(
          new Step.Map(origin, pe, domain.number(), ipa, sizeBytes, pa, attributes, returns));
    }

    /** Removes every mapping in a range. */
    public void unmap(int pe, Domain domain, long ipa, long sizeBytes, From from) {
      unmap(pe, domain, ipa, sizeBytes, from, OptionalLong.empty());
    }

    /** Removes every mapping in a range, which must return {@code returns}. */
    public void unmap(int pe, Domain domain, long ipa, long sizeBytes, From from, long returns) {
      unmap(pe, domain, ipa, sizeBytes, from, OptionalLong.of(returns));
    }

    private void unmap(
        int pe, Domain domain, long ipa, long sizeBytes, From from, OptionalLong returns) {
      sink.accept(new Step.Unmap(origin, pe, domain.number(), ipa, sizeBytes, from.pa(), returns));
    }

    /** Does several operations under one lock. */
    public void lock(int pe, Domain domain, Consumer<Steps> body) {
      List<Step> steps = new ArrayList<>();
      body.accept(new Steps(origin.file(), steps::add));
      sink.accept(new Step.Locked(origin, pe, domain.number(), steps));
    }

    /** From now on only so many more table pages can be allocated. */
    public void tablesLeft(long tables) {
      sink.accept(new Step.LimitTables(origin, tables));
    }
  }
}
