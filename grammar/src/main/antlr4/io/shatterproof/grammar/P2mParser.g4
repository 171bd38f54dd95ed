/*
 * The scenario language, version 1.
 *
 * `compiler.parse` calls `header` and then `declaration` until the end of the file, and decides how
 * to go on after an error: behind the statement that has it.
 */
parser grammar P2mParser;

options {
    tokenVocab = P2mLexer;
    contextSuperClass = LeanContext;
}

file : header declaration* EOF ;

header : LANGUAGE INTEGER ;

declaration : importing | constant | platform | domain | regime | template | scenario | twin ;

// Before every other declaration, which is asked later.
importing : IMPORT STRING ;

constant : CONST name EQUALS expression ;

// Templates hold statements or parts of a scenario; of one that only uses others it is decided later.

template : TEMPLATE name OPEN_PAREN names? CLOSE_PAREN OPEN_BRACE templateBody CLOSE_BRACE ;

templateBody
    : use*
      ( templatePart ( templatePart | meanwhile | use )*
      | templateStatement ( templateStatement | use )*
      )?
    ;

templatePart : where | given | when | then ;

templateStatement : label ( step | onPe ) | step | onPe | expectation | claim | meanwhile ;

use : USE name OPEN_PAREN ( argument ( COMMA argument )* )? CLOSE_PAREN ;

argument : expression ;

// Platforms, domains and regimes.

platform : PLATFORM name OPEN_BRACE platformMember* CLOSE_BRACE ;

platformMember
    : PES expression              # pes
    | PA expression BITS          # paBits
    | FEATURES names              # features
    | WALKER coherence            # walker
    | IOMMU coherence             # iommu
    | CHOOSE name ( name | INTEGER ) # choose
    | TLB ADVERSARIAL             # tlb
    ;

coherence : COHERENT | NONCOHERENT ;

domain : DOMAIN name ON name OPEN_BRACE domainMember* CLOSE_BRACE ;

domainMember
    : P2M name                                            # profile
    | GRANULE expression                                  # granule
    | IPA expression BITS                                 # ipaBits
    | START LEVEL level ( CONCATENATED expression )?     # startLevel
    | OPERATED BY PE expression                           # operatedBy
    | RUNS ON PE expression ( COMMA expression )*         # runsOn
    | USES IOMMU                                          # usesIommu
    | VMID expression                                     # vmid
    | DEFAULT ACCESS name                                 # defaultAccess
    | UNCHECKED                                           # uncheckedDomain
    ;

level : MINUS? expression ;

regime : REGIME name ON name OPEN_BRACE regimeMember* CLOSE_BRACE ;

regimeMember
    : VMID expression                                     # regimeVmid
    | GRANULE expression                                  # regimeGranule
    | IPA expression BITS                                 # regimeIpa
    | START LEVEL level ( CONCATENATED expression )?      # regimeStart
    | OUTPUT expression BITS                              # regimeOutput
    | TABLES IN expression SIZE expression                # regimeTables
    | MEMORY expression SIZE expression                   # regimeMemory
    | RAW MEMORY expression SIZE expression               # regimeRawMemory
    | ROOT expression                                     # regimeRoot
    | STAGE1 TABLES IN expression AT expression SIZE expression # regimeStage1
    | controlRegister fields                              # regimeRegister
    | UNCHECKED                                           # uncheckedRegime
    ;

controlRegister : VTCR | VTTBR | HCR | HCRX | SCTLR | SCTLR_EL2 | TCR ;

// Fields of a register or of a descriptor, by their names in the Arm manual.
fields : OPEN_BRACE field* CLOSE_BRACE ;

field : fieldName fieldValue ;

// No field is called `mask`, which stands behind the value of a register.
fieldName
    : WORD
    | contextual
    | exceptionLevel
    | ACQUIRE | AS | ASID | CONTINUED | DC | GRANULE | HELD | OPERAND | PREEMPT | SAME | SIGNED | UNLINKED
    ;

fieldValue : NO | expression ;

// Scenarios.

scenario : SCENARIO STRING tags? clause* OPEN_BRACE part* CLOSE_BRACE ;

