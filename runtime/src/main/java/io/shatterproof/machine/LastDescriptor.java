package io.shatterproof.machine;

import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.walk.WalkListener;

/** The descriptor at which a walk ended. */
final class LastDescriptor implements WalkListener {
  private long last = S2Descriptor.INVALID;

  @Override
  public void descriptorRead(int level, long pa, long descriptor) {
    last = descriptor;
  }

  /** The descriptor that was read last; an invalid one if none was. */
  long descriptor() {
    return last;
  }
}
