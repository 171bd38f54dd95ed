package io.shatterproof.cli;

import io.shatterproof.event.ViolationName;
import io.shatterproof.harness.WaivedViolation;
import io.shatterproof.vector.CountText;
import java.util.ArrayList;
import java.util.List;

/** What became of the names that a scenario waives, in words. */
final class WaiverRemarks {
  private WaiverRemarks() {}

  /** A remark for each name that occurred, then one for those that a scenario need not waive. */
  static List<String> of(List<WaivedViolation> waived) {
    List<String> remarks = new ArrayList<>();
    List<String> idle = new ArrayList<>();
    List<ViolationName> names = waived.stream().map(WaivedViolation::name).toList();
    boolean hasGroup = names.containsAll(ViolationName.OF_BREAK_BEFORE_MAKE);
    boolean groupOccurs = false;
    for (WaivedViolation one : waived) {
      boolean isOfGroup = hasGroup && ViolationName.OF_BREAK_BEFORE_MAKE.contains(one.name());
      if (one.times() > 0) {
        remarks.add("waived: " + one.name().word() + ", " + CountText.of(one.times(), "time"));
        groupOccurs |= isOfGroup;
      } else if (!isOfGroup) {
        idle.add(one.name().word());
      }
    }
    if (hasGroup && !groupOccurs) {
      idle.add(0, "bbm");
    }
    if (!idle.isEmpty()) {
      remarks.add("waived, and did not occur: " + String.join(", ", idle));
    }
    return remarks;
  }
}
