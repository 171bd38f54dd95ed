package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.syntax.PartSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * A part of a scenario, which may come from a template.
 *
 * @param use the use that brings it; empty if the scenario itself has it
 */
record PlacedPart(PartSyntax part, Optional<Place> use) {
  /** A use of a template of parts, and the one around it; each is a place of its own. */
  static final class Place {
    private final TemplateUse use;
    private final Optional<Place> outer;
    private final int depth;

    Place(TemplateUse use, Optional<Place> outer) {
      this.use = use;
      this.outer = outer;
      this.depth = 1 + outer.map(place -> place.depth).orElse(0);
    }

    DiagnosticSink sink(DiagnosticSink scenario) {
      return use.sink(outer.map(place -> place.sink(scenario)).orElse(scenario));
    }
  }

  /** The parts with those of templates in place of their uses; what fits nowhere is reported. */
  static List<PlacedPart> of(List<PartSyntax> parts, Symbols symbols, DiagnosticSink sink) {
    List<PlacedPart> placed = new ArrayList<>();
    add(parts, Optional.empty(), symbols, sink, placed);
    return placed;
  }

  private static void add(
      List<PartSyntax> parts,
      Optional<Place> place,
      Symbols symbols,
      DiagnosticSink sink,
      List<PlacedPart> placed) {
    for (PartSyntax part : parts) {
      boolean isUse = part instanceof PartSyntax.Stray stray
          && stray.statement() instanceof StatementSyntax.UseSyntax;
      if (!isUse) {
        placed.add(new PlacedPart(part, place));
      } else if (placed.size() < Uses.MOST
          && place.map(outer -> outer.depth).orElse(0) < TemplateUse.DEEPEST) {
        StatementSyntax.UseSyntax syntax =
            (StatementSyntax.UseSyntax) ((PartSyntax.Stray) part).statement();
        TemplateUse.of(syntax, true, symbols, sink).ifPresent(use -> {
          Place inner = new Place(use, place);
          DiagnosticSink inside = use.sink(sink);
          add(
              use.template().parts(),
              Optional.of(inner),
              use.template().scope(inside),
              inside,
              placed);
        });
      } else {
        Uses.reportTooMany(part.span(), sink);
      }
    }
  }

  /** What names mean in parts of one scenario, or of one row of it. */
  static final class Environments {
    private final Environment scenario;
    private final IdentityHashMap<Place, Optional<Environment>> inside = new IdentityHashMap<>();

    Environments(Environment scenario) {
      this.scenario = scenario;
    }

    /** What names mean in a part; nothing where a mistake is reported. */
    Optional<Environment> of(PlacedPart part) {
      return part.use().isEmpty() ? Optional.of(scenario) : of(part.use().get());
    }

    private Optional<Environment> of(Place place) {
      Optional<Environment> known = inside.get(place);
      if (known == null) {
        Optional<Environment> user =
            place.outer.isEmpty() ? Optional.of(scenario) : of(place.outer.get());
        known = user.flatMap(place.use::inside);
        inside.put(place, known);
      }
      return known;
    }
  }
}
