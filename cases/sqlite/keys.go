package sqlite

import (
	"bufio"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"complaintsd/cases"
)

// keyFile holds the secrets that sign tokens: one line for each, its number and the secret in hex. A new
// key is a line with a higher number; an old one stays as long as letters that carry it are answered.
const keyFile = "token-keys"

const keyLength = 32 // bytes of a new key

// LoadKeys reads the key file of a state folder and makes it at the first start, with a key out of random.
// A file that others than its owner may read is refused.
func LoadKeys(dir string, random func(p []byte)) (cases.Keyring, error) {
	path := filepath.Join(dir, keyFile)
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err := makeKeys(dir, path, random); err != nil {
			return cases.Keyring{}, fmt.Errorf("make the key file: %w", err)
		}
		info, err = os.Stat(path)
	}
	if err != nil {
		return cases.Keyring{}, fmt.Errorf("look at the key file: %w", err)
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 {
		return cases.Keyring{}, fmt.Errorf("key file %s has mode %04o, so that others can read the secrets: chmod 600 it", path, mode)
	}
	return readKeys(path)
}

// makeKeys writes the file under another name first: a crash never leaves one without a key.
func makeKeys(dir, path string, random func(p []byte)) error {
	key := make([]byte, keyLength)
	random(key)
	f, err := os.OpenFile(path+".new", os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(f, "0 %s\n", hex.EncodeToString(key))
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(path+".new", path); err != nil {
		return err
	}
	return syncDir(dir)
}

// syncDir makes the names in a folder durable.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func readKeys(path string) (cases.Keyring, error) {
	f, err := os.Open(path)
	if err != nil {
		return cases.Keyring{}, fmt.Errorf("open the key file: %w", err)
	}
	defer f.Close()
	ring := cases.Keyring{Current: -1, Keys: map[int][]byte{}}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		if err := addKey(&ring, lines.Text()); err != nil {
			return cases.Keyring{}, fmt.Errorf("key file %s, line %d: %w", path, n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return cases.Keyring{}, fmt.Errorf("read the key file: %w", err)
	}
	if ring.Current < 0 {
		return cases.Keyring{}, fmt.Errorf("key file %s holds no key: restore it from a backup", path)
	}
	return ring, nil
}

// addKey never quotes the line: errors go to logs.
func addKey(ring *cases.Keyring, line string) error {
	var number int
	var text string
	if n, _ := fmt.Sscanf(line, "%d %s", &number, &text); n != 2 || number < 0 || number > 31 {
		return errors.New("it has to be a number from 0 to 31 and a secret in hex")
	}
	key, err := hex.DecodeString(text)
	if err != nil || len(key) < 16 {
		return errors.New("the secret has to be hex of 16 bytes or more")
	}
	if _, twice := ring.Keys[number]; twice {
		return fmt.Errorf("key number %d stands there twice", number)
	}
	ring.Keys[number] = key
	ring.Current = max(ring.Current, number)
	return nil
}
