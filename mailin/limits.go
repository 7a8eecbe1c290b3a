package mailin

// Limits bound what one message may cost. Whatever lies beyond them is left out of the Message and named
// in its defects; the raw bytes are kept elsewhere, so nothing is lost by it.
type Limits struct {
	Header     int   // bytes of the header block of a message
	PartHeader int   // bytes of the header block of a part
	Fields     int   // header fields of a message
	Depth      int   // multiparts and attached messages inside each other
	Parts      int   // parts in all
	Addresses  int   // addresses per header field
	Decoded    int64 // bytes of all parts after decoding
	Text       int   // bytes of readable text, and of each report part

	// Hashed says that SHA256 and Ident of the message are known and stay empty, and that files are listed without
	// their hash: reading what nobody needs is half of the work.
	Hashed bool

	// FileHashes asks for the hashes of files also of a message that is Hashed.
	FileHashes bool

	// Files is how many bytes of files are kept with their content and their hash, in all; 0 keeps none. A file that
	// goes beyond it is listed without.
	Files int64
}

// DefaultLimits are wide for what people send and narrow for what is made to hurt.
func DefaultLimits() Limits {
	return Limits{
		Header:     256 << 10,
		PartHeader: 32 << 10,
		Fields:     1000,
		Depth:      20,
		Parts:      500,
		Addresses:  100,
		Decoded:    256 << 20,
		Text:       1 << 20,
	}
}
