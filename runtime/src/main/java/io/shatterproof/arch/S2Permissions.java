package io.shatterproof.arch;

/** What stage 2 lets a guest do through one leaf. */
public record S2Permissions(boolean read, boolean write, boolean execute) {
  public static final S2Permissions NONE = new S2Permissions(false, false, false);

  /** Whether an access of this kind is permitted. */
  public boolean allows(AccessKind kind) {
    return kind.group() == AccessKind.Group.FETCH
        ? execute
        : (read || !kind.reads()) && (write || !kind.writes());
  }

  /** These permissions without those that {@code other} lacks. */
  public S2Permissions and(S2Permissions other) {
    return new S2Permissions(read && other.read, write && other.write, execute && other.execute);
  }

  /** The letters {@code r}, {@code w}, {@code x} of what is permitted, or {@code none}. */
  @Override
  public String toString() {
    String letters = (read ? "r" : "") + (write ? "w" : "") + (execute ? "x" : "");
    return letters.isEmpty() ? "none" : letters;
  }
}
