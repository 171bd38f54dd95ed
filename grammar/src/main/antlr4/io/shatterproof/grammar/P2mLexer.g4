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
ABORT        : 'abort' ;
ADDRESS      : 'address' ;
ADVERSARIAL  : 'adversarial' ;
AF           : 'af' ;
ALLOCATED    : 'allocated' ;
ALLOCATION   : 'allocation' ;
ANY          : 'any' ;
BITS         : 'bits' ;
BLOCK        : 'block' ;
BY           : 'by' ;
CHOOSE       : 'choose' ;
CLEANS       : 'cleans' ;
COHERENT     : 'coherent' ;
CONCATENATED : 'concatenated' ;
CONSTRAINED  : 'constrained' ;
CONTINUED    : 'continued' ;
CRASH        : 'crash' ;
DATA         : 'data' ;
DEFAULT      : 'default' ;
DROPPED      : 'dropped' ;
END          : 'end' ;
ENTERS       : 'enters' ;
ENTRY        : 'entry' ;
EVENTS       : 'events' ;
EVERY        : 'every' ;
EXTERNAL     : 'external' ;
FAULT        : 'fault' ;
FEATURES     : 'features' ;
FETCH        : 'fetch' ;
FILLS        : 'fills' ;
FLUSH        : 'flush' ;
FLUSHES      : 'flushes' ;
FREED        : 'freed' ;
GRANULE      : 'granule' ;
IN           : 'in' ;
INCLUDE      : 'include' ;
INSTRUCTION  : 'instruction' ;
INVALID      : 'invalid' ;
IPA          : 'ipa' ;
KILLS        : 'kills' ;
LEAVES       : 'leaves' ;
LEFT         : 'left' ;
LOWEST       : 'lowest' ;
MAPPINGS     : 'mappings' ;
MEM          : 'mem' ;
MOST         : 'most' ;
NONCOHERENT  : 'noncoherent' ;
OK           : 'ok' ;
ONE          : 'one' ;
OPERATED     : 'operated' ;
P2M          : 'p2m' ;
PA           : 'pa' ;
PAGE         : 'page' ;
PERMISSION   : 'permission' ;
PES          : 'pes' ;
PREEMPT      : 'preempt' ;
QUIRK        : 'quirk' ;
READ         : 'read' ;
REF          : 'ref' ;
REFERENCES   : 'references' ;
RUNS         : 'runs' ;
SHATTERED    : 'shattered' ;
SOURCE       : 'source' ;
STAGE1       : 'stage1' ;
START        : 'start' ;
STORES       : 'stores' ;
SYNDROME     : 'syndrome' ;
TLB          : 'tlb' ;
TRANSLATED   : 'translated' ;
TRANSLATION  : 'translation' ;
USES         : 'uses' ;
VALID        : 'valid' ;
VMID         : 'vmid' ;
WALK         : 'walk' ;
WALKER       : 'walker' ;
WHY          : 'why' ;
WITH         : 'with' ;
WRITE        : 'write' ;
ZEROED       : 'zeroed' ;

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