tags : OPEN_BRACKET names? CLOSE_BRACKET ;

clause
    : KILLS names                                   # kills
    | FAILS ON name WITH failure ( COMMA failure )* # failsOn
    | SOURCE STRING                                 # source
    | WAIVE names                                   # waive
    | EXPECTED TO FAIL ( ON names )? UNTIL STRING    # expectedToFail
    ;

failure : name ( TIMES expression )? ;

part
    : where
    | given
    | when
    | meanwhile // of the `when` before it
    | then
    | unlabelled // to be refused with a good message
    ;

where : WHERE ( row+ | generator ) ;

// Rows of values: all, enough for every two of them, or some.
generator
    : columnSets                                                           # crossed
    | PAIRWISE OPEN_BRACE columnSets CLOSE_BRACE                           # pairwise
    | SAMPLE expression SEED expression OPEN_BRACE columnSets CLOSE_BRACE  # sampled
    ;

columnSets : columnSet ( COMMA columnSet )* ;

columnSet : name IN ( OPEN_BRACE setMember ( COMMA setMember )* CLOSE_BRACE | ALL name ) ;

setMember : atom ( TO atom ( BY atom )? )? ;

row : BAR cell ( BAR cell )* BAR ;

cell : atom ;

given : GIVEN block ;

// Several bodies are done at once.
when : WHEN PE expression block other* ;

other : AND PE expression block ;

then : THEN ( ON names )? expectations ;

expectations : OPEN_BRACE ( unlabelled | seen )* CLOSE_BRACE ;

seen : MEANWHILE ( observers | observer ) ;

// What others see while the steps are done.

meanwhile : MEANWHILE observers ;

observers : OPEN_BRACE observer* CLOSE_BRACE ;

observer : ( PE expression | IOMMU ) observed sight+ ;

// `from el0` is where the access comes from: a label of that name cannot follow `from`.
observed : accessKind ( name expression | expression ) observedOption* ;

observedOption
    : SIZE expression                                           # observedSize
    | REGISTER name ( SIGNED ACQUIRE? | ACQUIRE SIGNED? )?      # observedRegister
    | FROM exceptionLevel                                       # observedFrom
    ;

exceptionLevel : EL0 | EL1 | EL2 | EL3 ;

sight : stretch? ( SEES ( ONLY | EXACTLY ) outcomeSet | NEVER outcome AFTER outcome ) ;

stretch
    : BEFORE name               # stretchBefore
    | TO name                   # stretchTo
    | FROM originName ( TO name )? # stretchFrom
    | AFTER name ( TO name )?   # stretchAfter
    ;

twin : TWIN OF original=STRING AS title=STRING OPEN_BRACE twinPart* CLOSE_BRACE ;

twinPart : change | edit | part ;

change : CHANGE name ( TO name | IS expression fields? | fields ) ;

edit
    : INSERT ( BEFORE | AFTER ) name block # insert
    | REMOVE name                          # remove
    | REPLACE name block                   # replace
    | sight                                # otherSight
    ;

// Steps and expectations; which of them a block may hold is decided later. A claim behind a step
// belongs to the step.
block : OPEN_BRACE statement* CLOSE_BRACE ;

statement : label ( step | onPe ) | unlabelled ;

unlabelled : step | onPe | expectation | claim | use ;

label : labelName COLON ;

step
    : create
    | unpause
    | pool
    | map
    | populate
    | unmap
    | lock
    | tablesLeft
    | failAllocation
    | protect
    | listener
    | clean
    | relinquish
    | teardown
    | destroy
    | emulate
    | invalidateRoot
    | resolve
    | entry
    | performed
    | architectural
    ;

create : CREATE name ( AND expression N_MORE )? ;

unpause : UNPAUSE name ;

pool : POOL name SIZE expression ( PREEMPT EVERY every )? ;

map
    : MAP name expression SIZE expression TO expression attributes ( ACCESS access=name )?
    ;

populate : POPULATE name expression SIZE expression attributes ;

attributes
    : AS name            # typed
    | PERM name MEM name # neutral
    ;

invalidateRoot : INVALIDATE ROOT name ;

