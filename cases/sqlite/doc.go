// Package sqlite keeps cases and their history, letters, tokens and the outcome of every mail in one database, and the
// bytes of the mails in a file beside it. It is the store of the desk, the inbox of the mailboxes and the queue of the
// outbox.
//
// Failure policy. Every exported method that writes is one transaction: all of it stands, or nothing does.
// A method that returned without an error has its work on the disk (write-ahead log, synchronous FULL), but for
// Commit of a mail's outcome: that may be lost in a crash until anybody acts on it, and the mail then waits for it
// again. An error before the commit leaves nothing behind, and the call may be made again. So does a full disk, at the
// commit too (FullError), and mail is refused before it fills the disk: it may wait in its mailbox, and letters may
// not. Any other error of the commit leaves in doubt whether the work stands (a disk that was taken away can hold a
// transaction whose commit failed), so the store refuses everything after it with ErrDoubt: the program ends, and the
// next start reads what is there. So does a file that was taken away beneath the program (TakenError), of which what was
// in it is saved beside its place, and raw mail that was cut off. What is written is never trusted to be right for ever:
// raw mail and letters carry a hash, history a chain of hashes, and Verify reads them all.
//
// Raw mail is nearly all of the data. It stood in rows before, and a quarter of the CPU of the intake went into writing each
// byte of it twice, into the log and from there into its place. Beside the database it is written once, and is durable
// before the row that tells of it (mailfile.go). The price is that the two files belong together: a backup takes the
// database first, and Open refuses a database without the bytes of its mail.
//
// Two small files beside the database mean nothing without it: the notes of final dots (dots.go, replay.go),
// and the mail in hand (hand.go).
//
// There is one writing connection and a small pool of reading ones, which a store in memory shares. Inside a
// transaction nothing reads outside it. Times are milliseconds since 1970 in UTC, civil dates are text.
package sqlite
