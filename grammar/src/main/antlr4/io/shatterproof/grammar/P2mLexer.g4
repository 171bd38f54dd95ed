lexer grammar P2mLexer;

LANGUAGE : 'language' ;
INTEGER : [0-9]+ ;
WHITESPACE : [ \t\r\n]+ -> channel(HIDDEN) ;
UNKNOWN : . ;