resolve : RESOLVE name expression ( ARROW answer=name )? ;

unmap : UNMAP name expression SIZE expression ( FROM expression )? ;

lock : LOCK name block ;

tablesLeft : TABLES LEFT expression ;

failAllocation : FAIL ALLOCATION expression ;

// `default` is a keyword here, even where a constant has that name.
protect : PROTECT name protection ;

protection
    : DEFAULT ACCESS atom                                   # ofNewMappings
    | expression SIZE expression ACCESS atom
      ( CONTINUED AT expression )? ( PREEMPT EVERY every )? # ofRange
    ;

every : expression ;

listener : LISTENER name name name? ;

clean
    : CLEAN name expression SIZE expression ( CONTINUED AT expression )? ( PREEMPT EVERY every )?
    ;

relinquish : RELINQUISH name ( PREEMPT EVERY every )? ;

teardown : TEARDOWN name ( PREEMPT EVERY every )? ;

destroy : DESTROY name ;

emulate : EMULATE name expression SIZE expression ;

// An entry of bare tables.
entry
    : STAGE1? PAGE name OF name AT expression IS expression fields?                # pageEntry
    | STAGE1? BLOCK name OF name AT expression LEVEL level IS expression fields?   # blockEntry
    | STAGE1? TABLE name OF name AT expression LEVEL level
      ( UNLINKED | ( IS expression )? fields? )                                    # tableEntry
    | STAGE1? RAW name OF name AT expression LEVEL level IS expression             # rawEntry
    ;

performed : accessing ;

// What a PE executes under bare tables. How many operands a `tlbi` takes is decided by its name.
architectural
    : ( STORE | SWAP ) name ( AT expression )? ASSIGN newWord sameContents? # storeWord
    | TLBI name expression? tlbiOption*                                     # tlbi
    | DSB name                                                              # dsb
    | ISB                                                                   # isb
    | DC name name ( AT expression )?                                       # dc
    | MSR name EQUALS expression                                            # writeRegister
    | FREE name ( AT expression SIZE expression )?                          # free
    ;

newWord : INVALID | RAW expression | ( PAGE | BLOCK | TABLE ) expression fields? ;

sameContents : SAME CONTENTS ;

tlbiOption
    : OPERAND expression # tlbiOperand
    | LEVEL level        # tlbiLevel
    | GRANULE expression # tlbiGranule
    | SIZE expression    # tlbiSize
    | ASID expression    # tlbiAsid
    ;

// Some of it are steps; an access with a verdict is an expectation.
onPe : PE expression deed ;

deed
    : ENTERS name ( VCPU expression )?                                # enter
    | LEAVES                                                          # leave
    | SET WAY name                                                    # setWay
    | CACHES name ( ON | OFF )                                        # caches
    | ABORT name expression accessKind circumstances? ( ARROW name )? # abort
    | AT name WITH name                                               # putAt
    | architectural                                                   # architecturalDeed
    | accessing                                                       # guestAccess
    ;

accessing : accessKind ( name expression | expression ) accessOption* ( ARROW verdict )? ;

accessKind
    : READ | WRITE | FETCH | ATOMIC | LOAD_EXCLUSIVE | STORE_EXCLUSIVE | READ_TAG_CHECKED
    | WRITE_TAG_CHECKED | LDG | STG | LD64B | ST64B | DC_ZVA | DC_IVAC | DC_CVAC | DC_CVAU
    | DC_CIVAC | IC_IVAU | AT_S1E0R | AT_S1E0W | AT_S1E1R | AT_S1E1W | AT_S12E0R | AT_S12E0W
    | AT_S12E1R | AT_S12E1W
    ;

accessOption
    : SIZE expression                                           # accessSize
    | REGISTER name ( SIGNED ACQUIRE? | ACQUIRE SIGNED? )?      # accessRegister
    | FROM name                                                 # accessFrom
    ;

circumstances : OPEN_BRACE circumstance* CLOSE_BRACE ;

circumstance
    : FAULT faultKind
    | STAGE1 ( WALK | FAILS )
    | NO SYNDROME
    | EXTERNAL ABORT
    ;

