package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/mailin"
)

// Invariants 1 and 2: one row, whatever the number of places and offers.
func TestAcceptTwiceIsOneMail(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		ctx := context.Background()
		a, b := text("a@example.org", "een"), text("", "zonder nummer")
		accept(t, s, a, b)
		accept(t, s, a, b)
		again := []mailin.Raw{
			rawMail(11, "Received: by relay\r\n"+a), // another alias: a relay added its line
			rawMail(12, b),
		}
		again[0].Place.Validity, again[1].Place.Validity = 8, 8 // UIDVALIDITY changed
		ok(t, s.Accept(ctx, again))
		var ids []int64
		for range 2 { // none of them gets an outcome: they would come again
			m, found := next(t, s)
			if !found {
				t.Fatal("there is none")
			}
			ids = append(ids, m.ID)
		}
		if !slices.Equal(ids, []int64{1, 2}) {
			t.Fatalf("mails %v", ids)
		}
		for _, validity := range []uint32{7, 8} {
			c := must[Counts](t)(s.Count(ctx, "KLP", "INBOX", validity))
			if c != (Counts{Waiting: 2}) {
				t.Errorf("validity %d: %+v", validity, c)
			}
		}
	})
}

func TestSameIdOtherContentIsKeptAndFlagged(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		accept(t, s, text("a@example.org", "een"), text("a@example.org", "twee"))
		for i, want := range []string{"een", "twee"} {
			m, found := next(t, s)
			if !found || !strings.Contains(content(t, m), want) {
				t.Fatalf("mail %d is %+v", i+1, m)
			}
			ok(t, s.Commit(context.Background(), complaint(i+1, m)))
			d, _, err := s.One(context.Background(), ref(i+1))
			ok(t, err)
			if d.Mail[0].Twin != (i == 1) {
				t.Errorf("mail %d: twin is %v", i+1, d.Mail[0].Twin)
			}
		}
	})
}

func TestOrganisationsDoNotShareMail(t *testing.T) {
	s, _ := inFile(t)
	a := text("a@example.org", "aan twee")
	other := rawMail(1, a)
	other.Place.Account = "HUM"
	ok(t, s.Accept(context.Background(), []mailin.Raw{rawMail(1, a), other}))
	m1, _ := next(t, s)
	m2, found := next(t, s)
	if !found || m1.Org == m2.Org {
		t.Fatalf("mails of %q and %q", m1.Org, m2.Org)
	}
}

func TestMailOfAnySize(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		for _, size := range []int{200, 32<<10 - 1, 32 << 10, 32<<10 + 1, 1<<20 + 17} {
			body := strings.Repeat("0123456789abcde\n", size/16+1)
			head := "Message-ID: <" + strings.Repeat("a", size%97+1) + "@example.org>\n\n"
			whole := (head + body)[:size]
			uid := uint32(2 * size)
			ok(t, s.Accept(context.Background(), []mailin.Raw{rawMail(uid, whole)}))
			ok(t, s.Accept(context.Background(), []mailin.Raw{rawMail(uid+1, whole+"\n\n")}))
			m, found := next(t, s)
			if !found || m.Size != int64(size) || content(t, m) != whole {
				t.Fatalf("mail of %d bytes came back as %d", size, m.Size)
			}
			ok(t, s.Commit(context.Background(), desk.Change{Org: "KLP", Now: noon, Mail: &desk.Outcome{ID: m.ID, Kind: cases.KindList}}))
			if _, found := next(t, s); found {
				t.Fatal("the copy is a mail of its own")
			}
		}
		report(t, s)
	})
}

func TestBatchThatFailsLeavesNothing(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		broken := errors.New("connection lost")
		bad := rawMail(2, "")
		bad.Open = func() (io.ReadCloser, error) {
			return io.NopCloser(io.MultiReader(strings.NewReader(strings.Repeat("x", 512<<10)), failing{broken})), nil
		}
		batch := []mailin.Raw{rawMail(1, text("a@example.org", "een")), bad}
		if err := s.Accept(context.Background(), batch); !errors.Is(err, broken) {
			t.Fatalf("accepted: %v", err)
		}
		if _, found := next(t, s); found {
			t.Fatal("a part of the batch stands")
		}
		uids := []uint32{2, 1}
		if have := must[[]uint32](t)(s.Unknown(context.Background(), "KLP", "INBOX", 7, uids)); !slices.Equal(have, uids) {
			t.Fatalf("unknown: %v", have)
		}
		ok(t, s.Accept(context.Background(), batch[:1]))
		if m, _ := next(t, s); content(t, m) != text("a@example.org", "een") {
			t.Fatal("the store did not go on")
		}
	})
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func TestPlacesFromUnknownToFiled(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		ctx := context.Background()
		accept(t, s, text("a@example.org", "1"), text("b@example.org", "2"), text("c@example.org", "3"))
		unknown := must[[]uint32](t)(s.Unknown(ctx, "KLP", "INBOX", 7, []uint32{9, 3, 1, 4}))
		if !slices.Equal(unknown, []uint32{9, 4}) {
			t.Errorf("unknown: %v", unknown)
		}
		if have := must[[]mailin.Filing](t)(s.Unfiled(ctx, "KLP", "INBOX", 7, 10)); have != nil {
			t.Errorf("unfiled before any outcome: %v", have)
		}
		for i := range 2 {
			m, _ := next(t, s)
			ok(t, s.Commit(ctx, desk.Change{
				Org: "KLP", Now: noon, Mail: &desk.Outcome{ID: m.ID, Kind: cases.KindUnreadable, Aside: i == 1},
			}))
		}
		// A copy of a settled mail may be filed at once.
		ok(t, s.Accept(ctx, []mailin.Raw{rawMail(8, text("a@example.org", "1"))}))
		want := []mailin.Filing{{UID: 1}, {UID: 2, Aside: true}, {UID: 8}}
		if have := must[[]mailin.Filing](t)(s.Unfiled(ctx, "KLP", "INBOX", 7, 10)); !slices.Equal(have, want) {
			t.Errorf("unfiled: %v", have)
		}
		if have := must[[]mailin.Filing](t)(s.Unfiled(ctx, "KLP", "INBOX", 7, 2)); !slices.Equal(have, want[:2]) {
			t.Errorf("two unfiled: %v", have)
		}
		ok(t, s.Filed(ctx, "KLP", "INBOX", 7, []uint32{1, 3, 77}))
		if have := must[[]mailin.Filing](t)(s.Unfiled(ctx, "KLP", "INBOX", 7, 10)); !slices.Equal(have, want[1:]) {
			t.Errorf("unfiled after filing: %v", have)
		}
		if c := must[Counts](t)(s.Count(ctx, "KLP", "INBOX", 7)); c != (Counts{Settled: 2, Filed: 2}) {
			t.Errorf("counts %+v", c)
		}
	})
}

