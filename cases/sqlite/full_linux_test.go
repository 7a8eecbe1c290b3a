package sqlite

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"complaintsd/mailin"
)

// The notes beside the database meet the full disk by the same name as the database does.
func TestNotesOnAFullDisk(t *testing.T) {
	ctx := context.Background()
	s, path := inFile(t)
	threeLetters(t, s)
	accept(t, s, mails(1)...)
	claim(t, s, noon, 3)
	ok(t, s.Dotted(ctx, 1))
	full := must[*os.File](t)(os.OpenFile("/dev/full", os.O_RDWR, 0))
	dots, hand := s.dots.file, s.hand.file
	s.dots.file, s.hand.file = full, full
	for what, note := range map[string]func() error{
		"dot":    func() error { return s.Dotted(ctx, 2) },
		"answer": func() error { return s.Accepted(1, noon, "") },
		"mail": func() error {
			_, _, err := s.Next(ctx, noon)
			return err
		},
	} {
		named := (*FullError)(nil)
		if err := note(); !errors.As(err, &named) || named.Folder != filepath.Dir(path) {
			t.Errorf("%s: %v", what, err)
		}
	}
	s.dots.file, s.hand.file = dots, hand
	ok(t, s.Dotted(ctx, 2))
	ok(t, s.Accepted(1, noon, ""))
	if m, found := next(t, s); !found || m.ID != 1 {
		t.Errorf("mail %d, %v", m.ID, found)
	}
	if have := states(t, reborn(t, s, path)); have != "sent, dotted, sending" {
		t.Errorf("states %s", have)
	}
}

// A batch that the file of raw mail does not take, or not durably, leaves nothing, and the same one is taken when it does.
// A full disk is named as for the database.
func TestMailThatTheDiskDoesNotTake(t *testing.T) {
	for device, full := range map[string]bool{
		"/dev/full": true,
		"/dev/null": false, // takes all, and cannot be synced
	} {
		t.Run(device, func(t *testing.T) {
			s, path := inFile(t)
			batch := []mailin.Raw{rawMail(1, text("a@example.org", "een")), rawMail(2, text("b@example.org", "twee"))}
			room := s.raw.file
			s.raw.file = must[*os.File](t)(os.OpenFile(device, os.O_RDWR, 0))
			named := (*FullError)(nil)
			err := s.Accept(context.Background(), batch)
			if err == nil || errors.Is(err, ErrDoubt) || errors.As(err, &named) != full || full && named.Folder != filepath.Dir(path) {
				t.Errorf("accepted: %v", err)
			}
			s.raw.file = room
			if m, found := next(t, s); found {
				t.Errorf("mail %d is there", m.ID)
			}
			ok(t, s.Accept(context.Background(), batch))
			report(t, s)
		})
	}
}

// Raw mail may stand on another disk than the database, by a link: its room counts as well, and its disk is the one that is named.
func TestMailOnAnotherDisk(t *testing.T) {
	ctx := context.Background()
	dir, other := t.TempDir(), t.TempDir()
	path := filepath.Join(dir, "complaintsd.db")
	ok(t, os.Symlink(filepath.Join(other, "mail"), path+"-mail"))
	s := reopened(t, path)
	first := text("a@example.org", "een")
	accept(t, s, first)
	if have := sizeOf(t, filepath.Join(other, "mail")); have != int64(len(first)) {
		t.Errorf("%d bytes on the other disk", have)
	}
	report(t, s)

	link := filepath.Join(t.TempDir(), "mail")
	ok(t, os.Symlink("/proc/version", link)) // a disk without room
	s.files[1].path = link
	full := (*FullError)(nil)
	if err := s.Accept(ctx, []mailin.Raw{rawMail(2, text("b@example.org", "twee"))}); !errors.As(err, &full) || full.Folder != "/proc" {
		t.Errorf("accepted: %v", err)
	}
	s.files[1].path = path + "-mail"
	ok(t, s.Accept(ctx, []mailin.Raw{rawMail(2, text("b@example.org", "twee"))}))
}
