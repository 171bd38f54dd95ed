package io.shatterproof.compiler.backend.junit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.P2mAccess;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;

/** The platforms and domains of a test class, each a constant. Not thread-safe. */
final class SetupPrinter {
  private final JavaNames names;
  private final Map<Object, FieldSpec> constants = new LinkedHashMap<>();

  SetupPrinter(JavaNames names) {
    this.names = names;
  }

  /** Name of the constant that holds a platform. */
  String platform(Platform platform) {
    return constants
        .computeIfAbsent(
            platform, key -> constant(Platform.class, platform.name(), platformValue(platform)))
        .name();
  }

  /** Name of the constant that holds a domain. */
  String domain(DomainConfig config) {
    return constants
        .computeIfAbsent(
            config, key -> constant(DomainConfig.class, config.name(), domainValue(config)))
        .name();
  }

  /** The constants in order of first use. */
  List<FieldSpec> constants() {
    return List.copyOf(constants.values());
  }

  private FieldSpec constant(Class<?> type, String name, CodeBlock value) {
    return FieldSpec.builder(type, names.constant(name))
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(value)
        .build();
  }

  private static CodeBlock platformValue(Platform platform) {
    CodeBlock features = platform.features().stream()
        .map(feature -> CodeBlock.of("$T.$L", Feature.class, feature.name()))
        .collect(CodeBlock.joining(", "));
    CodeBlock value = CodeBlock.of(
        "new $T(\n$>$>$L, $L, $L, $T.of($L), $T.$L, $T.$L, new $T<>())$<$<",
        Platform.class,
        Literals.string(platform.name()),
        platform.pes(),
        platform.paBits(),
        Set.class,
        features,
        Platform.Coherence.class,
        platform.walker().name(),
        Platform.Iommu.class,
        platform.iommu().name(),
        TreeMap.class);
    if (platform.choices().isEmpty()) {
      return value;
    }
    CodeBlock.Builder choices = CodeBlock.builder();
    platform
        .choices()
        .forEach((knob, choice) -> choices.add(
            "$L$T.entry($L, $L)",
            choices.isEmpty() ? "" : ", ",
            Map.class,
            Literals.string(knob),
            Literals.string(choice)));
    return CodeBlock.of("$L\n.withChoices($T.ofEntries($L))", value, Map.class, choices.build());
  }

  private static CodeBlock domainValue(DomainConfig config) {
    Stage2Geometry geometry = config.geometry();
    CodeBlock shape = CodeBlock.of(
        "new $T($T.$L, $L, $L, $L, $L)",
        Stage2Geometry.class,
        Granule.class,
        geometry.granule().name(),
        geometry.ipaBits(),
        geometry.startLevel(),
        geometry.concatenatedTables(),
        geometry.outputBits());
    String runsOn =
        String.join(", ", config.runsOn().stream().map(String::valueOf).toList());
    CodeBlock vmid = config.vmid().isPresent()
        ? CodeBlock.of("$T.of($L)", OptionalInt.class, config.vmid().getAsInt())
        : CodeBlock.of("$T.empty()", OptionalInt.class);
    return CodeBlock.of(
        "new $T(\n$>$>$L, $L,\n$L,\n$L, $T.of($L), $L, $L, $T.$L)$<$<",
        DomainConfig.class,
        Literals.string(config.name()),
        Literals.string(config.profile()),
        shape,
        config.operatedBy(),
        List.class,
        runsOn,
        config.usesIommu(),
        vmid,
        P2mAccess.class,
        config.defaultAccess().name());
  }
}
