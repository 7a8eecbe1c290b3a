// Command arrows checks which package imports which: the map of the house in README.md, as a table. It prints
// each arrow that the map does not have and ends with status 1.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// allowed says, per package, which packages of the house and which third-party modules it may import.
var allowed = map[string][]string{
	"cases":                   {"github.com/rickar/cal/v2"},
	"cases/desk":              {"cases", "mailin", "mailout"},
	"cases/sqlite":            {"cases", "cases/desk", "mailin", "mailout", "modernc.org/sqlite", "github.com/pressly/goose/v3"},
	"mailin":                  {"cases", "golang.org/x/net", "golang.org/x/text", "github.com/emersion/go-message"},
	"mailin/imap":             {"mailin", "github.com/emersion/go-imap/v2", "github.com/emersion/go-sasl"},
	"mailin/imap/dovecottest": {},
	"mailin/ocr":              {},
	"mailin/postroom":         {"github.com/emersion/go-imap/v2", "github.com/emersion/go-smtp", "github.com/emersion/go-sasl"},
	"mailout":                 {},
	"mailout/mime":            {"mailout", "github.com/wneessen/go-mail"},
	"mailout/outbox":          {"mailout"},
	"mailout/pdf":             {"codeberg.org/go-pdf/fpdf", "github.com/go-fonts/liberation", "golang.org/x/image", "golang.org/x/text"},
	"mailout/smtp":            {"mailout", "github.com/wneessen/go-mail"},
	"templates":               {"cases", "mailout", "mailout/mime", "mailout/pdf"},
	"cmd/complaintsd/config":  {"cases", "github.com/pelletier/go-toml/v2"},
	"cmd/complaintsd":         {"*"},
}

// pure packages touch nothing of the world.
var pure = []string{"cases", "mailout"}

var world = []string{"net", "os", "os/exec", "database/sql", "net/http"}

func main() {
	list := exec.Command("go", "list", "-f", `{{$p := .ImportPath}}{{range .Imports}}{{$p}} {{.}}{{"\n"}}{{end}}`, "./...")
	list.Dir = "../.." // the product's module; this one is a module of its own
	out, err := list.Output()
	if err != nil {
		fmt.Fprintln(os.Stderr, "list packages:", err)
		os.Exit(1)
	}
	wrong := false
	for line := range strings.Lines(string(out)) {
		from, to, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok {
			continue
		}
		if why := refuse(strings.TrimPrefix(from, "complaintsd/"), to); why != "" {
			fmt.Printf("%s -> %s: %s\n", from, to, why)
			wrong = true
		}
	}
	if wrong {
		os.Exit(1)
	}
}

func refuse(from, to string) string {
	local, own := strings.CutPrefix(to, "complaintsd/")
	standard := !own && !strings.Contains(strings.SplitN(to, "/", 2)[0], ".")
	may, known := allowed[from]
	switch {
	case !known:
		return "a package that the map does not have"
	case strings.HasPrefix(local, "cmd/") && own && from != "cmd/complaintsd":
		return "nothing imports cmd"
	case standard && slices.Contains(pure, from) && slices.Contains(world, to):
		return "this package is pure"
	case standard || slices.Contains(may, "*"):
		return ""
	}
	for _, m := range may {
		if own && local == m || !own && (to == m || strings.HasPrefix(to, m+"/")) {
			return ""
		}
	}
	return "an arrow that the map does not have"
}
