package bib

// Keys makes the keys of a .bib file.
var Keys = keys
