package io.shatterproof.harness;

/** Stores the new block over the old one. */
final class SkipsTheBreak extends ScriptedP2m {
  @Override
  void update(Session session, int index, long oldDescriptor, long newDescriptor) {
    session.store(index, oldDescriptor, newDescriptor);
    session.flush();
  }
}
