package sqlite

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/mailin"
)

func settleMail(t testing.TB, s *Store, id int64) {
	t.Helper()
	ok(t, s.Commit(context.Background(), desk.Change{Org: "KLP", Now: noon, Mail: &desk.Outcome{ID: id, Kind: cases.KindList}}))
}

func TestNextIsTheOldestByArrival(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		ctx := context.Background()
		for _, uid := range []uint32{5, 3, 9, 1} {
			ok(t, s.Accept(ctx, []mailin.Raw{rawMail(uid, text(fmt.Sprint(uid, "@example.org"), "x"))}))
		}
		var order []int
		for m, found := next(t, s); found; m, found = next(t, s) {
			order = append(order, int(m.Arrived.Sub(noon).Seconds()))
			settleMail(t, s, m.ID)
		}
		if !slices.Equal(order, []int{1, 3, 5, 9}) {
			t.Fatalf("order %v", order)
		}
	})
}

// A process that ends in order puts no mail in doubt.
func TestMailThatWaitsAtAnOrderlyEndIsNotToBlame(t *testing.T) {
	s, path := inFile(t)
	accept(t, s, text("a@example.org", "1"), text("b@example.org", "2"), text("c@example.org", "3"))
	for id := int64(1); id <= 3; id++ {
		m, found := next(t, s)
		if !found || m.ID != id || m.Attempts != 1 {
			t.Fatalf("mail %d at attempt %d, %v; want mail %d at its first", m.ID, m.Attempts, found, id)
		}
		if id == 2 { // in hand, without an outcome
			ok(t, s.Close())
			s = reopened(t, path)
			if m, _ = next(t, s); m.ID != 2 || m.Attempts != 1 {
				t.Errorf("mail %d at attempt %d", m.ID, m.Attempts)
			}
		}
		settleMail(t, s, m.ID)
		ok(t, s.Close())
		s = reopened(t, path)
	}
}

// Invariant 3: a mail that ends the process is not read a third time, and no other mail is to blame: also those are
// not whose outcome was not yet durable.
func TestPoisonMailIsFoundAlone(t *testing.T) {
	for _, poison := range []int64{1, 3, mostLater, mostLater + 1, handful, 2 * handful} {
		t.Run(fmt.Sprint("mail ", poison), func(t *testing.T) { poisonIsFound(t, poison) })
	}
}

func poisonIsFound(t *testing.T, poison int64) {
	s, path := inFile(t)
	accept(t, s, mails(2*handful)...)
	kills, attempts := 0, map[int64]int{}
	for {
		m, found := next(t, s)
		if !found {
			break
		}
		attempts[m.ID] = m.Attempts
		if m.ID == poison && m.Attempts <= 2 {
			kills++
			s = reborn(t, s, path)
			continue
		}
		settleMail(t, s, m.ID)
	}
	if kills != 2 || attempts[poison] != 3 {
		t.Errorf("%d processes ended, %d attempts of the poison", kills, attempts[poison])
	}
	for id, n := range attempts {
		if id != poison && n > 1 {
			t.Errorf("mail %d has %d attempts", id, n)
		}
	}
	if len(attempts) != 2*handful {
		t.Errorf("%d mails were handed out", len(attempts))
	}
}

// Processes that end over different mails find none of them guilty: each was in hand once.
func TestEachMailMayEndAProcessOnce(t *testing.T) {
	s, path := inFile(t)
	var contents []string
	for i := range 6 {
		contents = append(contents, text(fmt.Sprint(i, "@example.org"), "x"))
	}
	accept(t, s, contents...)
	var seen []string
	for range 6 {
		m, found := next(t, s)
		if !found {
			t.Fatal("there is none")
		}
		s = reborn(t, s, path) // with the mail in hand, and the next process reads it
		if m, found = next(t, s); !found {
			t.Fatal("it does not come again")
		}
		seen = append(seen, fmt.Sprintf("%d/%d", m.ID, m.Attempts))
		settleMail(t, s, m.ID)
		ok(t, s.settleDown(context.Background()))
	}
	if want := []string{"1/2", "2/2", "3/2", "4/2", "5/2", "6/2"}; !slices.Equal(seen, want) {
		t.Errorf("seen %v, want %v", seen, want)
	}
}

func TestMailWithoutOutcomeComesAgain(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		accept(t, s, text("a@example.org", "1"), text("b@example.org", "2"))
		var seen []string
		for range 5 {
			m, found := next(t, s)
			if !found {
				t.Fatal("there is none")
			}
			seen = append(seen, fmt.Sprintf("%d/%d", m.ID, m.Attempts))
		}
		if want := []string{"1/1", "2/1", "1/1", "2/1", "1/1"}; !slices.Equal(seen, want) {
			t.Fatalf("seen %v, want %v", seen, want)
		}
	})
}

// A mail that was read without harm is not to blame for what ends the process later, but not for ever.
func TestWhoSurvivesTheReadingIsNotToBlame(t *testing.T) {
	s, path := inFile(t)
	accept(t, s, text("a@example.org", "x"))
	last := 0
	for range 30 {
		m, found := next(t, s)
		if !found {
			t.Fatal("there is none")
		}
		if last = m.Attempts; m.Survived != nil {
			ok(t, m.Survived(context.Background()))
		}
		s = reborn(t, s, path)
		if m.ID != 1 {
			t.Fatalf("mail %d", m.ID)
		}
		if last > 2 {
			return
		}
	}
	t.Errorf("a mail with which the process ended thirty times is at attempt %d", last)
}
