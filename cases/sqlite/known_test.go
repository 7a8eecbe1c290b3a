package sqlite

import (
	"context"
	"fmt"
	"testing"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/mailout"
)

func refsOf(list []cases.Case) string {
	var refs []cases.Ref
	for _, c := range list {
		refs = append(refs, c.Ref)
	}
	return fmt.Sprint(refs)
}

// three is a store with three complaints: their mails, tokens and letters have the numbers 1 to 3.
func three(t *testing.T, s *Store) {
	t.Helper()
	accept(t, s, text("a1@example.org", "x"), text("a2@example.org", "x"), text("a3@example.org", "x"))
	for n := range 3 {
		m, _ := next(t, s)
		change := complaint(n+1, m)
		change.Letters[0].To = fmt.Sprintf("ouder%d@example.org", n+1)
		ok(t, s.Commit(context.Background(), change))
	}
}

func TestKnownByEachClaim(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		three(t, s)
		text := s.opts.Keys.Text(token(3, ref(3)))
		for _, c := range []struct {
			name   string
			claims cases.Claims
			want   string
			check  func(cases.Known) bool
		}{
			{"nothing", cases.Claims{}, "[]", nil},
			{"reference", cases.Claims{Refs: []cases.Ref{ref(2), ref(8)}}, "[KLP-2026-0002]", nil},
			{"token", cases.Claims{Tokens: []string{text, "no token"}}, "[KLP-2026-0003]", func(k cases.Known) bool {
				found, there := k.Tokens[text]
				return there && len(k.Tokens) == 1 && found == token(3, ref(3)) && k.Keys.Verify(text, found)
			}},
			{"mail before", cases.Claims{MessageIDs: []string{"a1@example.org", "b@example.org"}}, "[KLP-2026-0001]", func(k cases.Known) bool {
				return len(k.Threads) == 1 && k.Threads["a1@example.org"] == ref(1)
			}},
			{"our letter", cases.Claims{MessageIDs: []string{"letter2@example.org"}}, "[KLP-2026-0002]", func(k cases.Known) bool {
				l := k.Letters["letter2@example.org"]
				return l.ID == 2 && l.Ref == ref(2) && l.Kind == cases.Receipt && l.To == "ouder2@example.org" && l.At.Equal(noon)
			}},
			{"our letter come back", cases.Claims{MessageID: "letter2@example.org"}, "[KLP-2026-0002]", nil},
			{"complainant", cases.Claims{Sender: "ouder3@example.org"}, "[KLP-2026-0003]", nil},
			{"recipient of a bounce", cases.Claims{Recipient: "ouder1@example.org"}, "[KLP-2026-0001]", func(k cases.Known) bool {
				return len(k.ToThem) == 1 && k.ToThem[0].ID == 1
			}},
			{
				"all at once",
				cases.Claims{Refs: []cases.Ref{ref(3), ref(2)}, Sender: "ouder3@example.org", MessageIDs: []string{"a1@example.org"}},
				"[KLP-2026-0001 KLP-2026-0002 KLP-2026-0003]", nil,
			},
		} {
			c.claims.Org = "KLP"
			k := must[cases.Known](t)(s.Known(context.Background(), c.claims))
			if have := refsOf(k.Cases); have != c.want {
				t.Errorf("%s: cases %s, want %s", c.name, have, c.want)
			}
			if c.check != nil && !c.check(k) {
				t.Errorf("%s: %+v", c.name, k)
			}
			c.claims.Org = "HUM"
			k = must[cases.Known](t)(s.Known(context.Background(), c.claims))
			if len(k.Cases)+len(k.Tokens)+len(k.Threads)+len(k.Letters)+len(k.ToThem) != 0 {
				t.Errorf("%s: another organisation learns %+v", c.name, k)
			}
		}
	})
}

func TestRevokedTokenIsKnownAsSuch(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		three(t, s)
		gone := token(2, ref(2))
		gone.Revoked = true
		ok(t, s.Commit(context.Background(), desk.Change{Org: "KLP", Now: noon, Tokens: []cases.Token{gone}}))
		text := s.opts.Keys.Text(gone)
		k := must[cases.Known](t)(s.Known(context.Background(), cases.Claims{Org: "KLP", Tokens: []string{text}}))
		if !k.Tokens[text].Revoked {
			t.Errorf("tokens %+v", k.Tokens)
		}
	})
}

func TestKnownIsBounded(t *testing.T) {
	s := must[*Store](t)(OpenMemory(options()))
	defer s.Close()
	for n := range mostCases + 5 {
		c, rows := grow(cases.Case{}, cases.Entry{
			Ref: ref(n + 1), Kind: cases.EntryOpened, Actor: cases.ActorParent,
			Who: &cases.Complainant{Email: "veel@example.org"},
		})
		ok(t, s.Commit(context.Background(), desk.Change{
			Org: "KLP", Now: noon, Cases: []cases.Case{c}, Entries: rows, Letters: []mailout.Letter{letter(int64(n+1), "", cases.NewCase)},
		}))
	}
	k := must[cases.Known](t)(s.Known(context.Background(), cases.Claims{Org: "KLP", Sender: "veel@example.org", Recipient: "ouder@example.org"}))
	if len(k.Cases) != mostCases || k.Cases[0].Ref != ref(6) {
		t.Errorf("cases %s", refsOf(k.Cases))
	}
	if len(k.ToThem) != mostToThem || k.ToThem[0].ID != int64(mostCases+5) {
		t.Errorf("letters %+v", k.ToThem)
	}
}

func TestTokenIdsComeFromFreeRooms(t *testing.T) {
	o := options()
	calls := 0
	o.Random = func(p []byte) { // the instance first, then always the same room
		calls++
		clear(p)
	}
	s := must[*Store](t)(OpenMemory(o))
	defer s.Close()
	ctx := context.Background()
	b := must[cases.Book](t)(s.Load(ctx, desk.Want{Org: "KLP", Now: noon}))
	ok(t, s.Commit(ctx, desk.Change{Org: "KLP", Now: noon, Tokens: []cases.Token{token(b.NextToken, ""), token(b.NextToken+1, "")}}))
	again := must[cases.Book](t)(s.Load(ctx, desk.Want{Org: "KLP", Now: noon}))
	if again.NextToken != b.NextToken+2 {
		t.Errorf("after %d and the next comes %d", b.NextToken, again.NextToken)
	}
	s.token.Store(0) // as after a start: the only room that Random offers is taken
	if b, err := s.Load(ctx, desk.Want{Org: "KLP", Now: noon}); err == nil {
		t.Errorf("gave %d, which is taken", b.NextToken)
	}
}
