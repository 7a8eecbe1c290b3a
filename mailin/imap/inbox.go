package imap

import (
	"context"

	"complaintsd/mailin"
)

// Inbox is where watched mail goes, and who says what may be filed.
type Inbox interface {
	// Accept makes a batch durable, raw bytes and place, before it returns. A message that is there
	// already, by its place or by its content, is no error and has no second effect. It may be called
	// again with the same batch.
	Accept(ctx context.Context, batch []mailin.Raw) error

	// Unknown gives those of the UIDs that have no row yet, in the order given.
	Unknown(ctx context.Context, account, mailbox string, validity uint32, uids []uint32) ([]uint32, error)

	// Unfiled lists settled messages that still stand where they were found, oldest first, at most limit.
	Unfiled(ctx context.Context, account, mailbox string, validity uint32, limit int) ([]Settled, error)

	// Filed notes that the messages no longer stand there: moved by us (To is set) or gone.
	Filed(ctx context.Context, account, mailbox string, validity uint32, uids []uint32) error
}

// Settled is a message whose outcome is known for ever.
type Settled = mailin.Filing
