package imap

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	imap "github.com/emersion/go-imap/v2"
	"pgregory.net/rapid"
)

func TestPlanKeepsOrderAndBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes := rapid.SliceOfN(rapid.OneOf(rapid.Int64Range(-1, 200_000), rapid.Int64Range(0, 2*memory)), 0, 300).Draw(t, "sizes")
		items := make([]item, len(sizes))
		for i, size := range sizes {
			items[i] = item{uid: uint32(i + 1), size: size}
		}
		var back []item
		for _, group := range plan(items) {
			if len(group) == 0 || len(group) > perFetch {
				t.Fatalf("a group of %d", len(group))
			}
			if len(group) > 1 && weight(group) > memory {
				t.Fatalf("a group of %d bytes", weight(group))
			}
			if len(group) > 1 && slices.ContainsFunc(group, func(it item) bool { return it.size < 0 }) {
				t.Fatal("a message of unknown size is not alone")
			}
			back = append(back, group...)
		}
		if !slices.Equal(back, items) {
			t.Fatalf("%v became %v", items, back)
		}
	})
}

func TestPlanFillsAGroup(t *testing.T) {
	items := make([]item, 120)
	for i := range items {
		items[i] = item{uid: uint32(i + 1), size: 1000}
	}
	if n := len(plan(items)); n != 3 {
		t.Errorf("%d groups, want 3", n)
	}
}

func TestUIDSetAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		uids := rapid.SliceOfDistinct(rapid.Uint32Range(1, 500), rapid.ID).Draw(t, "uids")
		slices.Sort(uids)
		from := rapid.Uint32Range(1, 500).Draw(t, "from")
		got, err := expand(uidSet(uids), from)
		want := slices.DeleteFunc(slices.Clone(uids), func(uid uint32) bool { return uid < from })
		if err != nil || !slices.Equal(got, want) {
			t.Fatalf("%v from %d: %v, %v", uids, from, got, err)
		}
	})
}

func TestExpandHasABound(t *testing.T) {
	for _, test := range []struct {
		set  imap.UIDSet
		from uint32
		want int
		err  error
	}{
		{imap.UIDSet{{Start: 1, Stop: math.MaxUint32}}, 1, 0, errFlood},
		{imap.UIDSet{{Start: 1, Stop: math.MaxUint32}}, math.MaxUint32, 1, nil},
		{imap.UIDSet{{Start: 1, Stop: maxListed - 1}, {Start: maxListed + 1, Stop: maxListed + 9}}, 1, 0, errFlood},
		{imap.UIDSet{{Start: 3, Stop: 3}}, 4, 0, nil},
		{nil, 1, 0, nil},
	} {
		got, err := expand(test.set, test.from)
		if !errors.Is(err, test.err) || len(got) != test.want {
			t.Errorf("%v from %d: %d UIDs, %v; want %d, %v", test.set, test.from, len(got), err, test.want, test.err)
		}
	}
}

func TestPauses(t *testing.T) {
	limits := Config{}.withDefaults().Limits
	lost, refused := errors.New("lost"), fmt.Errorf("%w: no", errRefused)
	var p pause
	for i, step := range []struct {
		err      error
		fruitful bool
		want     time.Duration
	}{
		{lost, false, time.Second},
		{lost, false, 2 * time.Second},
		{lost, false, 4 * time.Second},
		{lost, true, time.Second},
		{refused, false, 5 * time.Minute},
		{refused, false, 10 * time.Minute},
		{refused, false, 20 * time.Minute},
		{refused, false, 30 * time.Minute},
		{refused, false, 30 * time.Minute},
		{lost, false, 5 * time.Minute},
	} {
		got := p.after(step.err, step.fruitful, limits)
		if got < step.want*8/10 || got > step.want*12/10 {
			t.Errorf("step %d: %v, want about %v", i, got, step.want)
		}
	}
}

func TestTrials(t *testing.T) {
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	var trials trials
	trials.of(7)
	trials.suspect(2, 3)
	look := func() string {
		together, alone, held := trials.part([]uint32{1, 2, 3}, now)
		return fmt.Sprint(together, alone, held)
	}
	step := func(what, got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("%s: %s, want %s", what, got, want)
		}
	}
	step("two suspects", look(), "[1] [2 3] []")
	step("first strike", fmt.Sprintf("%v %s", trials.strike(2, now, time.Hour), look()), "false [1] [2 3] []")
	step("second strike", fmt.Sprintf("%v %s", trials.strike(2, now, time.Hour), look()), "true [1] [3] [2]")
	now = now.Add(time.Hour)
	step("an hour later", look(), "[1] [2 3] []")
	step("struck again", fmt.Sprintf("%v %s", trials.strike(2, now, time.Hour), look()), "false [1] [3] [2]")
	trials.clear(3)
	step("one came after all", look(), "[1 3] [] [2]")
	trials.of(7)
	step("the same mailbox", look(), "[1 3] [] [2]")
	trials.of(8)
	step("other messages now", look(), "[1 2 3] [] []")
}
