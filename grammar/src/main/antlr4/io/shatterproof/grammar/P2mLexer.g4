/*
 * Words of the scenario language.
 *
 * A reserved word cannot be a name. A contextual word can: the rule `name` of the parser lists them.
 * Every character is part of some token, so that a typo is one error of the parser.
 */
lexer grammar P2mLexer;

channels { DOCUMENTATION }

// Reserved: they begin a declaration.
CONST     : 'const' ;
DOMAIN    : 'domain' ;
IMPORT    : 'import' ;
LANGUAGE  : 'language' ;
PLATFORM  : 'platform' ;
REGIME    : 'regime' ;
SCENARIO  : 'scenario' ;
TEMPLATE  : 'template' ;
TWIN      : 'twin' ;

// Reserved: they begin a part of a scenario.
GIVEN     : 'given' ;
MEANWHILE : 'meanwhile' ;
THEN      : 'then' ;
WHEN      : 'when' ;
WHERE     : 'where' ;

// Reserved: they begin a statement or an event pattern.
ALL         : 'all' ;
ASSERTION   : 'assertion' ;
CLEAN       : 'clean' ;
CONTEXT     : 'context' ;
COUNTS      : 'counts' ;
DC          : 'dc' ;
DESTROY     : 'destroy' ;
DSB         : 'dsb' ;
EMULATE     : 'emulate' ;
FAIL        : 'fail' ;
FAILS       : 'fails' ;
FATAL       : 'fatal' ;
FILL        : 'fill' ;
INVALIDATE  : 'invalidate' ;
IOMMU       : 'iommu' ;
ISB         : 'isb' ;
LISTENER    : 'listener' ;
LIVE        : 'live' ;
LOCK        : 'lock' ;
LOOKUP      : 'lookup' ;
MAP         : 'map' ;
MONITOR     : 'monitor' ;
MSR         : 'msr' ;
NO          : 'no' ;
PE          : 'pe' ;
POPULATE    : 'populate' ;
PREEMPTION  : 'preemption' ;
PROTECT     : 'protect' ;
REFERENCE   : 'reference' ;
RELINQUISH  : 'relinquish' ;
RESOLVE     : 'resolve' ;
RETURNS     : 'returns' ;
STATS       : 'stats' ;
STORE       : 'store' ;
STORED      : 'stored' ;
TABLE       : 'table' ;
TABLES      : 'tables' ;
TEARDOWN    : 'teardown' ;
TLBI        : 'tlbi' ;
UNLOCK      : 'unlock' ;
UNMAP       : 'unmap' ;
VIOLATION   : 'violation' ;
WARNING     : 'warning' ;

// Reserved: they may follow an expression.
ACCESS  : 'access' ;
AS      : 'as' ;
AT      : 'at' ;
COUNT   : 'count' ;
FOR     : 'for' ;
FROM    : 'from' ;
IS      : 'is' ;
LEVEL   : 'level' ;
OF      : 'of' ;
ON      : 'on' ;
ORDER   : 'order' ;
PAGES   : 'pages' ;
PERM    : 'perm' ;
SIZE    : 'size' ;
TIMES   : 'times' ;
TO      : 'to' ;

// Reserved: they are where a name could be.
HOLE    : 'hole' ;

