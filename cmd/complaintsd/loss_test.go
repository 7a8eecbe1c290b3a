package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"complaintsd/cmd/complaintsd/config"
)

// A first start that is cut short, by the power or because the database cannot be made, leaves keys without a database.
// Nothing was there that could be lost. A database that is gone later is told of.
func TestFirstStartThatIsCutShortIsNoLoss(t *testing.T) {
	cfg, problems := config.Read(strings.NewReader(config.Example), t.TempDir())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	inTheWay := database(cfg)
	if err := os.MkdirAll(cfg.State, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(cfg.State, "nowhere", "db"), inTheWay); err != nil {
		t.Fatal(err)
	}
	if h, err := open(cfg, time.Now); err == nil {
		_ = h.Close()
		t.Fatal("a database that leads nowhere is no trouble")
	}
	if _, err := os.Stat(filepath.Join(cfg.State, "token-keys")); err != nil {
		t.Fatalf("the start did not come so far: %v", err)
	}
	if err := os.Remove(inTheWay); err != nil {
		t.Fatal(err)
	}
	for _, want := range []*loss{nil, nil, databaseLost} {
		if want == databaseLost {
			files, _ := filepath.Glob(database(cfg) + "*")
			for _, file := range files {
				if err := os.Remove(file); err != nil {
					t.Fatal(err)
				}
			}
		}
		h, err := open(cfg, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		if h.lost != want {
			t.Errorf("lost: %+v, want %+v", h.lost, want)
		}
		if err := h.Close(); err != nil {
			t.Error(err)
		}
	}
}
