package io.shatterproof.reference;

import io.shatterproof.arch.Granule;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One step of a sequence. Frames are pages of the granule. */
sealed interface Operation {

  /** Does the step, and compares. */
  void performOn(ComparedP2m p2m);

  /** The step as a person would write it. */
  String step(Granule granule);

  /** What could stand in its place and is simpler, the simplest first; each may be several steps. */
  default List<List<Operation>> simpler() {
    return List.of();
  }

  /** Maps frames. */
  record Map(long gfn, long pages, long mfn, P2mType type) implements Operation {
    @Override
    public void performOn(ComparedP2m p2m) {
      p2m.map(gfn, pages, mfn, type);
    }

    @Override
    public String step(Granule granule) {
      return "map guest " + range(gfn, pages, granule) + " to " + hex(mfn << granule.shift())
          + " as " + type.word();
    }

    @Override
    public List<List<Operation>> simpler() {
      List<List<Operation>> simpler = new ArrayList<>();
      shorter(pages).forEach(fewer -> simpler.add(List.of(new Map(gfn, fewer, mfn, type))));
      shorter(pages)
          .forEach(fewer ->
              simpler.add(List.of(new Map(gfn + pages - fewer, fewer, mfn + pages - fewer, type))));
      if (type != P2mType.RAM_RW) {
        simpler.add(List.of(new Map(gfn, pages, mfn, P2mType.RAM_RW)));
      }
      return simpler;
    }
  }

  /** Removes what is mapped at frames. */
  record Unmap(long gfn, long pages) implements Operation {
    @Override
    public void performOn(ComparedP2m p2m) {
      p2m.unmap(gfn, pages);
    }

    @Override
    public String step(Granule granule) {
      return "unmap guest " + range(gfn, pages, granule);
    }

    @Override
    public List<List<Operation>> simpler() {
      List<List<Operation>> simpler = new ArrayList<>();
      shorter(pages).forEach(fewer -> simpler.add(List.of(new Unmap(gfn, fewer))));
      shorter(pages).forEach(fewer -> simpler.add(List.of(new Unmap(gfn + pages - fewer, fewer))));
      return simpler;
    }
  }

  /** Restricts access to frames, and goes on until it is no longer preempted. */
  record Protect(long gfn, long pages, int access, int preemptEvery) implements Operation {
    @Override
    public void performOn(ComparedP2m p2m) {
      p2m.protect(gfn, pages, access, preemptEvery);
    }

    @Override
    public String step(Granule granule) {
      return "protect guest " + range(gfn, pages, granule) + " access " + word(access)
          + (preemptEvery == 0 ? "" : " preempt every " + preemptEvery);
    }

    @Override
    public List<List<Operation>> simpler() {
      List<List<Operation>> simpler = new ArrayList<>();
      shorter(pages)
          .forEach(fewer -> simpler.add(List.of(new Protect(gfn, fewer, access, preemptEvery))));
      if (preemptEvery != 0) {
        simpler.add(List.of(new Protect(gfn, pages, access, 0)));
      }
      return simpler;
    }
  }

  /** Restricts access to mappings made later. */
  record ProtectNewMappings(int access) implements Operation {
    @Override
    public void performOn(ComparedP2m p2m) {
      p2m.protectNewMappings(access);
    }

    @Override
    public String step(Granule granule) {
      return "protect guest default access " + word(access);
    }
  }

  /** Cleans the memory behind frames. */
  record Clean(long gfn, long pages) implements Operation {
    @Override
    public void performOn(ComparedP2m p2m) {
      p2m.clean(gfn, pages);
    }

    @Override
    public String step(Granule granule) {
      return "clean guest " + range(gfn, pages, granule);
    }
  }

  /** Has every use heard of: the start of the domain, or the guest's cache maintenance. */
  record Track(Cause cause) implements Operation {
    /** Why. */
    enum Cause {
      UNPAUSE,
      SET_WAY,
      CACHES_ON,
      CACHES_OFF
    }

    @Override
    public void performOn(ComparedP2m p2m) {
      p2m.track(cause);
    }

    @Override
    public String step(Granule granule) {
      return cause.name().toLowerCase(Locale.ROOT);
    }
  }

  /** Lets an allocation fail. */
  record FailAllocation(long nth) implements Operation {
    @Override
    public void performOn(ComparedP2m p2m) {
      p2m.failAllocation(nth);
    }

    @Override
    public String step(Granule granule) {
      return "fail allocation " + nth;
    }
  }

  /** Allows only so many more tables; all ones lifts the limit. */
  record LimitTables(long tables) implements Operation {
    static final long NO_LIMIT = Long.MAX_VALUE;

    @Override
    public void performOn(ComparedP2m p2m) {
      p2m.limitTables(tables);
    }

    @Override
    public String step(Granule granule) {
      return tables == NO_LIMIT ? "no table limit" : "table limit " + tables;
    }
  }

  /** Looks a frame up. */
  record LookUp(long gfn) implements Operation {
    @Override
    public void performOn(ComparedP2m p2m) {
      p2m.lookUp(gfn);
    }

    @Override
    public String step(Granule granule) {
      return "lookup guest " + hex(gfn << granule.shift());
    }
  }

  /** Several operations under one lock. */
  record Section(List<Operation> operations) implements Operation {
    public Section {
      operations = List.copyOf(operations);
    }

    @Override
    public void performOn(ComparedP2m p2m) {
      p2m.section(operations);
    }

    @Override
    public String step(Granule granule) {
      return operations.stream()
          .map(operation -> "  " + operation.step(granule))
          .collect(Collectors.joining("\n", "lock guest {\n", "\n}"));
    }

    @Override
    public List<List<Operation>> simpler() {
      List<List<Operation>> simpler = new ArrayList<>();
      simpler.add(operations);
      for (int at = 0; at < operations.size(); at++) {
        List<Operation> without = new ArrayList<>(operations);
        Operation removed = without.remove(at);
        simpler.add(List.of(new Section(without)));
        for (List<Operation> replacement : removed.simpler()) {
          List<Operation> replaced = new ArrayList<>(without);
          replaced.addAll(at, replacement);
          simpler.add(List.of(new Section(replaced)));
        }
      }
      return simpler;
    }
  }

  /** One page, then half as many, three quarters, and so on; nothing finer than a 512th is cut off. */
  private static List<Long> shorter(long pages) {
    List<Long> shorter = new ArrayList<>();
    if (pages > 1) {
      shorter.add(1L);
    }
    for (long cut = pages / 2; cut > pages >>> 10 && pages > 2; cut /= 2) {
      shorter.add(pages - cut);
    }
    return shorter;
  }

  private static String range(long gfn, long pages, Granule granule) {
    return hex(gfn << granule.shift()) + " size " + hex(pages << granule.shift());
  }

  private static String word(int access) {
    return access == P2mAccess.DEFAULT_NUMBER
        ? "default"
        : P2mAccess.ofNumber(access).map(P2mAccess::word).orElse(Integer.toString(access));
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
