package io.shatterproof.reference;

import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Makes one random sequence. Ranges lie around a few places where entries of a level begin, and come
 * back to where others were, so that they meet.
 */
final class OperationGenerator {
  private static final int LONGEST = 16;

  /** Machine frames of plain mappings; tables are elsewhere. */
  private static final long FIRST_FRAME = 0x100_0000;

  /** Frames of other domains, each mapped once. */
  private static final long FIRST_FOREIGN_FRAME = 0x300_0000;

  private static final long FRAMES_OF_A_KIND = 1L << 20;

  private final TreeShape shape;
  private final ReleaseRules release;
  private final Random random;
  private final Random tracking;
  private final List<P2mType> types;
  private final boolean usesAccess;
  private final List<Long> places = new ArrayList<>();
  private final List<Long> earlierFrames = new ArrayList<>();
  private final List<Long> earlierPages = new ArrayList<>();
  private long nextForeign = FIRST_FOREIGN_FRAME;
  private boolean limited;
  private @Nullable Range lastRestricted;

  OperationGenerator(TreeShape shape, Profile profile, long seed) {
    this.shape = shape;
    this.release = ReleaseRules.of(profile);
    this.random = new Random(seed * 0x9e37_79b9_7f4a_7c15L); // neighbouring seeds begin alike
    this.tracking = new Random(seed);
    this.types = profile.types().types();
    this.usesAccess = random.nextInt(5) < 2;
    List<Long> beginnings = new ArrayList<>(List.of(4 * shape.pages(2), shape.frames()));
    for (int level = Math.max(0, shape.startLevel() - 1); level < 2; level++) {
      beginnings.add(shape.pages(level)); // of an entry, or of the second start table
    }
    places.add(beginnings.get(random.nextInt(beginnings.size())));
    places.add(beginnings.get(random.nextInt(beginnings.size())));
  }

  List<Operation> sequence() {
    int length = 4 + random.nextInt(LONGEST - 3);
    List<Operation> sequence = new ArrayList<>();
    sequence.add(random.nextInt(12) == 0 ? mapLargestBlock() : map());
    while (sequence.size() < length) {
      sequence.add(operation());
    }
    addTracking(sequence);
    return sequence;
  }

  /** What else is done is the same with and without it. */
  private void addTracking(List<Operation> sequence) {
    Operation.Track.Cause[] causes = Operation.Track.Cause.values();
    for (int at = sequence.size(); at > 0 && release.lazy(); at--) {
      if (tracking.nextInt(6) == 0) {
        sequence.add(at, new Operation.Track(causes[tracking.nextInt(causes.length)]));
      }
    }
  }

  private Operation operation() {
    int chosen = random.nextInt(100);
    if (limited && random.nextInt(3) == 0) {
      limited = false;
      return new Operation.LimitTables(Operation.LimitTables.NO_LIMIT);
    }
    if (chosen < 12) {
      List<Operation> inside = new ArrayList<>();
      int count = 2 + random.nextInt(4);
      while (inside.size() < count) {
        inside.add(inSection());
      }
      return new Operation.Section(inside);
    }
    if (chosen < 16) {
      boolean justBeyond = shape.hasTwoStartTables() && random.nextInt(3) == 0;
      return new Operation.LookUp(justBeyond ? shape.frames() : range(1).gfn);
    }
    if (chosen < 20) {
      Range range = range(pages());
      return new Operation.Clean(range.gfn, range.pages);
    }
    if (chosen < 23) {
      limited = true;
      return new Operation.LimitTables(random.nextInt(3));
    }
    return inSection();
  }

  private Operation inSection() {
    int chosen = random.nextInt(100);
    if (chosen < 42) {
      return map();
    }
    if (chosen < 66) {
      Range range = range(pages());
      return new Operation.Unmap(range.gfn, range.pages);
    }
    if (chosen < 78) {
      return new Operation.FailAllocation(1 + random.nextInt(3));
    }
    return usesAccess ? restriction() : map();
  }

  private Operation restriction() {
    int access = random.nextInt(P2mAccess.DEFAULT_NUMBER + 2); // the last is none
    if (random.nextInt(4) == 0) {
      return new Operation.ProtectNewMappings(access);
    }
    Range range = range(random.nextBoolean() ? 1 + random.nextInt(200) : pages());
    if (lastRestricted != null && random.nextBoolean()) {
      range = lastRestricted;
    }
    lastRestricted = range;
    return new Operation.Protect(range.gfn, range.pages, access, random.nextInt(3));
  }

  private Operation map() {
    if (!usesAccess && random.nextInt(40) == 0) {
      return mapLargestBlock();
    }
    P2mType type = type();
    if (type.isForeign()) {
      // Before the rework a failure of several would be taken back, and released, twice.
      Range range = range(release.takesBack() ? 1 : 1 + random.nextInt(4));
      long mfn = nextForeign;
      nextForeign += range.pages;
      return new Operation.Map(range.gfn, range.pages, mfn, type);
    }
    Range range = range(pages());
    long kind = random.nextInt(3) * FRAMES_OF_A_KIND;
    long congruent = FIRST_FRAME + kind + (range.gfn & (FRAMES_OF_A_KIND - 1));
    return new Operation.Map(
        range.gfn, range.pages, random.nextInt(4) == 0 ? congruent + 1 : congruent, type);
  }

  private Operation mapLargestBlock() {
    long size = shape.pages(shape.hasBlocksOfLevel1() ? 1 : 2);
    Range range = range(size);
    long gfn = Math.min(range.gfn & -size, shape.frames() - size);
    return new Operation.Map(gfn, size, FIRST_FRAME, P2mType.RAM_RW);
  }

  private P2mType type() {
    return switch (random.nextInt(8)) {
      case 0, 1, 2, 3 -> P2mType.RAM_RW;
      case 4, 5 -> P2mType.FOREIGN;
      default -> types.get(random.nextInt(types.size()));
    };
  }

  private long pages() {
    long block = shape.pages(2);
    return switch (random.nextInt(16)) {
      case 0, 1, 2 -> block;
      case 3 -> 2 * block;
      case 4 -> block + 1 + random.nextInt(3);
      case 5 -> block - 1 - random.nextInt(3);
      case 6, 7, 8, 9 -> 2 + random.nextInt(80);
      default -> 1;
    };
  }

  /** A range in which there is something to meet; whole blocks are often aligned. */
  private Range range(long pages) {
    long block = shape.pages(2);
    long gfn;
    if (!earlierFrames.isEmpty() && random.nextInt(5) < 3) {
      int earlier = random.nextInt(earlierFrames.size());
      gfn = earlierFrames.get(earlier);
      gfn += random.nextInt(3) == 0
          ? Math.floorMod(random.nextLong(), earlierPages.get(earlier))
          : nudge(2);
    } else {
      gfn = places.get(random.nextInt(places.size())) + (random.nextInt(4) - 2) * block + nudge(8);
    }
    if (pages % block == 0 && random.nextInt(3) > 0) {
      gfn &= -block;
    }
    boolean goesBeyond = shape.hasTwoStartTables() && random.nextInt(4) == 0;
    long end = shape.frames() + (goesBeyond ? 4 : 0);
    gfn = Math.max(0, Math.min(gfn, end - 1));
    Range range = new Range(gfn, Math.min(pages, end - gfn));
    earlierFrames.add(range.gfn);
    earlierPages.add(range.pages);
    return range;
  }

  /** Nothing, or up to so many frames to either side. */
  private long nudge(int most) {
    return random.nextBoolean() ? 0 : random.nextInt(2 * most + 1) - most;
  }

  private record Range(long gfn, long pages) {}
}
