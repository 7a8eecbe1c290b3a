package sqlite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/mailin"
	"complaintsd/mailout"
)

var noon = time.Date(2026, time.November, 21, 11, 0, 0, 0, time.UTC)

func options() Options {
	return Options{
		Keys: cases.Keyring{Current: 1, Keys: map[int][]byte{1: bytes.Repeat([]byte{7}, 32)}},
		Now:  func() time.Time { return noon },
		Zone: func(string) *time.Location { return time.FixedZone("CET", 3600) },
	}
}

func must[T any](t testing.TB) func(v T, err error) T {
	t.Helper()
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// inFile opens a store in a file of its own.
func inFile(t testing.TB) (*Store, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "complaintsd.db")
	return reopened(t, path), path
}

func reopened(t testing.TB, path string) *Store {
	t.Helper()
	s := must[*Store](t)(Open(path, options()))
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// reborn is the store after a kill: of what the last process had in memory nothing was written.
func reborn(t testing.TB, s *Store, path string) *Store {
	t.Helper()
	if s.later.Swap(0) > 0 {
		l := <-s.writer
		_, err := l.exec("ROLLBACK")
		ok(t, err)
		s.writer <- l
	}
	ok(t, s.dots.close())
	if s.hand.file != nil {
		ok(t, s.hand.file.Close())
	}
	s.dots, s.hand = inMemory(), hand{}
	ok(t, s.Close())
	return reopened(t, path)
}

// both runs a test on a store in a file and on one in memory.
func both(t *testing.T, f func(t *testing.T, s *Store)) {
	t.Run("file", func(t *testing.T) {
		s, _ := inFile(t)
		f(t, s)
	})
	t.Run("memory", func(t *testing.T) {
		s := must[*Store](t)(OpenMemory(options()))
		defer s.Close()
		f(t, s)
	})
}

func text(id, body string) string {
	head := "From: ouder@example.org\r\nSubject: klacht\r\n"
	if id != "" {
		head = "Message-ID: <" + id + ">\r\n" + head
	}
	return head + "\r\n" + body + "\r\n"
}

func rawMail(uid uint32, content string) mailin.Raw {
	return mailin.Raw{
		Place:   mailin.Place{Account: "KLP", Mailbox: "INBOX", Validity: 7, UID: uid},
		Arrived: noon.Add(time.Duration(uid) * time.Second),
		Size:    int64(len(content)),
		Open:    func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(content)), nil },
	}
}

// accept takes mails that stand at the UIDs 1, 2, 3.
func accept(t testing.TB, s *Store, contents ...string) {
	t.Helper()
	var batch []mailin.Raw
	for i, c := range contents {
		batch = append(batch, rawMail(uint32(i+1), c))
	}
	ok(t, s.Accept(context.Background(), batch))
}

func next(t testing.TB, s *Store) (desk.Mail, bool) {
	t.Helper()
	m, found, err := s.Next(context.Background(), noon)
	ok(t, err)
	return m, found
}

func content(t testing.TB, m desk.Mail) string {
	t.Helper()
	r := must[io.ReadCloser](t)(m.Open())
	defer r.Close()
	return string(must[[]byte](t)(io.ReadAll(r)))
}

// grow adds rows to the history of a case, properly chained.
func grow(c cases.Case, rows ...cases.Entry) (cases.Case, []cases.Entry) {
	for i := range rows {
		e := &rows[i]
		e.Seq, e.Prev = c.Seq+1, c.Head
		if e.At.IsZero() {
			e.At = noon
		}
		if e.Who != nil {
			who, _ := json.Marshal(e.Who)
			e.WhoSum = fmt.Sprintf("%x", sha256.Sum256(who))
		}
		e.Hash = e.Sum()
		c = c.With(*e)
	}
	return c, rows
}

func ref(number int) cases.Ref { return cases.NewRef("KLP", 2026, number) }

// opened is a new case with its first row.
func opened(number int, mail string) (cases.Case, []cases.Entry) {
	return grow(cases.Case{}, cases.Entry{
		Ref: ref(number), Kind: cases.EntryOpened, Actor: cases.ActorParent,
		Facts: cases.Facts{Value: string(cases.Complaint), Other: string(cases.Wko), Date: cases.DateOf(noon), Mail: mail, MsgID: mail + "@example.org"},
		Who:   &cases.Complainant{Name: "Ouder", Email: fmt.Sprintf("ouder%d@example.org", number)},
	})
}

func duties(r cases.Ref, n int, at time.Time) []cases.Duty {
	var list []cases.Duty
	for i := range n {
		d := cases.DateOf(at).Add(i)
		list = append(list, cases.Duty{
			Ref: r, Rule: cases.RulePropose, Role: cases.Handler, Occurrence: d.String(), Serves: d, At: at.AddDate(0, 0, i),
		})
	}
	return list
}

func token(id uint32, r cases.Ref) cases.Token {
	return cases.Token{Key: 1, ID: id, Org: "KLP", Ref: r, Party: "ouder@example.org", Scope: cases.ScopeParent, Expires: cases.DateOf(noon)}
}

func letter(id int64, r cases.Ref, kind cases.NoticeKind) mailout.Letter {
	return mailout.Letter{
		ID: id, Org: "KLP", Ref: string(r), Kind: string(kind), From: "klachten@example.org", To: "ouder@example.org",
		Subject: "[" + string(r) + "]", Text: "Goedendag", MessageID: fmt.Sprintf("letter%d@example.org", id),
		Files: []mailout.File{{Name: "brief.pdf", Type: "application/pdf", Size: 3}},
		Bytes: []byte("Subject: [" + string(r) + "]\r\n\r\nGoedendag\r\n"), Auto: true, Release: noon, State: mailout.Due,
	}
}

// complaint is the change that a new complaint makes.
func complaint(number int, m desk.Mail) desk.Change {
	c, rows := opened(number, m.SHA256)
	receipt := letter(int64(number), c.Ref, cases.Receipt)
	receipt.Token = options().Keys.Text(token(uint32(number), c.Ref))
	c, queued := grow(c, cases.Entry{Ref: c.Ref, Kind: cases.EntryQueued, Actor: cases.ActorMail, Facts: cases.Facts{Letter: receipt.ID, Notice: cases.Receipt}})
	rows = append(rows, queued...)
	return desk.Change{
		Org: "KLP", Now: noon,
		Mail:  &desk.Outcome{ID: m.ID, Kind: cases.KindComplaint, Ref: c.Ref, Reason: "nieuw", From: "ouder@example.org", Subject: "klacht", Text: "tekst"},
		Cases: []cases.Case{c}, Entries: rows, Duties: duties(c.Ref, 3, noon),
		Tokens:  []cases.Token{token(uint32(number), c.Ref)},
		Letters: []mailout.Letter{receipt},
	}
}
