package io.shatterproof.sets;

import io.shatterproof.sets.SetDifference.Changed;
import io.shatterproof.sets.SetDifference.Entry;
import io.shatterproof.sets.SetDifference.Reworded;
import io.shatterproof.vector.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The difference of two sets as JSON Lines: a line for each vector, then one that counts. */
public final class DifferenceJson {
  private DifferenceJson() {}

  /** A vector that is in one set only. */
  public static String line(Entry entry, boolean isAdded) {
    return text(begin(isAdded ? "added" : "removed", entry.id())
        .member("title", entry.title())
        .member("at", entry.place()));
  }

  /** A vector in other words. */
  public static String line(Reworded reworded) {
    CanonicalJson json = begin(
            reworded.isRenamed() ? "renamed" : "reworded", reworded.after().id())
        .member("title", reworded.after().title());
    if (reworded.isRenamed()) {
      json.member("old_title", reworded.before().title());
    }
    return text(json.textsUnlessEmpty("differs", reworded.differences()));
  }

  /**
   * A vector with another meaning.
   *
   * @param difference of the scenarios, as {@code diff -u} writes it
   */
  public static String line(Changed changed, List<String> difference) {
    return text(begin("changed", changed.after().id())
        .member("old_id", changed.before().id())
        .member("title", changed.after().title())
        .member("old_title", changed.before().title())
        .member("matched_by", changed.match().word())
        .textsUnlessEmpty("difference", difference));
  }

  /** How many there are of each kind. */
  public static String summary(SetDifference difference) {
    return text(new CanonicalJson()
        .beginObject()
        .member("same", difference.same())
        .member("reworded", difference.reworded().size())
        .member("changed", difference.changed().size())
        .member("removed", difference.removed().size())
        .member("added", difference.added().size()));
  }

  private static CanonicalJson begin(String change, String id) {
    return new CanonicalJson().beginObject().member("change", change).member("id", id);
  }

  private static String text(CanonicalJson json) {
    return new String(json.endObject().toBytes(), StandardCharsets.UTF_8);
  }
}
