package postroom_test

import (
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"complaintsd/mailin/postroom"
)

func TestValidityMovesWithTheStart(t *testing.T) {
	validity := func(start time.Time) []uint32 {
		room := open(t, func(o *postroom.Options) { o.Now = func() time.Time { return start } })
		c := login(t, room, desk, "geheim", nil)
		box := choose(t, c, "INBOX")
		status, err := c.Status("INBOX", &imap.StatusOptions{UIDValidity: true}).Wait()
		if err != nil {
			t.Fatal(err)
		}
		size := int64(len("Subject: x\r\n\r\n"))
		add := c.Append("INBOX", size, nil)
		if _, err := add.Write([]byte("Subject: x\r\n\r\n")); err != nil {
			t.Fatal(err)
		}
		if err := add.Close(); err != nil {
			t.Fatal(err)
		}
		appended, err := add.Wait()
		if err != nil {
			t.Fatal(err)
		}
		return []uint32{box.UIDValidity, status.UIDValidity, appended.UIDValidity}
	}
	first, second := validity(clock()), validity(clock().Add(time.Hour))
	for i := range first {
		if first[i] != first[0] || second[i] != second[0] || first[i] == second[i] {
			t.Fatalf("UIDVALIDITY of SELECT, STATUS, APPEND: %v at the first start, %v at the second", first, second)
		}
	}
}

// Two clients move the same messages at the same time: each message moves once, and both go on.
func TestTwoMovers(t *testing.T) {
	room := open(t, nil)
	for range 40 {
		if err := room.Deliver(parent, []string{desk}, raw("Subject: x", "", "x")); err != nil {
			t.Fatal(err)
		}
	}
	a, b := login(t, room, desk, "geheim", nil), login(t, room, desk, "geheim", nil)
	if err := a.Create("Verwerkt", nil).Wait(); err != nil {
		t.Fatal(err)
	}
	moved := make([]int, 2)
	var movers sync.WaitGroup
	for i, c := range []*imapclient.Client{a, b} {
		choose(t, c, "INBOX")
		movers.Go(func() {
			for uid := imap.UID(1); uid <= 40; uid++ {
				data, err := c.Move(imap.UIDSetNum(uid), "Verwerkt").Wait()
				if err != nil {
					t.Errorf("mover %d, uid %d: %v", i, uid, err)
					return
				}
				if set, ok := data.SourceUIDs.(imap.UIDSet); ok && len(set) > 0 {
					moved[i]++
				}
			}
		})
	}
	movers.Wait()
	if moved[0]+moved[1] != 40 {
		t.Errorf("moved %v", moved)
	}
	for name, want := range map[string]uint32{"INBOX": 0, "Verwerkt": 40} {
		if box := choose(t, a, name); box.NumMessages != want {
			t.Errorf("%s has %d messages", name, box.NumMessages)
		}
	}
	if n := len(room.Inbox(desk)); n != 40 {
		t.Errorf("Inbox forgets what was moved: %d", n)
	}
}

func TestMoveToNowhereKeepsTheMail(t *testing.T) {
	room := open(t, nil)
	if err := room.Deliver(parent, []string{desk}, raw("Subject: x", "", "x")); err != nil {
		t.Fatal(err)
	}
	c := login(t, room, desk, "geheim", nil)
	choose(t, c, "INBOX")
	if _, err := c.Move(imap.UIDSetNum(1), "Nergens").Wait(); err == nil {
		t.Error("moved to a folder that does not exist")
	}
	if box := choose(t, c, "INBOX"); box.NumMessages != 1 {
		t.Errorf("%d messages left", box.NumMessages)
	}
}

// A mail that comes at any moment of IDLE is told, also when it comes at the very start.
func TestIdleWakesUp(t *testing.T) {
	room := open(t, nil)
	exists := make(chan uint32, 100)
	c := login(t, room, desk, "geheim", &imapclient.Options{UnilateralDataHandler: &imapclient.UnilateralDataHandler{
		Mailbox: func(data *imapclient.UnilateralDataMailbox) {
			if data.NumMessages != nil {
				exists <- *data.NumMessages
			}
		},
	}})
	choose(t, c, "INBOX")
	for n := uint32(1); n <= 20; n++ {
		idle, err := c.Idle()
		if err != nil {
			t.Fatal(err)
		}
		if err := room.Deliver(parent, []string{desk}, raw("Subject: x", "", "x")); err != nil {
			t.Fatal(err)
		}
		for <-exists < n {
		}
		if err := idle.Close(); err != nil {
			t.Fatal(err)
		}
		if err := idle.Wait(); err != nil {
			t.Fatal(err)
		}
	}
}
