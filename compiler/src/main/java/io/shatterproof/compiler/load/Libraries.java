package io.shatterproof.compiler.load;

import java.net.URL;
import java.util.List;
import java.util.Optional;

/**
 * Where files are looked for that are not in the source root: folders {@code p2m} of jars and
 * folders.
 */
public interface Libraries {

  /**
   * The first file of a name, which may have to be fetched.
   *
   * @param name from the folder {@code p2m} on, this folder included
   */
  Optional<URL> find(String name);

  /**
   * The same without fetching anything. Asked for a file that another one hides, so that nothing depends
   * on whether it is found.
   */
  Optional<URL> findAtHand(String name);

  /**
   * What {@link #find} looks at, one line each, for whoever misses a file; empty if nobody would
   * know it.
   */
  List<String> places();

  /** The library that {@link #find} stops at, since it cannot be looked at. */
  default Optional<LibraryDamage> damage() {
    return Optional.empty();
  }

  /** What to say of the library of a file that was found in it but cannot be read. */
  default LibraryDamage damageOf(URL jar) {
    return new LibraryDamage(Library.pathOf(jar), "replace it by a whole one");
  }

  /** The folders of a class path. */
  static Libraries of(ClassLoader classPath) {
    return new Libraries() {
      @Override
      public Optional<URL> find(String name) {
        return Optional.ofNullable(classPath.getResource(name));
      }

      @Override
      public Optional<URL> findAtHand(String name) {
        return find(name);
      }

      @Override
      public List<String> places() {
        return List.of();
      }
    };
  }
}