claim
    : RETURNS expression # returnsCode
    | FAILS WITH name    # failsWithError
    ;

expectation
    : lookup
    | restriction
    | stats
    | events
    | counts
    | violation
    | noViolation
    | noEvent
    | storedWord
    ;

lookup : LOOKUP name expression IS ( hole | mapping ) ;

hole : HOLE ( ORDER expression )? ;

mapping : place ( PERM? name )? ( AS type=name )? ( ACCESS access=name )? ( ORDER order=expression )? ;

place : SOMEWHERE | expression ;

// The word `default` alone is no expression.
restriction : ACCESS name expression ( IS name | FAILS WITH name ) ;

stats : STATS name OPEN_BRACE figure* CLOSE_BRACE ;

// A sign behind the level belongs to the value.
figure
    : ( MAPPINGS | SHATTERED ) LEVEL atom MINUS? expression # figureOfLevel
    | ( LOWEST | END ) expression                           # figureOfAll
    ;

storedWord
    : STORED name ( LEVEL depth=expression OF ipa=expression | AT pa=expression )? IS
      ( INVALID | RAW word=expression ( MASK mask=expression )? | ( PAGE | BLOCK | TABLE ) address=expression? fields? )
    ;

verdict
    : outcome                 # must
    | ONE OF outcomeSet       # oneOf
    | CONSTRAINED outcomeSet  # constrained
    | QUIRK outcome           # quirk
    ;

outcomeSet : OPEN_BRACE member ( COMMA member )* CLOSE_BRACE ;

member : outcome ( WHY why=STRING )? ( REF ref=STRING )? ;

outcome
    : OK place outcomeClaims?                                                   # ok
    | stage? faultKind FAULT ( LEVEL level )? ( ON stage WALK )? outcomeClaims? # fault
    | CONFLICT outcomeClaims?                                                   # conflict
    | WILD                                                                      # wild
    ;

stage : STAGE INTEGER ;

outcomeClaims : OPEN_BRACE outcomeClaim* CLOSE_BRACE ;

outcomeClaim
    : LEVEL level                               # levelClaim
    | fieldName fields                          # fieldsClaim
    | fieldName fieldValue ( MASK expression )? # valueClaim
    ;

faultKind
    : TRANSLATION | ADDRESS SIZE | AF | PERMISSION | EXTERNAL | ALIGNMENT | UNSUPPORTED | CONFLICT
    ;

violation
    : VIOLATION name ( AT at=name )? ( HELD BY PE holders )? ( TIMES expression )?
    ;

holders : expression ( COMMA expression )* ;

noViolation : NO VIOLATION ;

// Events.

events : ( LIVE | ALL ) EVENTS matching OPEN_BRACE pattern* CLOSE_BRACE ;

matching : IN ORDER | ANY ORDER | INCLUDE ;

pattern
    : EITHER alternative ( OR alternative )+                     # either
    | ( AT ( MOST | LEAST ) | EXACTLY ) expression OF eventPattern # repeated
    | eventPattern                                               # once
    ;

alternative : OPEN_BRACE pattern* CLOSE_BRACE ;

eventPattern
    : STORE name LEVEL expression OF expression ASSIGN descriptor    # stored
    | FILL name LEVEL expression OF expression COUNT expression      # filled
    | TLBI name name ( expression ( SIZE expression )? )?            # invalidated
    | DSB name ( OR STRONGER )?                                      # synchronized
    | CLEAN cleanKind ( FROM expression SIZE expression )?           # cleaned
    | REFERENCE DROPPED expression?                                  # dropped
    | IOMMU FLUSH name expression PAGES expression                   # iommuFlushed
    | MONITOR ( PAUSED | RUNNING )?                                  # monitored
    | kindOfEvent                                                    # ofKind
    ;

descriptor : INVALID | VALID | ANY | ( BLOCK | PAGE | TABLE ) expression? ;

cleanKind : ENTRY | TABLE | DATA | INSTRUCTION ;

