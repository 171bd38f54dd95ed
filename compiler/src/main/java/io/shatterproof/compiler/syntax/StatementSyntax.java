package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/** A step or an expectation. */
public sealed interface StatementSyntax
    permits EntrySyntax,
        MeanwhileSyntax,
        StatementSyntax.LabelledSyntax,
        StatementSyntax.ArchitecturalSyntax,
        StatementSyntax.Claiming,
        StatementSyntax.LockSyntax,
        StatementSyntax.TablesLeftSyntax,
        StatementSyntax.FailAllocationSyntax,
        StatementSyntax.ListenerSyntax,
        StatementSyntax.UnpauseSyntax,
        StatementSyntax.SetWaySyntax,
        StatementSyntax.CachesSyntax,
        StatementSyntax.EmulateSyntax,
        StatementSyntax.InvalidateRootSyntax,
        StatementSyntax.ResolveSyntax,
        StatementSyntax.EnterSyntax,
        StatementSyntax.LeaveSyntax,
        StatementSyntax.PutAtSyntax,
        StatementSyntax.AbortSyntax,
        StatementSyntax.PerformSyntax,
        StatementSyntax.LookupSyntax,
        StatementSyntax.LookupHoleSyntax,
        StatementSyntax.GuestAccessSyntax,
        StatementSyntax.StoredWordSyntax,
        StatementSyntax.RestrictionSyntax,
        StatementSyntax.StatsSyntax,
        StatementSyntax.EventsSyntax,
        StatementSyntax.CountsSyntax,
        StatementSyntax.ViolationSyntax,
        StatementSyntax.NoEventSyntax,
        StatementSyntax.NoViolationSyntax,
        StatementSyntax.ReturnedSyntax,
        StatementSyntax.UseSyntax {

  Span span();

  /** {@code label: step}. */
  record LabelledSyntax(Span span, NameSyntax label, StatementSyntax step)
      implements StatementSyntax {}

  /** {@code use template(arguments)}. */
  record UseSyntax(Span span, NameSyntax template, List<ExpressionSyntax> arguments)
      implements StatementSyntax {
    public UseSyntax {
      arguments = List.copyOf(arguments);
    }
  }

  /** What a PE executes under bare tables: that of the part, where none is said. */
  sealed interface ArchitecturalSyntax extends StatementSyntax {

    Optional<ExpressionSyntax> pe();
  }

  /**
   * {@code store P := word same contents}, or {@code swap}.
   *
   * @param isExchange whether it is {@code swap}
   * @param sameContents where that is said
   */
  record StoreSyntax(
      Span span,
      Optional<ExpressionSyntax> pe,
      boolean isExchange,
      NameSyntax entry,
      Optional<ExpressionSyntax> at,
      NewWordSyntax word,
      Optional<Span> sameContents)
      implements ArchitecturalSyntax {}

  /**
   * {@code page pa { ... }} and its like.
   *
   * @param kind {@code invalid}, {@code raw}, {@code page}, {@code block} or {@code table}
   * @param value absent for {@code invalid} only; for a table its address or the name of one
   * @param fields of a page, a block or a table
   */
  record NewWordSyntax(
      Span span, String kind, Optional<ExpressionSyntax> value, List<FieldSyntax> fields) {
    public NewWordSyntax {
      fields = List.copyOf(fields);
    }
  }

  /**
   * {@code tlbi OP address level 3 asid 5}.
   *
   * @param address of an IPA or a VA
   * @param options as written, the same one perhaps twice
   */
  record TlbiSyntax(
      Span span,
      Optional<ExpressionSyntax> pe,
      NameSyntax operation,
      Optional<ExpressionSyntax> address,
      List<TlbiOptionSyntax> options)
      implements ArchitecturalSyntax {
    public TlbiSyntax {
      options = List.copyOf(options);
    }
  }

  /** What stands behind the address of a TLB maintenance operation. */
  sealed interface TlbiOptionSyntax {
    Span span();
  }

  /** {@code operand 0x1234}: the whole register. */
  record TlbiOperandSyntax(Span span, ExpressionSyntax value) implements TlbiOptionSyntax {}

  /** {@code level 3}. */
  record TlbiLevelSyntax(Span span, LevelSyntax level) implements TlbiOptionSyntax {}

  /** {@code granule 4K}. */
  record TlbiGranuleSyntax(Span span, ExpressionSyntax bytes) implements TlbiOptionSyntax {}

  /** {@code size 64K}. */
  record TlbiSizeSyntax(Span span, ExpressionSyntax bytes) implements TlbiOptionSyntax {}

  /** {@code asid 5}. */
  record TlbiAsidSyntax(Span span, ExpressionSyntax asid) implements TlbiOptionSyntax {}

  /** {@code dsb ish}. */
  record DsbSyntax(Span span, Optional<ExpressionSyntax> pe, NameSyntax option)
      implements ArchitecturalSyntax {}

  /** {@code isb}. */
  record IsbSyntax(Span span, Optional<ExpressionSyntax> pe) implements ArchitecturalSyntax {}

  /** {@code dc cvac P}. */
  record DcSyntax(
      Span span,
      Optional<ExpressionSyntax> pe,
      NameSyntax operation,
      NameSyntax entry,
      Optional<ExpressionSyntax> at)
      implements ArchitecturalSyntax {}

  /** {@code free T}. */
  record FreeSyntax(
      Span span,
      Optional<ExpressionSyntax> pe,
      NameSyntax table,
      Optional<ExpressionSyntax> at,
      Optional<ExpressionSyntax> size)
      implements ArchitecturalSyntax {}

  /** A step that may say what it returns. */
  sealed interface Claiming extends StatementSyntax {

    Optional<ClaimSyntax> claim();

    /** This with what it returns. */
    StatementSyntax withClaim(ClaimSyntax returned);
  }

  /** {@code create D and n more}. */
  record CreateSyntax(
      Span span, NameSyntax domain, Optional<ExpressionSyntax> more, Optional<ClaimSyntax> claim)
      implements Claiming {
    @Override
    public CreateSyntax withClaim(ClaimSyntax returned) {
      return new CreateSyntax(span.to(returned.span()), domain, more, Optional.of(returned));
    }
  }

  /** {@code unpause D}. */
  record UnpauseSyntax(Span span, NameSyntax domain) implements StatementSyntax {}

  /** {@code pool D size n preempt every n}. */
  record PoolSyntax(
      Span span,
      NameSyntax domain,
      ExpressionSyntax size,
      Optional<ExpressionSyntax> preemptEvery,
      Optional<ClaimSyntax> claim)
      implements Claiming {
    @Override
    public PoolSyntax withClaim(ClaimSyntax returned) {
      return new PoolSyntax(
          span.to(returned.span()), domain, size, preemptEvery, Optional.of(returned));
    }
  }

  /** {@code map D ipa size n to pa ... access A}. */
  record MapSyntax(
      Span span,
      NameSyntax domain,
      ExpressionSyntax ipa,
      ExpressionSyntax size,
      ExpressionSyntax pa,
      AttributesSyntax attributes,
      Optional<NameSyntax> access,
      Optional<ClaimSyntax> claim)
      implements Claiming {
    @Override
    public MapSyntax withClaim(ClaimSyntax returned) {
      return new MapSyntax(
          span.to(returned.span()),
          domain,
          ipa,
          size,
          pa,
          attributes,
          access,
          Optional.of(returned));
    }
  }

  /** {@code populate D ipa size n ...}. */
  record PopulateSyntax(
      Span span,
      NameSyntax domain,
      ExpressionSyntax ipa,
      ExpressionSyntax size,
      AttributesSyntax attributes,
      Optional<ClaimSyntax> claim)
      implements Claiming {
    @Override
    public PopulateSyntax withClaim(ClaimSyntax returned) {
      return new PopulateSyntax(
          span.to(returned.span()), domain, ipa, size, attributes, Optional.of(returned));
    }
  }

  /** {@code invalidate root D}. */
  record InvalidateRootSyntax(Span span, NameSyntax domain) implements StatementSyntax {}

  /** {@code resolve D ipa -> resolved}. */
  record ResolveSyntax(
      Span span, NameSyntax domain, ExpressionSyntax ipa, Optional<NameSyntax> answer)
      implements StatementSyntax {}

  /** {@code unmap D ipa size n from pa}. */
  record UnmapSyntax(
      Span span,
      NameSyntax domain,
      ExpressionSyntax ipa,
      ExpressionSyntax size,
      Optional<ExpressionSyntax> pa,
      Optional<ClaimSyntax> claim)
      implements Claiming {
    @Override
    public UnmapSyntax withClaim(ClaimSyntax returned) {
      return new UnmapSyntax(
          span.to(returned.span()), domain, ipa, size, pa, Optional.of(returned));
    }
  }

  /** {@code lock D { ... }}. */
  record LockSyntax(Span span, NameSyntax domain, List<StatementSyntax> body)
      implements StatementSyntax {
    public LockSyntax {
      body = List.copyOf(body);
    }
  }

  /** {@code tables left n}. */
  record TablesLeftSyntax(Span span, ExpressionSyntax tables) implements StatementSyntax {}

  /** {@code fail allocation n}. */
  record FailAllocationSyntax(Span span, ExpressionSyntax nth) implements StatementSyntax {}

  /**
   * {@code protect D ipa size n access A continued at n preempt every n}.
   *
   * @param access a word or a number
   */
  record ProtectSyntax(
      Span span,
      NameSyntax domain,
      ExpressionSyntax ipa,
      ExpressionSyntax size,
      ExpressionSyntax access,
      Optional<ExpressionSyntax> continuedAt,
      Optional<ExpressionSyntax> preemptEvery,
      Optional<ClaimSyntax> claim)
      implements Claiming {
    @Override
    public ProtectSyntax withClaim(ClaimSyntax returned) {
      return new ProtectSyntax(
          span.to(returned.span()),
          domain,
          ipa,
          size,
          access,
          continuedAt,
          preemptEvery,
          Optional.of(returned));
    }
  }

  /**
   * {@code protect D default access A}.
   *
   * @param access a word or a number
   */
  record ProtectNewSyntax(
      Span span, NameSyntax domain, ExpressionSyntax access, Optional<ClaimSyntax> claim)
      implements Claiming {
    @Override
    public ProtectNewSyntax withClaim(ClaimSyntax returned) {
      return new ProtectNewSyntax(span.to(returned.span()), domain, access, Optional.of(returned));
    }
  }

  /** {@code listener D connected required}. */
  record ListenerSyntax(Span span, NameSyntax domain, List<NameSyntax> words)
      implements StatementSyntax {
    public ListenerSyntax {
      words = List.copyOf(words);
    }
  }

  /** {@code clean D ipa size n continued at n preempt every n}. */
  record CleanSyntax(
      Span span,
      NameSyntax domain,
      ExpressionSyntax ipa,
      ExpressionSyntax size,
      Optional<ExpressionSyntax> continuedAt,
      Optional<ExpressionSyntax> preemptEvery,
      Optional<ClaimSyntax> claim)
      implements Claiming {
    @Override
    public CleanSyntax withClaim(ClaimSyntax returned) {
      return new CleanSyntax(
          span.to(returned.span()),
          domain,
          ipa,
          size,
          continuedAt,
          preemptEvery,
          Optional.of(returned));
    }
  }

  /** {@code relinquish D preempt every n}. */
  record RelinquishSyntax(
      Span span,
      NameSyntax domain,
      Optional<ExpressionSyntax> preemptEvery,
      Optional<ClaimSyntax> claim)
      implements Claiming {
    @Override
    public RelinquishSyntax withClaim(ClaimSyntax returned) {
      return new RelinquishSyntax(
          span.to(returned.span()), domain, preemptEvery, Optional.of(returned));
    }
  }

  /** {@code teardown D preempt every n}. */
  record TeardownSyntax(
      Span span,
      NameSyntax domain,
      Optional<ExpressionSyntax> preemptEvery,
      Optional<ClaimSyntax> claim)
      implements Claiming {
    @Override
    public TeardownSyntax withClaim(ClaimSyntax returned) {
      return new TeardownSyntax(
          span.to(returned.span()), domain, preemptEvery, Optional.of(returned));
    }
  }

  /** {@code destroy D}. */
  record DestroySyntax(Span span, NameSyntax domain, Optional<ClaimSyntax> claim)
      implements Claiming {
    @Override
    public DestroySyntax withClaim(ClaimSyntax returned) {
      return new DestroySyntax(span.to(returned.span()), domain, Optional.of(returned));
    }
  }

  /** {@code emulate D ipa size n}. */
  record EmulateSyntax(Span span, NameSyntax domain, ExpressionSyntax ipa, ExpressionSyntax size)
      implements StatementSyntax {}

  /** {@code pe n enters D vcpu m}. */
  record EnterSyntax(
      Span span, ExpressionSyntax pe, NameSyntax domain, Optional<ExpressionSyntax> vcpu)
      implements StatementSyntax {}

  /** {@code pe n set way D}. */
  record SetWaySyntax(Span span, ExpressionSyntax pe, NameSyntax domain)
      implements StatementSyntax {}

  /** {@code pe n caches D on} or {@code off}. */
  record CachesSyntax(Span span, ExpressionSyntax pe, NameSyntax domain, boolean isOn)
      implements StatementSyntax {}

  /** {@code pe n leaves}. */
  record LeaveSyntax(Span span, ExpressionSyntax pe) implements StatementSyntax {}

  /** {@code pe n abort D ipa read { ... } -> outcome}; {@code access} is its word. */
  record AbortSyntax(
      Span span,
      ExpressionSyntax pe,
      NameSyntax domain,
      ExpressionSyntax ipa,
      String access,
      List<CircumstanceSyntax> circumstances,
      Optional<NameSyntax> outcome)
      implements StatementSyntax {
    public AbortSyntax {
      circumstances = List.copyOf(circumstances);
    }
  }

  /**
   * What the registers tell of an abort.
   *
   * @param fault words of the class of fault, one space between; only of {@link
   *     CircumstanceKind#FAULT}
   */
  record CircumstanceSyntax(Span span, CircumstanceKind kind, String fault) {}

  /** Of what a circumstance tells. */
  enum CircumstanceKind {
    FAULT,
    STAGE1_WALK,
    STAGE1_FAILS,
    NO_SYNDROME,
    EXTERNAL_ABORT
  }

  /**
   * {@code lookup D ipa is pa ...}.
   *
   * @param pa absent for {@code somewhere}
   */
  record LookupSyntax(
      Span span,
      NameSyntax domain,
      ExpressionSyntax ipa,
      Optional<ExpressionSyntax> pa,
      Optional<NameSyntax> permissions,
      Optional<NameSyntax> type,
      Optional<NameSyntax> access,
      Optional<ExpressionSyntax> order)
      implements StatementSyntax {}

  /** {@code lookup D ipa is hole ...}. */
  record LookupHoleSyntax(
      Span span, NameSyntax domain, ExpressionSyntax ipa, Optional<ExpressionSyntax> order)
      implements StatementSyntax {}

  /** {@code pe n read D address ...}: with a verdict an expectation, else a step. */
  record GuestAccessSyntax(Span span, ExpressionSyntax pe, AccessSyntax access)
      implements StatementSyntax {}

  /** {@code write R address} on the PE of its part. */
  record PerformSyntax(Span span, AccessSyntax access) implements StatementSyntax {}

  /** {@code pe n at el1 with R}. */
  record PutAtSyntax(Span span, ExpressionSyntax pe, NameSyntax level, NameSyntax regime)
      implements StatementSyntax {}

  /** {@code msr hcr_el2 = value}. */
  record WriteRegisterSyntax(
      Span span, Optional<ExpressionSyntax> pe, NameSyntax register, ExpressionSyntax value)
      implements ArchitecturalSyntax {}

  /**
   * {@code stored P is page pa { ... }} and its like, or {@code stored D level n of ipa is ...}.
   *
   * @param subject an entry, or with a place a domain
   * @param kind its word
   */
  record StoredWordSyntax(
      Span span,
      NameSyntax subject,
      Optional<TablePlaceSyntax> place,
      Optional<ExpressionSyntax> at,
      String kind,
      Optional<ExpressionSyntax> value,
      Optional<ExpressionSyntax> mask,
      List<FieldSyntax> fields)
      implements StatementSyntax {
    public StoredWordSyntax {
      fields = List.copyOf(fields);
    }
  }

  /** {@code level n of ipa}. */
  record TablePlaceSyntax(ExpressionSyntax level, ExpressionSyntax ipa) {}

  /**
   * {@code access D ipa is A} or {@code access D ipa fails with E}.
   *
   * @param ipa absent for {@code default}
   * @param isError whether the answer is the name of an error
   */
  record RestrictionSyntax(
      Span span,
      NameSyntax domain,
      Optional<ExpressionSyntax> ipa,
      NameSyntax answer,
      boolean isError)
      implements StatementSyntax {}

  /** {@code stats D { ... }}. */
  record StatsSyntax(Span span, NameSyntax domain, List<FigureSyntax> figures)
      implements StatementSyntax {
    public StatsSyntax {
      figures = List.copyOf(figures);
    }
  }

  /**
   * {@code mappings level 1 511} or {@code lowest 0x4000_0000}.
   *
   * @param statistic its word
   * @param isNegative whether a minus stands before the value
   */
  record FigureSyntax(
      Span span,
      String statistic,
      Optional<ExpressionSyntax> level,
      boolean isNegative,
      ExpressionSyntax value) {}

  /** {@code live events in order { ... }} or {@code all events ...}. */
  record EventsSyntax(Span span, boolean isAll, Matching matching, List<PatternSyntax> patterns)
      implements StatementSyntax {
    public EventsSyntax {
      patterns = List.copyOf(patterns);
    }
  }

  /** How patterns are compared with events. */
  enum Matching {
    IN_ORDER,
    ANY_ORDER,
    INCLUDE
  }

  /** {@code counts { ... }}. */
  record CountsSyntax(Span span, List<CountSyntax> counts) implements StatementSyntax {
    public CountsSyntax {
      counts = List.copyOf(counts);
    }
  }

  /**
   * {@code tlbi 2} or {@code tlbi at most 2}.
   *
   * @param counter its words, one space between
   */
  record CountSyntax(Span span, String counter, boolean isAtMost, ExpressionSyntax value) {}

  /**
   * {@code violation NAME at label held by pe n, m times n}.
   *
   * @param heldBy empty where nothing is said of it
   */
  record ViolationSyntax(
      Span span,
      NameSyntax name,
      Optional<NameSyntax> label,
      List<ExpressionSyntax> heldBy,
      Optional<ExpressionSyntax> times)
      implements StatementSyntax {
    public ViolationSyntax {
      heldBy = List.copyOf(heldBy);
    }
  }

  /** {@code no violation}. */
  record NoViolationSyntax(Span span) implements StatementSyntax {}

  /** {@code no PATTERN}. */
  record NoEventSyntax(Span span, PatternSyntax.OfEvent pattern) implements StatementSyntax {}

  /** {@code returns n} or {@code fails with E} on its own. */
  record ReturnedSyntax(Span span, ClaimSyntax claim) implements StatementSyntax {}
}
