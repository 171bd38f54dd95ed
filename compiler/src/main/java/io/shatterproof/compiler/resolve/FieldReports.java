package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Field;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.NameSyntax;
import java.util.List;
import java.util.Map;

/**
 * What can be wrong with a field that is named, of a register or of a descriptor.
 *
 * @param subject what has the fields, in messages
 */
record FieldReports(DiagnosticSink sink, String subject) {

  /** There is no such field. */
  void unknown(NameSyntax name, List<String> words) {
    sink.report(Diagnostic.of(
            Code.UNKNOWN_FIELD, name.span(), subject + " has no field `" + name.text() + "`")
        .withMeant(name.text(), words));
  }

  /** Keeps a value; false if the field has one already, which is reported. */
  boolean add(Map<Field, Spanned<Long>> values, Field field, Spanned<Long> value) {
    Spanned<Long> earlier = values.putIfAbsent(field, value);
    if (earlier != null) {
      sink.report(Diagnostic.of(
              Code.DUPLICATE_PROPERTY, value.span(), "`" + field.word() + "` is given twice")
          .withNote("first given at", earlier.span()));
    }
    return earlier == null;
  }

  /** The platform lacks the feature of a field. */
  void needsFeature(Span span, String field, String needed, String feature, String platform) {
    sink.report(Diagnostic.of(
            Code.FIELD_NEEDS_FEATURE,
            span,
            field + " needs " + needed + ", which platform `" + platform + "` does not have")
        .withHelp("add `" + feature + "` to the features of the platform, or `unchecked` to the"
            + " regime"));
  }
}
