package io.shatterproof.walk;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessRequest;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
import java.util.Map;

/**
 * Everything that one translation depends on.
 *
 * @param knobs the answer to every open question, as a place among its choices
 * @param memory as it was before
 */
record WalkCase(
    Platform platform,
    RegisterFile registers,
    Map<Knob, Integer> knobs,
    long ipa,
    AccessRequest access,
    AccessAttributes stage1,
    WordMemory memory) {

  int choice(Knob knob) {
    return knobs.getOrDefault(knob, 0);
  }

  @Override
  public String toString() {
    return "platform " + platform.paBits() + " bits " + platform.features() + "\nregisters "
        + registers + "\nknobs " + knobs + "\nipa 0x" + Long.toHexString(ipa) + " " + access
        + "\nstage 1 " + stage1 + "\nmemory\n" + memory;
  }
}
