package io.shatterproof.harness.remote;

import io.shatterproof.arch.Feature;
import io.shatterproof.event.ViolationName;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.KnownDefect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a program introduces itself.
 *
 * @param defects known violations by profile
 */
record Introduction(
    String name,
    Set<Capability> capabilities,
    Set<Feature> features,
    List<String> profiles,
    Map<String, List<KnownDefect>> defects) {
  static final int MAJOR_VERSION = 1;
  static final int MINOR_VERSION = 0;

  /** The version of the protocol that is spoken here. */
  static final String VERSION = MAJOR_VERSION + "." + MINOR_VERSION;

  private static final Pattern VERSION_FORM = Pattern.compile("([0-9]{1,6})\\.([0-9]{1,6})");
  private static final Pattern NAME_FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}");
  private static final int MOST_PROFILES = 64;

  /** Reads the answer to {@code hello}. */
  static Introduction of(FlatObject result) {
    if (result.has("refused")) {
      throw new NonsenseException("it refuses: " + FlatObject.shown(result.text("refused")));
    }
    requireVersion(result.text("protocol"));
    String name = name("name", result.text("name"));
    List<String> profiles = result.texts("profiles");
    if (profiles.size() > MOST_PROFILES) {
      throw new NonsenseException("it has more than " + MOST_PROFILES + " profiles");
    }
    profiles.forEach(profile -> name("profiles", profile));
    Introduction introduction = new Introduction(
        name,
        words("capabilities", result, Spelling.CAPABILITY),
        words("features", result, Spelling.FEATURE),
        List.copyOf(new LinkedHashSet<>(profiles)),
        defects(result));
    result.end();
    return introduction;
  }

  private static void requireVersion(String version) {
    Matcher matcher = VERSION_FORM.matcher(version);
    if (!matcher.matches()) {
      throw FlatObject.unknown("protocol", version);
    }
    if (Integer.parseInt(matcher.group(1)) != MAJOR_VERSION
        || Integer.parseInt(matcher.group(2)) > MINOR_VERSION) {
      throw new NonsenseException("it speaks protocol " + version + ", and here " + VERSION
          + " is spoken; let it answer with the version that it was asked for");
    }
  }

  private static String name(String member, String name) {
    if (!NAME_FORM.matcher(name).matches()) {
      throw FlatObject.unknown(member, name);
    }
    return name;
  }

  private static <E extends Enum<E>> Set<E> words(
      String name, FlatObject result, Spelling<E> spelling) {
    Set<E> constants = new LinkedHashSet<>();
    for (String word : result.texts(name)) {
      E constant = spelling.parse(word);
      if (constant == null) {
        throw FlatObject.unknown(name, word);
      }
      constants.add(constant);
    }
    return Set.copyOf(constants);
  }

  /** Each is {@code profile violation: reason; source}. */
  private static Map<String, List<KnownDefect>> defects(FlatObject result) {
    Map<String, List<KnownDefect>> defects = new HashMap<>();
    for (String text : result.texts("known_defects")) {
      String[] parts = text.split("[ :;]", 3);
      ViolationName violation = parts.length < 3 ? null : Spelling.VIOLATION.parse(parts[1]);
      if (violation == null) {
        throw FlatObject.unknown("known_defects", text);
      }
      String[] why = parts[2].split(";", 2);
      defects
          .computeIfAbsent(parts[0], profile -> new ArrayList<>())
          .add(new KnownDefect(violation, why[0].strip(), why.length < 2 ? "" : why[1].strip()));
    }
    return Map.copyOf(defects);
  }
}
