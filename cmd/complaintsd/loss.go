package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"complaintsd/cmd/complaintsd/config"
)

// loss is what of the state was there once and is gone, for the log and for the operator.
type loss struct{ log, dutch string }

var (
	keysLost = &loss{
		"token-keys is missing beside the database and is made anew: links and answers of earlier mails prove nothing any more; put the file back from the backup if there is one",
		"Het bestand token-keys ontbrak bij de start en is nieuw gemaakt. Links en antwoorden van eerdere mails bewijzen niets meer. Is er een back-up? Zet het bestand dan terug.",
	}
	databaseLost = &loss{
		"the database is missing beside token-keys and is made anew; if there was one, stop the program now and put it back from the backup, before new cases get the numbers of old ones",
		"De database ontbrak bij de start en is nieuw gemaakt. Was er al een database? Stop dan nu het programma en zet de back-up terug. Anders krijgen nieuwe zaken de nummers van oude.",
	}
)

// lossOf looks before anything is made anew.
func lossOf(cfg *config.Config) *loss {
	info, err := os.Stat(database(cfg))
	noDatabase := err != nil || info.Size() == 0
	_, err = os.Stat(filepath.Join(cfg.State, "token-keys"))
	switch noKeys := errors.Is(err, fs.ErrNotExist); {
	case noKeys && !noDatabase:
		return keysLost
	case noDatabase && !noKeys && !stands(firstStart(cfg)):
		return databaseLost
	}
	return nil
}

// firstStart is a file that stands in the state folder until the first start is through. When the power fails in the
// midst of that, or the disk is full, there are keys without a database, and nothing was lost.
func firstStart(cfg *config.Config) string { return filepath.Join(cfg.State, "first-start") }

// beginFirst puts it there, before anything is made. Without it a first start that is cut short has the next one ask
// whether a database was lost, and no more.
func beginFirst(cfg *config.Config) {
	if !stands(database(cfg)) && !stands(filepath.Join(cfg.State, "token-keys")) {
		_ = os.WriteFile(firstStart(cfg), nil, 0o600)
	}
}

// endFirst takes it away: while it stands, a lost database is not told of.
func endFirst(cfg *config.Config) error {
	if err := os.Remove(firstStart(cfg)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("end the first start: %w", err)
	}
	return nil
}

func stands(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
