package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"complaintsd/cmd/complaintsd/config"
	"complaintsd/mailin"
)

// TestOrganisationTakenOutOfTheConfiguration: while somebody still waits for an organisation, the program does not
// start without it; nobody would watch its dates.
func TestOrganisationTakenOutOfTheConfiguration(t *testing.T) {
	dir := t.TempDir()
	load := func(text string) *config.Config {
		t.Helper()
		cfg, problems := config.Read(strings.NewReader(text), dir)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		return cfg
	}
	at := time.Date(2026, time.November, 2, 9, 0, 0, 0, time.UTC)
	now := func() time.Time { return at }
	both := load(config.Example + strings.NewReplacer("KLP", "HUM", "kluppluz.example", "humankind.example", `"klachten"`, `"meldingen"`).Replace(
		config.Example[strings.Index(config.Example, "[[organisation]]"):]))
	h, err := open(both, now)
	if err != nil {
		t.Fatal(err)
	}
	mail := "From: ouder@post.example\r\nTo: klachten@humankind.example\r\nSubject: Klacht\r\nMessage-ID: <a@post.example>\r\n\r\nTe laat.\r\n"
	raw := mailin.Raw{
		Place: mailin.Place{Account: "HUM", Mailbox: "INBOX", Validity: 1, UID: 1}, Arrived: at, Size: int64(len(mail)),
		Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(mail)), nil },
	}
	if err := h.store.Accept(context.Background(), []mailin.Raw{raw}); err != nil {
		t.Fatal(err)
	}
	start := func(cfg *config.Config) error {
		h, err := open(cfg, now)
		if err == nil {
			err = h.Close()
		}
		return err
	}
	one := load(config.Example)
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	refused := func(what string) {
		t.Helper()
		if err := start(one); err == nil || !strings.Contains(err.Error(), "organisation HUM") || !strings.Contains(err.Error(), "put it back") {
			t.Errorf("%s: %v", what, err)
		}
	}
	refused("a mail waits to be read")
	if h, err = open(both, now); err != nil {
		t.Fatal(err)
	}
	if found, err := h.desk.Receive(context.Background()); err != nil || !found {
		t.Fatal(found, err)
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	refused("its case is open")
	// A refused start leaves the state free for the next one, and a fresh state asks for nothing.
	if err := start(both); err != nil {
		t.Errorf("with the organisation put back: %v", err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "state")); err != nil {
		t.Fatal(err)
	}
	if err := start(one); err != nil {
		t.Errorf("with a new state: %v", err)
	}
}
