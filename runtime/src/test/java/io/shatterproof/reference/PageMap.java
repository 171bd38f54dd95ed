package io.shatterproof.reference;

import io.shatterproof.arch.S2Permissions;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What should be mapped, page by page: no tables, no blocks. */
final class PageMap {
  private final Map<Long, Page> pages = new HashMap<>();

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
    return pages.get(gfn);
  }

  /** Maps a frame; what was there. */
  @Nullable
  Page put(long gfn, Page page) {
    return pages.put(gfn, page);
  }

  /** Makes a frame a hole; what was there. */
  @Nullable
  Page remove(long gfn) {
    return pages.remove(gfn);
  }

  int size() {
    return pages.size();
  }

  Set<Map.Entry<Long, Page>> entries() {
    return pages.entrySet();
  }

  /** Whether nothing is mapped at any of the frames. */
  boolean isHole(long gfn, long count) {
    if (count > pages.size()) {
      return pages.keySet().stream().noneMatch(mapped -> mapped >= gfn && mapped < gfn + count);
    }
    for (long frame = gfn; frame < gfn + count; frame++) {
      if (pages.containsKey(frame)) {
        return false;
      }
    }
    return true;
  }

  void clear() {
    pages.clear();
  }
}