// What was there before the first day is not to be moved, nor is a copy of it, or the same mail in a mailbox made anew.
func TestEarlyMailIsLeftWhereItStands(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		early := rawMail(1, text("a@example.org", "1"))
		ok(t, s.Accept(context.Background(), []mailin.Raw{early}))
		m, _ := next(t, s)
		ok(t, s.Commit(context.Background(), desk.Change{Org: "KLP", Now: noon, Mail: &desk.Outcome{ID: m.ID, Kind: cases.KindBeforeStart}}))
		again := early
		again.Place.Validity++
		ok(t, s.Accept(context.Background(), []mailin.Raw{rawMail(2, text("a@example.org", "1")), again}))
		for validity, want := range map[uint32]int{early.Place.Validity: 2, again.Place.Validity: 1} {
			if c := must[Counts](t)(s.Count(context.Background(), "KLP", "INBOX", validity)); c != (Counts{Left: want}) {
				t.Errorf("counts %+v", c)
			}
			if have := must[[]mailin.Filing](t)(s.Unfiled(context.Background(), "KLP", "INBOX", validity, 10)); len(have) != 0 {
				t.Errorf("to be filed: %v", have)
			}
		}
	})
}

// Of much mail from before the first day the newest is listed, in its order.
func TestListOfEarlyMailIsTheNewest(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		for i := range uint32(mostEarly + 2) {
			raw := rawMail(i+1, text("a@example.org", fmt.Sprint(i)))
			raw.Arrived = noon.Add(time.Duration(i) * time.Minute)
			ok(t, s.Accept(context.Background(), []mailin.Raw{raw}))
			m, _ := next(t, s)
			ok(t, s.Commit(context.Background(), desk.Change{
				Org: "KLP", Now: noon, Mail: &desk.Outcome{ID: m.ID, Kind: cases.KindBeforeStart, Subject: fmt.Sprintf("nummer %d", i)},
			}))
		}
		b := must[cases.Book](t)(s.Load(context.Background(), desk.Want{Org: "KLP", Now: noon, BeforeStart: true}))
		first, last := b.BeforeStartLines[0], b.BeforeStartLines[len(b.BeforeStartLines)-1]
		if b.BeforeStart != mostEarly+2 || len(b.BeforeStartLines) != mostEarly || !strings.HasSuffix(first, "nummer 2") || !strings.HasSuffix(last, fmt.Sprintf("nummer %d", mostEarly+1)) {
			t.Errorf("%d mails, %d listed, from %q to %q", b.BeforeStart, len(b.BeforeStartLines), first, last)
		}
	})
}

func TestImportNeedsNoPlace(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		batch := []mailin.Raw{rawMail(0, text("a@example.org", "1")), rawMail(0, text("b@example.org", "2")), rawMail(0, text("a@example.org", "1"))}
		if n := must[int](t)(s.Import(context.Background(), batch)); n != 2 {
			t.Errorf("%d were new", n)
		}
		if n := must[int](t)(s.Import(context.Background(), batch)); n != 0 {
			t.Errorf("%d were new the second time", n)
		}
		if m, found := next(t, s); !found || !m.Imported {
			t.Errorf("imported mail: %+v", m)
		}
	})
}

// report fails the test for every line of Verify.
func report(t testing.TB, s *Store) {
	t.Helper()
	ok(t, s.Verify(context.Background(), func(line string) { t.Error(line) }))
}

// A message over whose header the reading panics is accepted all the same, known by its bytes: it would end every life of
// the program before there is a row that counts the attempts.
func TestAcceptWhatCannotBeIdentified(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		content, opened := text("a@example.org", "een"), 0
		for _, uid := range []uint32{1, 2} {
			raw := rawMail(uid, content)
			opened = 0
			raw.Open = func() (io.ReadCloser, error) {
				if opened++; opened == 1 {
					return io.NopCloser(mistaken{}), nil
				}
				return io.NopCloser(strings.NewReader(content)), nil
			}
			ok(t, s.Accept(context.Background(), []mailin.Raw{raw}))
		}
		if c := must[Counts](t)(s.Count(context.Background(), "KLP", "INBOX", 7)); c != (Counts{Waiting: 2}) {
			t.Errorf("%+v", c)
		}
		m, found := next(t, s)
		if !found || m.Size != int64(len(content)) {
			t.Errorf("mail %+v", m)
		}
		ok(t, s.Commit(context.Background(), complaint(1, m)))
		if m, found := next(t, s); found {
			t.Errorf("the same bytes are another mail: %+v", m)
		}
	})
}

// mistaken panics when it is read.
type mistaken struct{}

func (mistaken) Read([]byte) (int, error) { panic("index out of range") }
