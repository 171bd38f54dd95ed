parser grammar P2mParser;

options { tokenVocab = P2mLexer; }

file : LANGUAGE INTEGER EOF ;