kindOfEvent
    : ISB
    | ADDRESS TRANSLATED
    | CONTEXT
    | TABLE ( ALLOCATED | ZEROED | FREED )
    | LOCK
    | UNLOCK
    | PREEMPTION
    | DOMAIN CRASH
    | ASSERTION
    | WARNING
    | FATAL
    ;

noEvent
    : NO LIVE STORES                                  # noLiveStores
    | NO ( CLEAN | DSB | FILL | IOMMU FLUSH | TLBI )  # noneOfKind
    | NO eventPattern                                 # noneLike
    ;

counts : COUNTS OPEN_BRACE count* CLOSE_BRACE ;

count : counter ( AT MOST )? expression ;

counter
    : TLBI
    | LIVE STORES
    | FILLS
    | ENTRY CLEANS
    | TABLE CLEANS
    | TABLES ( ALLOCATED | FREED )
    | REFERENCES DROPPED
    | IOMMU FLUSHES
    ;

// Expressions.

// What binds how is decided later: a tree of one level is read in half of the time. More than one
// shift, and sums beside one without parentheses, are refused with a good message.
expression : atom ( ( SHIFT | PLUS | MINUS | STAR ) atom )* ;

atom
    : INTEGER
    | name
    | OPEN_PAREN expression CLOSE_PAREN
    ;

names : name ( COMMA name )* ;

// A word that is no reserved one. A plain word comes first in each of these rules, and not in one of
// its own: names are a third of a file.
name
    : WORD
    | contextual
    | exceptionLevel
    | ACQUIRE | ASID | CONTINUED | GRANULE | HELD | MASK | OPERAND | PREEMPT | SAME | SIGNED | UNLINKED
    ;

// A name that never stands behind a whole step, where a label may stand.
labelName : WORD | contextual | exceptionLevel ;

originName : WORD | contextual ;

contextual
    : ABORT | ADDRESS | ADVERSARIAL | AF | AFTER | ALIGNMENT | ALLOCATED | ALLOCATION | AND | ANY
    | ATOMIC | AT_S12E0R | AT_S12E0W | AT_S12E1R | AT_S12E1W | AT_S1E0R | AT_S1E0W | AT_S1E1R
    | AT_S1E1W | BEFORE | BITS | BLOCK | BY | CACHES | CHANGE | CHOOSE | CLEANS | COHERENT
    | CONCATENATED | CONFLICT | CONSTRAINED | CONTENTS | CRASH | CREATE | DATA | DC_CIVAC | DC_CVAC
    | DC_CVAU | DC_IVAC | DC_ZVA | DEFAULT | DROPPED | EITHER | END | ENTERS | ENTRY
    | EVENTS | EVERY | EXACTLY | EXPECTED | EXTERNAL | FAULT | FEATURES | FETCH | FILLS | FLUSH | FLUSHES
    | FREE | FREED | HCR | HCRX | IC_IVAU | IN | INCLUDE | INSERT | INSTRUCTION | INVALID | IPA
    | KILLS | LD64B | LDG | LEAST | LEAVES | LEFT | LOAD_EXCLUSIVE | LOWEST | MAPPINGS | MEM | MEMORY
    | N_MORE | MOST | NEVER | NONCOHERENT | OFF | OK | ONE | ONLY | OPERATED | OR | OUTPUT | P2M | PA
    | PAGE | PAIRWISE | PAUSED | PERMISSION | PES | POOL | QUIRK | RAW | READ | READ_TAG_CHECKED | REF | REFERENCES
    | REGISTER | REMOVE | REPLACE | ROOT | RUNNING | RUNS | SAMPLE | SCTLR | SCTLR_EL2 | SEED | SEES | SET | SHATTERED
    | SOURCE | ST64B | STAGE | STAGE1 | START | STG | STORES | STORE_EXCLUSIVE | STRONGER | SWAP | SYNDROME
    | TCR | TLB | TRANSLATED | TRANSLATION | UNCHECKED | UNPAUSE | UNSUPPORTED | UNTIL | USES | VALID
    | VCPU | VMID | VTCR | VTTBR | WAIVE | WALK | WALKER | WAY | WHY | WILD | WITH | WRITE
    | WRITE_TAG_CHECKED | ZEROED
    ;
