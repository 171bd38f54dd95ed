package io.shatterproof.cli;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.FeatureRules;
import io.shatterproof.compiler.diagnostic.Spelling;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The features of the command line: names with commas between them, {@code all} or {@code none}.
 *
 * @param features those that are there
 */
record FeatureSet(Set<Feature> features) {

  static FeatureSet all() {
    return new FeatureSet(EnumSet.allOf(Feature.class));
  }

  /** For a line that tells what is assumed. */
  String words() {
    if (features.size() == Feature.values().length) {
      return "all features";
    }
    return features.isEmpty()
        ? "no features"
        : "features " + String.join(", ", features.stream().map(Feature::word).toList());
  }

  /** Reads it; the prefix {@code FEAT_} may be there, and case is free. */
  static final class Parser implements ITypeConverter<FeatureSet> {
    @Override
    public FeatureSet convert(String text) {
      return switch (text) {
        case "all" -> all();
        case "none" -> new FeatureSet(EnumSet.noneOf(Feature.class));
        default -> {
          Set<Feature> features = EnumSet.noneOf(Feature.class);
          for (String name : text.split(",", -1)) {
            features.add(feature(name));
          }
          features.forEach(feature -> check(feature, features));
          yield new FeatureSet(features);
        }
      };
    }

    /** Rule: some features need others, and two levels of one feature are not both there. */
    private static void check(Feature feature, Set<Feature> features) {
      FeatureRules.neededBy(feature)
          .filter(needed -> !features.contains(needed))
          .ifPresent(needed -> {
            throw new TypeConversionException(
                feature.word() + " needs " + needed.word() + ", which is not in the list");
          });
      features.stream()
          .filter(other -> FeatureRules.exclude(feature, other))
          .findFirst()
          .ifPresent(other -> {
            throw new TypeConversionException(feature.word() + " and " + other.word()
                + " are levels of the same feature; name the higher one");
          });
    }

    private static Feature feature(String name) {
      String word = name.strip().toLowerCase(Locale.ROOT).replaceFirst("^feat_", "");
      List<String> known = new ArrayList<>();
      for (Feature feature : Feature.values()) {
        if (feature.word().equals(word)) {
          return feature;
        }
        known.add(feature.word());
      }
      throw new TypeConversionException("unknown feature '" + name + "'"
          + Spelling.nearest(word, known)
              .map(near -> "; did you mean " + near + "?")
              .orElse("; known are " + String.join(", ", known)));
    }
  }
}
