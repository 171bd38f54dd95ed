package io.shatterproof.compiler.parse;

import io.shatterproof.grammar.P2mLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Vocabulary;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Which words begin what, and which belong to later versions of the language. */
final class Words {
  /** They begin a declaration, and stand nowhere else; {@code domain} may stand elsewhere. */
  static final IntervalSet DECLARATIONS = new IntervalSet(
      P2mLexer.CONST,
      P2mLexer.IMPORT,
      P2mLexer.LANGUAGE,
      P2mLexer.PLATFORM,
      P2mLexer.REGIME,
      P2mLexer.SCENARIO,
      P2mLexer.TEMPLATE,
      P2mLexer.TWIN);

  static final IntervalSet PARTS =
      new IntervalSet(P2mLexer.GIVEN, P2mLexer.THEN, P2mLexer.WHEN, P2mLexer.WHERE);

  static final IntervalSet CLAUSES = new IntervalSet(
      P2mLexer.KILLS,
      P2mLexer.EXPECTED,
      P2mLexer.FAILS,
      P2mLexer.SOURCE,
      P2mLexer.WAIVE,
      P2mLexer.OPEN_BRACE);

  /** They begin a statement and no event pattern and no count. */
  static final IntervalSet STATEMENTS_ONLY = new IntervalSet(
      P2mLexer.ACCESS,
      P2mLexer.COUNTS,
      P2mLexer.DC,
      P2mLexer.DESTROY,
      P2mLexer.EMULATE,
      P2mLexer.FAIL,
      P2mLexer.FAILS,
      P2mLexer.INVALIDATE,
      P2mLexer.LISTENER,
      P2mLexer.LOOKUP,
      P2mLexer.MAP,
      P2mLexer.MSR,
      P2mLexer.NO,
      P2mLexer.PE,
      P2mLexer.POPULATE,
      P2mLexer.PROTECT,
      P2mLexer.RELINQUISH,
      P2mLexer.RESOLVE,
      P2mLexer.RETURNS,
      P2mLexer.STATS,
      P2mLexer.TEARDOWN,
      P2mLexer.UNMAP,
      P2mLexer.USE,
      P2mLexer.VIOLATION);

  /** They begin an entry of bare tables, which has a name. */
  static final IntervalSet ENTRIES =
      new IntervalSet(P2mLexer.BLOCK, P2mLexer.PAGE, P2mLexer.RAW, P2mLexer.STAGE1, P2mLexer.TABLE);

  static final IntervalSet STATEMENTS = STATEMENTS_ONLY
      .or(new IntervalSet(
          P2mLexer.ALL,
          P2mLexer.CLEAN,
          P2mLexer.CREATE,
          P2mLexer.DSB,
          P2mLexer.FREE,
          P2mLexer.ISB,
          P2mLexer.LIVE,
          P2mLexer.LOCK,
          P2mLexer.POOL,
          P2mLexer.STORE,
          P2mLexer.STORED,
          P2mLexer.SWAP,
          P2mLexer.TABLES,
          P2mLexer.TLBI,
          P2mLexer.UNPAUSE))
      .or(ENTRIES);

  /** They begin a statement where no name is behind them, and are names otherwise. */
  static final IntervalSet ACCESSES = new IntervalSet(
      P2mLexer.ATOMIC,
      P2mLexer.AT_S12E0R,
      P2mLexer.AT_S12E0W,
      P2mLexer.AT_S12E1R,
      P2mLexer.AT_S12E1W,
      P2mLexer.AT_S1E0R,
      P2mLexer.AT_S1E0W,
      P2mLexer.AT_S1E1R,
      P2mLexer.AT_S1E1W,
      P2mLexer.DC_CIVAC,
      P2mLexer.DC_CVAC,
      P2mLexer.DC_CVAU,
      P2mLexer.DC_IVAC,
      P2mLexer.DC_ZVA,
      P2mLexer.FETCH,
      P2mLexer.IC_IVAU,
      P2mLexer.LD64B,
      P2mLexer.LDG,
      P2mLexer.LOAD_EXCLUSIVE,
      P2mLexer.READ,
      P2mLexer.READ_TAG_CHECKED,
      P2mLexer.ST64B,
      P2mLexer.STG,
      P2mLexer.STORE_EXCLUSIVE,
      P2mLexer.WRITE,
      P2mLexer.WRITE_TAG_CHECKED);