// Contextual.
ABORT             : 'abort' ;
ACQUIRE           : 'acquire' ;
ADDRESS           : 'address' ;
ADVERSARIAL       : 'adversarial' ;
AF                : 'af' ;
ALIGNMENT         : 'alignment' ;
ALLOCATED         : 'allocated' ;
ALLOCATION        : 'allocation' ;
ANY               : 'any' ;
ATOMIC            : 'atomic' ;
AT_S12E0R         : 'at_s12e0r' ;
AT_S12E0W         : 'at_s12e0w' ;
AT_S12E1R         : 'at_s12e1r' ;
AT_S12E1W         : 'at_s12e1w' ;
AT_S1E0R          : 'at_s1e0r' ;
AT_S1E0W          : 'at_s1e0w' ;
AT_S1E1R          : 'at_s1e1r' ;
AT_S1E1W          : 'at_s1e1w' ;
BITS              : 'bits' ;
BLOCK             : 'block' ;
BY                : 'by' ;
CHANGE            : 'change' ;
CHOOSE            : 'choose' ;
CLEANS            : 'cleans' ;
COHERENT          : 'coherent' ;
CONCATENATED      : 'concatenated' ;
CONSTRAINED       : 'constrained' ;
CONTINUED         : 'continued' ;
CRASH             : 'crash' ;
DATA              : 'data' ;
DC_CIVAC          : 'dc_civac' ;
DC_CVAC           : 'dc_cvac' ;
DC_CVAU           : 'dc_cvau' ;
DC_IVAC           : 'dc_ivac' ;
DC_ZVA            : 'dc_zva' ;
DEFAULT           : 'default' ;
DROPPED           : 'dropped' ;
END               : 'end' ;
ENTERS            : 'enters' ;
ENTRY             : 'entry' ;
EVENTS            : 'events' ;
EVERY             : 'every' ;
EXTERNAL          : 'external' ;
FAULT             : 'fault' ;
FEATURES          : 'features' ;
FETCH             : 'fetch' ;
FILLS             : 'fills' ;
FLUSH             : 'flush' ;
FLUSHES           : 'flushes' ;
FREED             : 'freed' ;
GRANULE           : 'granule' ;
HCR               : 'hcr' ;
HCRX              : 'hcrx' ;
IC_IVAU           : 'ic_ivau' ;
IN                : 'in' ;
INCLUDE           : 'include' ;
INSTRUCTION       : 'instruction' ;
INVALID           : 'invalid' ;
IPA               : 'ipa' ;
KILLS             : 'kills' ;
LD64B             : 'ld64b' ;
LDG               : 'ldg' ;
LEAVES            : 'leaves' ;
LEFT              : 'left' ;
LOAD_EXCLUSIVE    : 'load_exclusive' ;
LOWEST            : 'lowest' ;
MAPPINGS          : 'mappings' ;
MEM               : 'mem' ;
MEMORY            : 'memory' ;
MOST              : 'most' ;
NONCOHERENT       : 'noncoherent' ;
OK                : 'ok' ;
ONE               : 'one' ;
OPERATED          : 'operated' ;
OUTPUT            : 'output' ;
P2M               : 'p2m' ;
PA                : 'pa' ;
PAGE              : 'page' ;
PERMISSION        : 'permission' ;
PES               : 'pes' ;
PREEMPT           : 'preempt' ;
QUIRK             : 'quirk' ;
RAW               : 'raw' ;
READ              : 'read' ;
READ_TAG_CHECKED  : 'read_tag_checked' ;
REF               : 'ref' ;
REFERENCES        : 'references' ;
REGISTER          : 'register' ;
ROOT              : 'root' ;
RUNS              : 'runs' ;
SCTLR             : 'sctlr' ;
SCTLR_EL2         : 'sctlr_el2' ;
SHATTERED         : 'shattered' ;
SIGNED            : 'signed' ;
SOURCE            : 'source' ;
ST64B             : 'st64b' ;
STAGE             : 'stage' ;
STAGE1            : 'stage1' ;
START             : 'start' ;
STG               : 'stg' ;
STORES            : 'stores' ;
STORE_EXCLUSIVE   : 'store_exclusive' ;
SYNDROME          : 'syndrome' ;
TCR               : 'tcr' ;
TLB               : 'tlb' ;
TRANSLATED        : 'translated' ;
TRANSLATION       : 'translation' ;
UNCHECKED         : 'unchecked' ;
UNSUPPORTED       : 'unsupported' ;
USES              : 'uses' ;
VALID             : 'valid' ;
VMID              : 'vmid' ;
VTCR              : 'vtcr' ;
VTTBR             : 'vttbr' ;
WALK              : 'walk' ;
WALKER            : 'walker' ;
WHY               : 'why' ;
WITH              : 'with' ;
WRITE             : 'write' ;
WRITE_TAG_CHECKED : 'write_tag_checked' ;
ZEROED            : 'zeroed' ;

ARROW         : '->' ;
ASSIGN        : ':=' ;
EQUALS        : '=' ;
SHIFT         : '<<' ;
PLUS          : '+' ;
MINUS         : '-' ;
STAR          : '*' ;
COMMA         : ',' ;
COLON         : ':' ;
BAR           : '|' ;
OPEN_BRACE    : '{' ;
CLOSE_BRACE   : '}' ;
OPEN_PAREN    : '(' ;
CLOSE_PAREN   : ')' ;
OPEN_BRACKET  : '[' ;
CLOSE_BRACKET : ']' ;

// Whether the letters behind the digits make sense is decided later, with a better message.
INTEGER : [0-9] [0-9A-Za-z_]* ;
WORD    : [A-Za-z_] [0-9A-Za-z_]* ;
STRING  : '"' ( ~["\\\r\n] | '\\' ~[\r\n] )* '"' ;

DOC_COMMENT          : '///' ( ~[/\r\n] ~[\r\n]* )? -> channel(DOCUMENTATION) ;
LINE_COMMENT         : '//' ~[\r\n]* -> channel(HIDDEN) ;
BLOCK_COMMENT        : '/*' .*? '*/' -> channel(HIDDEN) ;
WHITESPACE           : [ \t\r\n]+ -> channel(HIDDEN) ;

UNTERMINATED_STRING  : '"' ( ~["\\\r\n] | '\\' ~[\r\n] )* '\\'? ;
UNTERMINATED_COMMENT : '/*' ;
UNKNOWN              : . ;
