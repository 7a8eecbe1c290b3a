// Package mailin reads mail: from raw bytes to a Message, and from a Message with what is known of its
// claims to a cases.Event. It is pure and it never fails: any bytes give a Message, within bounds, and
// whatever was wrong with them is a word in its defects. The folders inside are the machines that bring
// the bytes.
package mailin