  /** They begin something that a twin does to steps and observers. */
  static final IntervalSet EDITS = new IntervalSet(
      P2mLexer.CHANGE, P2mLexer.INSERT, P2mLexer.MEANWHILE, P2mLexer.REMOVE, P2mLexer.REPLACE);

  /** They begin what is seen in a stretch of the steps. */
  static final IntervalSet SIGHTS = new IntervalSet(
      P2mLexer.AFTER, P2mLexer.BEFORE, P2mLexer.FROM, P2mLexer.NEVER, P2mLexer.SEES, P2mLexer.TO);

  /** They make a range of a value. */
  static final IntervalSet BEHIND_VALUES = new IntervalSet(P2mLexer.BY, P2mLexer.TO);

  static final IntervalSet BEHIND_SEES = new IntervalSet(P2mLexer.EXACTLY, P2mLexer.ONLY);

  static final IntervalSet OUTCOMES = new IntervalSet(
      P2mLexer.ADDRESS,
      P2mLexer.AF,
      P2mLexer.ALIGNMENT,
      P2mLexer.CONFLICT,
      P2mLexer.EXTERNAL,
      P2mLexer.OK,
      P2mLexer.PERMISSION,
      P2mLexer.STAGE,
      P2mLexer.TRANSLATION,
      P2mLexer.UNSUPPORTED,
      P2mLexer.WILD);

  /** They can be names, but no labels: they may stand behind a whole step. */
  static final IntervalSet NO_LABELS = new IntervalSet(
      P2mLexer.ACQUIRE,
      P2mLexer.ASID,
      P2mLexer.CONTINUED,
      P2mLexer.GRANULE,
      P2mLexer.HELD,
      P2mLexer.MASK,
      P2mLexer.OPERAND,
      P2mLexer.PREEMPT,
      P2mLexer.SAME,
      P2mLexer.SIGNED,
      P2mLexer.UNLINKED);

  /** Where a statement may stand, these can only be a label. */
  static final IntervalSet LABELS = IntervalSet.of(P2mLexer.HOLE + 1, P2mLexer.ARROW - 1)
      .or(IntervalSet.of(P2mLexer.WORD))
      .subtract(STATEMENTS)
      .subtract(ACCESSES)
      .subtract(NO_LABELS);

  static final IntervalSet PATTERNS = new IntervalSet(
      P2mLexer.ASSERTION,
      P2mLexer.AT,
      P2mLexer.CLEAN,
      P2mLexer.CONTEXT,
      P2mLexer.DOMAIN,
      P2mLexer.DSB,
      P2mLexer.EITHER,
      P2mLexer.EXACTLY,
      P2mLexer.FATAL,
      P2mLexer.FILL,
      P2mLexer.IOMMU,
      P2mLexer.ISB,
      P2mLexer.LOCK,
      P2mLexer.MONITOR,
      P2mLexer.PREEMPTION,
      P2mLexer.REFERENCE,
      P2mLexer.STORE,
      P2mLexer.TABLE,
      P2mLexer.TLBI,
      P2mLexer.UNLOCK,
      P2mLexer.WARNING);

  /** Of what it can be said that there is none, and the second words of that. */
  static final IntervalSet BEHIND_NO = PATTERNS
      .subtract(new IntervalSet(P2mLexer.AT, P2mLexer.EITHER, P2mLexer.EXACTLY))
      .or(new IntervalSet(
          P2mLexer.ADDRESS,
          P2mLexer.ALLOCATED,
          P2mLexer.CRASH,
          P2mLexer.DROPPED,
          P2mLexer.FLUSH,
          P2mLexer.FREED,
          P2mLexer.LIVE,
          P2mLexer.STORES,
          P2mLexer.TRANSLATED,
          P2mLexer.VIOLATION,
          P2mLexer.ZEROED));

  /** Behind them stands the name of what is declared. */
  static final IntervalSet NAMED = new IntervalSet(
      P2mLexer.CONST, P2mLexer.DOMAIN, P2mLexer.PLATFORM, P2mLexer.REGIME, P2mLexer.TEMPLATE);

  static final IntervalSet COUNTS = new IntervalSet(
      P2mLexer.ENTRY,
      P2mLexer.FILLS,
      P2mLexer.IOMMU,
      P2mLexer.LIVE,
      P2mLexer.REFERENCES,
      P2mLexer.TABLE,
      P2mLexer.TABLES,
      P2mLexer.TLBI);

