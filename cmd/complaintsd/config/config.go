// Package config turns one TOML file into organisations and the settings of the machines.
//
// A file is taken whole or not at all: Load gives either a configuration or the list of all that is wrong
// with it, one plain line each, with its mend. Nothing is dialled and no secret is read here; a secret is
// read when a machine asks for its Value, and Secrets tells beforehand which ones could not be.
package config

import (
	_ "embed"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"complaintsd/cases"
)

// Config is what one file says, with every default filled in.
type Config struct {
	State         string // folder of the database, keys and lock
	Operator      string // address that hears of trouble, lower case
	Zone          *time.Location
	Scans         Scans                 // whether programs look for words in scanned letters
	Organisations []*cases.Organisation // in the order of the file
	Mail          map[string]Mailbox    // by prefix of the organisation
	Templates     map[string]string     // folder of an organisation's own texts, by prefix; absent for none
	Dir           string                // folder of the file; relative paths start here

	file  string // as it stands before the line numbers of problems
	lines map[string]int
}

// Scans says whether pdftotext and tesseract read scanned letters.
type Scans string

// Off reads nothing; Auto uses what is installed.
const (
	Off  Scans = "off"
	Auto Scans = "auto"
)

// Mailbox is how the mail of one organisation comes in and goes out.
type Mailbox struct {
	IMAP IMAP
	SMTP SMTP
}

// IMAP has the settings of the mailbox that is watched. Host is "" when the file has no such section.
type IMAP struct {
	Host     string
	Port     int
	TLS      TLS
	User     string
	Password Secret
	Inbox    string
	Done     string // folder of settled mail; "" leaves mail where it is
	Aside    string // folder of mail that a person must look at; "" leaves it where it is
	Junk     string // watched and reported, never moved; "" is not watched
	Poll     time.Duration
}

// SMTP has the settings of the relay. Host is "" when the file has no such section, User is "" for a relay
// that asks for none.
type SMTP struct {
	Host     string
	Port     int
	TLS      TLS
	User     string
	Password Secret
}

// TLS says how a connection is guarded.
type TLS string

// The ways: STARTTLS that must succeed, TLS from the first byte (RFC 8314), or nothing, which is for a
// server on the same machine only.
const (
	StartTLS TLS = "starttls"
	Implicit TLS = "implicit"
	NoTLS    TLS = "none"
)

// Example is a whole configuration of the first user, and the list of all keys.
//
//go:embed example.toml
var Example string

// largest is the size in bytes above which a file is not a configuration.
const largest = 1 << 20

// Load reads the file at path. The Config is nil if there is any problem.
func Load(path string) (*Config, []Problem) {
	path = filepath.Clean(path)
	f, err := os.Open(path)
	if err != nil {
		return nil, []Problem{unreadable(path, err)}
	}
	defer f.Close()
	return read(f, path, filepath.Dir(path))
}

// Read reads a configuration whose relative paths start in dir. The Config is nil if there is any problem.
func Read(r io.Reader, dir string) (*Config, []Problem) {
	return read(r, "configuration", dir)
}

func read(r io.Reader, name, dir string) (*Config, []Problem) {
	text, err := io.ReadAll(io.LimitReader(r, largest+1))
	if err != nil {
		return nil, []Problem{unreadable(name, err)}
	}
	if len(text) > largest {
		return nil, []Problem{{Where: name, What: "is larger than 1 MB", Mend: "name the configuration file, not another one"}}
	}
	tree, lines, wrong := parse(text)
	if wrong != nil {
		wrong.Where = name
		return nil, []Problem{*wrong}
	}
	b := newBuilder(dir, &notes{file: name, lines: lines})
	b.walk(b.top(), tree, "")
	c := b.finish()
	if len(b.found) > 0 {
		return nil, b.sorted()
	}
	return c, nil
}

func unreadable(path string, err error) Problem {
	p := Problem{Where: path, What: "cannot be read: " + cause(err), Mend: "name another file with --config"}
	if errors.Is(err, fs.ErrNotExist) {
		p.What = "there is no such file"
		p.Mend = "name the configuration file with --config"
	}
	return p
}

// cause leaves the path out of an error: it stands at the start of the line already.
func cause(err error) string {
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}
