package config

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Secret is a reference to a password that stands elsewhere. The password itself is in no Config, so that
// nothing which prints one can give it away.
type Secret struct {
	ref string // file:NAME, env:NAME, credential:NAME
	dir string // in which a relative file is looked for
}

// sources of secrets, by the word before the colon.
var sources = map[string]func(dir, name string) (string, error){
	"file":       fromFile,
	"env":        fromEnvironment,
	"credential": fromCredential,
}

// longestSecret in bytes; a larger file is not a password.
const longestSecret = 64 << 10

// String is the reference, never the secret.
func (s Secret) String() string { return s.ref }

// IsZero tells that the file names no secret.
func (s Secret) IsZero() bool { return s.ref == "" }

// Value reads the secret now. One line break at its end does not belong to it. The error is one plain line
// with its mend.
func (s Secret) Value() (string, error) {
	source, name, _ := strings.Cut(s.ref, ":")
	get := sources[source]
	if get == nil {
		return "", mistake{"no secret is named", `write password = "file:NAME"`}
	}
	v, err := get(s.dir, name)
	if err != nil {
		return "", err
	}
	v = strings.TrimSuffix(strings.TrimSuffix(v, "\n"), "\r")
	switch {
	case v == "":
		return "", mistake{s.ref + " is empty", "put the password into it"}
	case strings.ContainsAny(v, "\r\n\x00"):
		return "", mistake{s.ref + " has more than one line", "leave only the password in it"}
	}
	return v, nil
}

func fromFile(dir, name string) (string, error) {
	path := under(dir, name)
	f, err := os.Open(path)
	if err != nil {
		return "", mistake{fmt.Sprintf("secret %s cannot be read: %s", path, cause(err)), "put the password into this file and let only this program's user read it (mode 600)"}
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", fmt.Errorf("look at secret %s: %w", path, err)
	}
	if !info.Mode().IsRegular() {
		return "", mistake{fmt.Sprintf("secret %s is not a file", path), "name a file that holds only the password"}
	}
	if info.Mode().Perm()&0o066 != 0 {
		return "", mistake{fmt.Sprintf("secret %s can be read or changed by other users of this machine", path), "run: chmod 600 " + path}
	}
	return contents(f, path)
}

func fromEnvironment(_, name string) (string, error) {
	v, ok := os.LookupEnv(name)
	if !ok {
		return "", mistake{fmt.Sprintf("environment variable %s is not set", name), "set it where the program is started"}
	}
	return v, nil
}

// fromCredential reads what systemd has put ready (LoadCredential=). Its files belong to the service alone.
func fromCredential(_, name string) (string, error) {
	dir := os.Getenv("CREDENTIALS_DIRECTORY")
	if dir == "" {
		return "", mistake{fmt.Sprintf("credential %s is not there: systemd gave no credentials", name), "add LoadCredential=" + name + " to the service, or use file:"}
	}
	path := filepath.Join(dir, name)
	f, err := os.Open(path)
	if err != nil {
		return "", mistake{fmt.Sprintf("credential %s cannot be read: %s", name, cause(err)), "add LoadCredential=" + name + " to the service"}
	}
	defer f.Close()
	return contents(f, path)
}

func contents(f io.Reader, path string) (string, error) {
	b, err := io.ReadAll(io.LimitReader(f, longestSecret+1))
	if err != nil {
		return "", fmt.Errorf("read secret %s: %w", path, err)
	}
	if len(b) > longestSecret {
		return "", mistake{fmt.Sprintf("secret %s is larger than a password", path), "name a file that holds only the password"}
	}
	return string(b), nil
}

// mistake is an error with its mend.
type mistake struct{ what, mend string }

func (m mistake) Error() string { return m.what + "; " + m.mend }