  static final IntervalSet CIRCUMSTANCES =
      new IntervalSet(P2mLexer.EXTERNAL, P2mLexer.FAULT, P2mLexer.NO, P2mLexer.STAGE1);

  static final IntervalSet FIGURES =
      new IntervalSet(P2mLexer.END, P2mLexer.LOWEST, P2mLexer.MAPPINGS, P2mLexer.SHATTERED);

  /** They can follow what is already whole. */
  static final IntervalSet CONTINUATIONS = new IntervalSet(
      P2mLexer.ACCESS,
      P2mLexer.ACQUIRE,
      P2mLexer.AFTER,
      P2mLexer.AND,
      P2mLexer.AS,
      P2mLexer.ASID,
      P2mLexer.AT,
      P2mLexer.BEFORE,
      P2mLexer.CONCATENATED,
      P2mLexer.CONTINUED,
      P2mLexer.FROM,
      P2mLexer.GRANULE,
      P2mLexer.HELD,
      P2mLexer.MASK,
      P2mLexer.LEVEL,
      P2mLexer.MEANWHILE,
      P2mLexer.NEVER,
      P2mLexer.ON,
      P2mLexer.OPERAND,
      P2mLexer.ORDER,
      P2mLexer.PAUSED,
      P2mLexer.PERM,
      P2mLexer.PREEMPT,
      P2mLexer.REF,
      P2mLexer.RUNNING,
      P2mLexer.SAME,
      P2mLexer.SEES,
      P2mLexer.SIGNED,
      P2mLexer.SIZE,
      P2mLexer.TIMES,
      P2mLexer.UNLINKED,
      P2mLexer.VCPU,
      P2mLexer.WHY);

  static final IntervalSet PLATFORM_MEMBERS = new IntervalSet(
      P2mLexer.CHOOSE,
      P2mLexer.FEATURES,
      P2mLexer.IOMMU,
      P2mLexer.PA,
      P2mLexer.PES,
      P2mLexer.TLB,
      P2mLexer.WALKER);

  static final IntervalSet DOMAIN_MEMBERS = new IntervalSet(
      P2mLexer.DEFAULT,
      P2mLexer.GRANULE,
      P2mLexer.IPA,
      P2mLexer.OPERATED,
      P2mLexer.P2M,
      P2mLexer.RUNS,
      P2mLexer.START,
      P2mLexer.UNCHECKED,
      P2mLexer.USES,
      P2mLexer.VMID);

  static final IntervalSet REGIME_MEMBERS = new IntervalSet(
      P2mLexer.GRANULE,
      P2mLexer.HCR,
      P2mLexer.HCRX,
      P2mLexer.IPA,
      P2mLexer.MEMORY,
      P2mLexer.OUTPUT,
      P2mLexer.ROOT,
      P2mLexer.SCTLR,
      P2mLexer.SCTLR_EL2,
      P2mLexer.STAGE1,
      P2mLexer.START,
      P2mLexer.TABLES,
      P2mLexer.TCR,
      P2mLexer.UNCHECKED,
      P2mLexer.VMID,
      P2mLexer.VTCR,
      P2mLexer.VTTBR);

  /** Words of a later version wherever they surprise. */
  private static final Set<String> LATER = Set.of("unpredictable");

  private static final Set<Integer> NO_WORDS =
      Set.of(P2mLexer.INTEGER, P2mLexer.STRING, P2mLexer.UNKNOWN, P2mLexer.EOF);

  private Words() {}

  static boolean isOfLaterVersion(String word) {
    return LATER.contains(word);
  }

  /** Whether the token is spelled as a word, reserved or not. */
  static boolean isWord(String text) {
    return !text.isEmpty() && (Character.isLetter(text.charAt(0)) || text.charAt(0) == '_');
  }

  /** Whether the token is a word that cannot be a name. */
  static boolean isReserved(int type) {
    return type >= P2mLexer.CONST && type <= P2mLexer.HOLE;
  }

  /** The spellings of those tokens that have one, in the order of the grammar. */
  static List<String> spellings(IntervalSet types) {
    Vocabulary vocabulary = P2mLexer.VOCABULARY;
    List<String> words = new ArrayList<>();
    for (int type : types.toList()) {
      String literal = NO_WORDS.contains(type) ? null : vocabulary.getLiteralName(type);
      if (literal != null) {
        words.add(literal.substring(1, literal.length() - 1));
      }
    }
    return words;
  }
}
