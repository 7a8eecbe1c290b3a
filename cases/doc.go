// Package cases holds the words and the rules of a complaints procedure, and nothing that touches the
// world: no network, no file, no clock. An Event comes in, Apply decides, and Steps come out: what is to be
// written in the history of which case, and which notices are to leave. A Case is nothing but the fold of
// its history, so whoever holds the history holds the case.
package cases
