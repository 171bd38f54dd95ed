package io.shatterproof.harness.remote;

import io.shatterproof.arch.AccessReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a program answered to one call.
 *
 * @param result members of the result, those asked for that say which call it answers
 * @param reports what accesses met
 * @param tables what table pages hold; null where nothing was said of any
 */
record Answer(
    FlatObject result, List<AccessReport> reports, @Nullable TableWords tables) {
  static Answer of(FlatObject result) {
    return new Answer(result, List.of(), null);
  }
}
