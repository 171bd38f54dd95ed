package io.shatterproof.reference;

import io.shatterproof.arch.S2Permissions;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What should be mapped, page by page: no tables, no blocks. Kept in chunks only to be fast. */
final class PageMap {
  private static final int CHUNK = 1 << 9;

  private final Map<Long, @Nullable Page[]> chunks = new HashMap<>();
  private long size;

  /**
   * One mapped page.
   *
   * @param readLost whether reading stays forbidden whatever the access says
   */
  record Page(long mfn, P2mType type, P2mAccess access, boolean readLost) {
    S2Permissions permissions() {
      S2Permissions left = type.permissions().and(access.permissions());
      return readLost ? new S2Permissions(false, left.write(), left.execute()) : left;
    }
  }

  @Nullable
  Page at(long gfn) {
    @Nullable Page[] chunk = chunks.get(gfn / CHUNK);
    return chunk == null ? null : chunk[(int) (gfn % CHUNK)];
  }

  /** Maps a frame; what was there. */
  @Nullable
  Page put(long gfn, Page page) {
    return replace(gfn, page);
  }

  /** Makes a frame a hole; what was there. */
  @Nullable
  Page remove(long gfn) {
    return replace(gfn, null);
  }

  private @Nullable Page replace(long gfn, @Nullable Page page) {
    @Nullable Page[] chunk = chunks.computeIfAbsent(gfn / CHUNK, number -> new Page[CHUNK]);
    int index = (int) (gfn % CHUNK);
    Page old = chunk[index];
    chunk[index] = page;
    size += (page == null ? 0 : 1) - (old == null ? 0 : 1);
    return old;
  }

  /** Pages that are mapped. */
  long size() {
    return size;
  }

  void forEach(Consumer<Page> consumer) {
    chunks
        .values()
        .forEach(chunk -> Arrays.stream(chunk).filter(Objects::nonNull).forEach(consumer));
  }

  /** Whether nothing is mapped at any of the frames: a multiple of a chunk's, and aligned. */
  boolean isHole(long gfn, long count) {
    if (count / CHUNK <= chunks.size()) {
      for (long frame = gfn; frame < gfn + count; frame += CHUNK) {
        if (isMapped(chunks.get(frame / CHUNK))) {
          return false;
        }
      }
      return true;
    }
    return chunks.entrySet().stream()
        .filter(chunk -> chunk.getKey() >= gfn / CHUNK && chunk.getKey() < (gfn + count) / CHUNK)
        .noneMatch(chunk -> isMapped(chunk.getValue()));
  }

  private static boolean isMapped(@Nullable Page @Nullable [] chunk) {
    return chunk != null && Arrays.stream(chunk).anyMatch(Objects::nonNull);
  }

  void clear() {
    chunks.clear();
    size = 0;
  }
}
