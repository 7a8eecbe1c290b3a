// Package mailout has the words of sending: a Letter with its final bytes, the Outcome of one attempt and
// the timetable of attempts. The folders inside are the machines that render and send.
package mailout
