/*
 * The scenario language, version 1.
 *
 * `compiler.parse` calls `header` and then `declaration` until the end of the file, and decides how
 * to go on after an error: behind the statement that has it.
 */
parser grammar P2mParser;

options { tokenVocab = P2mLexer; }

file : header declaration* EOF ;

header : LANGUAGE INTEGER ;

declaration : constant | platform | domain | scenario ;

constant : CONST name EQUALS expression ;

// Platforms and domains.

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
    | START LEVEL expression ( CONCATENATED expression )? # startLevel
    | OPERATED BY PE expression                           # operatedBy
    | RUNS ON PE expression ( COMMA expression )*         # runsOn
    | USES IOMMU                                          # usesIommu
    | VMID expression                                     # vmid
    | DEFAULT ACCESS name                                 # defaultAccess
    ;

// Scenarios.

scenario : SCENARIO STRING tags? clause* OPEN_BRACE part* CLOSE_BRACE ;

tags : OPEN_BRACKET names? CLOSE_BRACKET ;

clause
    : KILLS names                                   # kills
    | FAILS ON name WITH failure ( COMMA failure )* # failsOn
    | SOURCE STRING                                 # source
    ;

failure : name ( TIMES expression )? ;

part
    : where
    | given
    | when
    | then
    | statement // to be refused with a good message
    ;

where : WHERE row+ ;

row : BAR cell ( BAR cell )* BAR ;

cell : atom ;

given : GIVEN block ;

when : WHEN PE expression block ;

then : THEN ( ON names )? block ;

// Steps and expectations; which of them a block may hold is decided later. A claim behind a step
// belongs to the step.
block : OPEN_BRACE statement* CLOSE_BRACE ;

statement : step | onPe | expectation | claim ;

step
    : map
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
    ;

map : MAP name expression SIZE expression TO expression attributes ;

attributes
    : AS name ( ACCESS name )? # typed
    | PERM name MEM name       # neutral
    ;

unmap : UNMAP name expression SIZE expression ( FROM expression )? ;

lock : LOCK name block ;

tablesLeft : TABLES LEFT expression ;

failAllocation : FAIL ALLOCATION expression ;

// `default` is a keyword here and in `restriction`, even where a constant has that name.
protect : PROTECT name protection ;

protection
    : DEFAULT ACCESS atom                                   # ofNewMappings
    | expression SIZE expression ACCESS atom
      ( CONTINUED AT expression )? ( PREEMPT EVERY every )? # ofRange
    ;

every : expression ;

listener : LISTENER name name name? ;

clean : CLEAN name expression SIZE expression ;

relinquish : RELINQUISH name ( PREEMPT EVERY every )? ;

teardown : TEARDOWN name ;

destroy : DESTROY name ;

emulate : EMULATE name expression SIZE expression ;

// Some of it are steps, and the accesses are expectations.
onPe : PE expression deed ;

deed
    : ENTERS name                                                     # enter
    | LEAVES                                                          # leave
    | ABORT name expression accessKind circumstances? ( ARROW name )? # abort
    | accessKind name expression ARROW verdict                        # guestAccess
    ;

accessKind : READ | WRITE | FETCH ;

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
    ;

lookup : LOOKUP name expression IS ( hole | mapping ) ;

hole : HOLE ( ORDER expression )? ;

mapping : expression ( PERM? name )? ( AS type=name )? ( ACCESS access=name )? ( ORDER order=expression )? ;

restriction : ACCESS name ( DEFAULT | expression ) ( IS name | FAILS WITH name ) ;

stats : STATS name OPEN_BRACE figure* CLOSE_BRACE ;

// A sign behind the level belongs to the value.
figure
    : ( MAPPINGS | SHATTERED ) LEVEL atom MINUS? expression # figureOfLevel
    | ( LOWEST | END ) expression                           # figureOfAll
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
    : OK expression ( OPEN_BRACE LEVEL expression CLOSE_BRACE )? # ok
    | faultKind FAULT ( LEVEL expression )?                      # fault
    ;

faultKind : TRANSLATION | ADDRESS SIZE | AF | PERMISSION | EXTERNAL ;

violation : VIOLATION name ( TIMES expression )? ;

noViolation : NO VIOLATION ;

// Events.

events : ( LIVE | ALL ) EVENTS matching OPEN_BRACE pattern* CLOSE_BRACE ;

matching : IN ORDER | ANY ORDER | INCLUDE ;

pattern
    : STORE name LEVEL expression OF expression ASSIGN descriptor    # stored
    | FILL name LEVEL expression OF expression COUNT expression      # filled
    | TLBI name name expression?                                     # invalidated
    | DSB name                                                       # synchronized
    | CLEAN cleanKind ( FROM expression SIZE expression )?           # cleaned
    | REFERENCE DROPPED expression?                                  # dropped
    | IOMMU FLUSH name expression PAGES expression                   # iommuFlushed
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
    | MONITOR
    | DOMAIN CRASH
    | ASSERTION
    | WARNING
    | FATAL
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

// More than one, and sums beside it without parentheses, are refused with a good message.
expression : sum ( SHIFT sum )* ;

sum : product ( ( PLUS | MINUS ) product )* ;

product : atom ( STAR atom )* ;

atom
    : INTEGER                              # number
    | name                                 # reference
    | OPEN_PAREN expression CLOSE_PAREN    # parenthesised
    ;

names : name ( COMMA name )* ;

// A word that is no reserved one.
name
    : WORD
    | ABORT | ADDRESS | ADVERSARIAL | AF | ALLOCATED | ALLOCATION | ANY | BITS | BLOCK | BY
    | CHOOSE | CLEANS | COHERENT | CONCATENATED | CONSTRAINED | CONTINUED | CRASH | DATA
    | DEFAULT | DROPPED | END | ENTERS | ENTRY | EVENTS | EVERY | EXTERNAL | FAULT | FEATURES
    | FETCH | FILLS | FLUSH | FLUSHES | FREED | GRANULE | IN | INCLUDE | INSTRUCTION | INVALID
    | IPA | KILLS | LEAVES | LEFT | LOWEST | MAPPINGS | MEM | MOST | NONCOHERENT | OK | ONE
    | OPERATED | P2M | PA | PAGE | PERMISSION | PES | PREEMPT | QUIRK | READ | REF | REFERENCES
    | RUNS | SHATTERED | SOURCE | STAGE1 | START | STORES | SYNDROME | TLB | TRANSLATED
    | TRANSLATION | USES | VALID | VMID | WALK | WALKER | WHY | WITH | WRITE | ZEROED
    ;
