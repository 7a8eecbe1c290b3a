package cases

import (
	"bytes"
	"slices"
	"strings"
)

// MaxEnclosed is how many bytes of files a letter takes along, all together (DESIGN section 8). Encoded for mail it is
// a third more, which the relays of most receivers still take.
const MaxEnclosed = 10 << 20

// enclosable are the endings of files that may go with a letter to a parent, and what their content must be.
var enclosable = map[string]string{
	"pdf": "application/pdf", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png",
	"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

// Why a file cannot go with a letter.
const (
	FileTooBig    = "too-big"   // with the others, more than MaxEnclosed
	FileType      = "type"      // none of the types that may
	FileDangerous = "dangerous" // see File.Dangerous
	FileFalse     = "false"     // its content is not what its name says
	FileUnread    = "unread"    // the mail is damaged there
	FileGone      = "gone"      // it waited for a second person, and its mail cannot be read any more
)

// Encloses tells whether the files of the mail are to go with a letter, so that their content is wanted. One that
// will be refused for what can be seen from outside is not read.
func (m *Mail) Encloses() bool {
	return m.Kind == KindCommand && len(m.Enclosed()) > 0 && m.sized() &&
		slices.ContainsFunc(m.Commands, func(c Command) bool {
			w, ok := FindWord(c.Word)
			return ok && w.Encloses
		})
}

// Enclosed are the files that go with a letter. Pictures within the text stay behind: they are the logo below a
// signature far more often than anything else.
func (m *Mail) Enclosed() []File {
	return slices.DeleteFunc(slices.Clone(m.Files), File.withinText)
}

// Whole are those of them that can be sent along.
func (m *Mail) Whole() []File {
	if m.unfit() != nil {
		return nil
	}
	return m.Enclosed()
}

// Enclosing are the hashes of the mails whose files went with letters that the event may make anew: because the address
// is filled in or changed, or because a letter did not arrive; and of those whose closing letter waits for a second person.
func (b Book) Enclosing(e Event) []string {
	var sums []string
	for _, c := range b.Cases {
		for _, l := range sortedKeys(c.Queued) {
			if q := c.Queued[l]; q.Files > 0 && e.remakes(l) {
				sums = append(sums, q.Mail)
			}
		}
		if ask := c.CloseAsk; ask != nil && ask.Files > 0 && e.agrees() {
			sums = append(sums, ask.Mail)
		}
		if r := e.bounce(); enclosing[r.Kind] != "" && c.Sources[r.Letter] != "" {
			sums = append(sums, c.Sources[r.Letter])
		}
	}
	slices.Sort(sums)
	return slices.Compact(sums)
}

// agrees tells whether the event may make a closing letter leave that waits for a second person, or put it before that
// person.
func (e Event) agrees() bool {
	if e.Mail == nil {
		return e.Tick != nil && e.Tick.Job == ""
	}
	return slices.ContainsFunc(e.Mail.Commands, func(c Command) bool {
		w, _ := FindWord(c.Word)
		return w.Name == "akkoord"
	})
}

// bounce is the report of the event, an empty one for none.
func (e Event) bounce() Bounce {
	if e.Mail == nil || e.Mail.Bounce == nil {
		return Bounce{}
	}
	return *e.Mail.Bounce
}

// enclosing are the letters that take files along, with the word that makes them.
var enclosing = map[NoticeKind]string{Message: "bericht", Proposal: "voorstel", Closing: "sluiten"}

// remakes tells whether the event may make a letter anew that waits or was tried.
func (e Event) remakes(letter int64) bool {
	switch {
	case e.Settled != nil:
		return e.Settled.Letter == letter && e.Settled.Outcome != Accepted
	case e.Mail == nil:
		return false
	case e.Mail.Bounce != nil:
		return e.Mail.Bounce.Letter == letter
	}
	return slices.ContainsFunc(e.Mail.Commands, func(c Command) bool {
		w, _ := FindWord(c.Word)
		return w.Name == "melder" || w.Name == ConfirmWord
	})
}

// Left are the files that stay behind, and that somebody may have meant to send along: no logo is that large.
func (m *Mail) Left() []File {
	return slices.DeleteFunc(slices.Clone(m.Files), func(f File) bool { return !f.withinText() || f.Size < logoSize })
}

const logoSize = 50 << 10

// withinText also tells of signatures, which mail programs add and people do not see.
func (f File) withinText() bool {
	return f.Inline && strings.HasPrefix(f.Type, "image/") || f.Type == "application/pkcs7-signature" || f.Type == "application/pgp-signature"
}

func (m *Mail) sized() bool {
	total := int64(0)
	for _, f := range m.Enclosed() {
		total += f.Size
	}
	return total <= MaxEnclosed
}

// unfit says which file cannot go with a letter, and why; nil when all can. A mail goes whole or not at all.
func (m *Mail) unfit() *Refusal {
	for _, look := range []func(File) string{File.unfitOutside, m.tooBig, File.unfitInside} {
		for _, f := range m.Enclosed() {
			if why := look(f); why != "" {
				return &Refusal{Code: RefuseFile, Arg: f.Name, Missing: []string{why}}
			}
		}
	}
	return nil
}

func (m *Mail) tooBig(File) string {
	if m.sized() {
		return ""
	}
	return FileTooBig
}

func (f File) unfitOutside() string {
	kind, known := enclosable[ending(f.Name)]
	switch {
	case f.Dangerous():
		return FileDangerous
	case !known:
		return FileType
	case f.Type != kind:
		return FileFalse
	}
	return ""
}

// unfitInside looks in an archive for what makes it a document, and for macros: the names of the files inside it are
// written in clear.
func (f File) unfitInside() string {
	document := ending(f.Name) == "docx"
	switch {
	case f.Size == 0 || int64(len(f.Data)) != f.Size:
		return FileUnread
	case document && bytes.Contains(f.Data, []byte("vbaProject")):
		return FileDangerous
	case document && !bytes.Contains(f.Data, []byte("word/")):
		return FileFalse
	}
	return ""
}
