package config

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"complaintsd/cases"
)

// minimal leaves out every key that may be left out.
const minimal = `
operator = "beheer@example.org"
[[organisation]]
name = "Voorbeeld"
prefix = "VB"
address = "klachten@example.org"
[[organisation.location]]
name = "Huis"
[[organisation.person]]
id = "a"
name = "An Aa"
address = "a@example.org"
roles = ["registrar", "director"]
`

func load(t *testing.T, text string) *Config {
	t.Helper()
	c, problems := Read(strings.NewReader(text), "dir")
	for _, p := range problems {
		t.Errorf("unexpected: %s", p)
	}
	if c == nil {
		t.Fatal("no configuration")
	}
	return c
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n got %+v\nwant %+v", what, got, want)
	}
}

func TestExample(t *testing.T) {
	c := load(t, Example)
	o := c.Organisations[0]
	same(t, "state", c.State, filepath.Join("dir", "state"))
	same(t, "operator", o.Operator, "beheer@kluppluz.example")
	same(t, "zone", o.Calendar.Zone.String(), "Europe/Amsterdam")
	same(t, "word", o.Word, "klantreactie")
	same(t, "aliases", o.Aliases, []string{"klantreactie@kluppluz.example"})
	same(t, "locations", o.Locations, []cases.Location{
		{Name: "De Messenmaker", Aliases: []string{"Messenmaker"}, Region: "Zuidoost-Brabant", Regime: cases.Wko},
		{Name: "Morel", Region: "West-Brabant", Regime: cases.Wko},
	})
	same(t, "second person", o.People[1], cases.Person{
		ID: "jansen", Name: "Joke Jansen", Title: "locatiemanager", Address: "j.jansen@kluppluz.example",
		Roles: []cases.Role{cases.Manager}, Locations: []string{"De Messenmaker"}, Phone: "040-5550102", Deputy: "kwaliteit", Language: cases.Dutch,
	})
	same(t, "scanners", o.Scanners, []string{"scanner@kluppluz.example"})
	same(t, "forms", o.Forms, []cases.Form{{Sender: "website@kluppluz.example"}})
	same(t, "authserv", o.Proof.Authserv, "mx.kluppluz.example")
	same(t, "mailbox", c.Mail["KLP"], Mailbox{
		IMAP: IMAP{
			Host: "127.0.0.1", Port: 143, TLS: StartTLS, User: "klachten", Password: Secret{"file:imap-password", "dir"},
			Inbox: "INBOX", Done: "Verwerkt", Aside: "Nakijken", Junk: "Junk", Poll: time.Minute,
		},
		SMTP: SMTP{Host: "127.0.0.1", Port: 25, TLS: StartTLS, User: "klachten", Password: Secret{"file:smtp-password", "dir"}},
	})
	if !o.Since.IsZero() || o.Plus {
		t.Errorf("since %v, plus %v: neither is in the example", o.Since, o.Plus)
	}
}

// The comments of the example promise defaults: without such a line the configuration is the same.
func TestDefaultsOfTheComments(t *testing.T) {
	whole := load(t, Example)
	promised := regexp.MustCompile(`^[a-z]+ .*# .*default`)
	lines := strings.Split(Example, "\n")
	tried := 0
	for i, l := range lines {
		if !promised.MatchString(l) || strings.HasPrefix(l, "word") || strings.HasPrefix(l, "junk") {
			continue // their values in the example are not the defaults
		}
		tried++
		without := load(t, strings.Join(append(append([]string{}, lines[:i]...), lines[i+1:]...), "\n"))
		same(t, l, without.Organisations, whole.Organisations)
		same(t, l, without.Mail, whole.Mail)
		same(t, l, without.Zone, whole.Zone)
	}
	if tried < 10 {
		t.Errorf("only %d lines of the example promise a default", tried)
	}
	o := load(t, minimal).Organisations[0]
	same(t, "word", o.Word, "klacht")
	same(t, "junk", load(t, minimal).Mail["VB"].IMAP.Junk, "")
}

func TestAbsentSectionsHaveTheDefaults(t *testing.T) {
	want, got := load(t, Example).Organisations[0], load(t, minimal).Organisations[0]
	same(t, "terms", got.Terms, want.Terms)
	same(t, "limits", got.Limits, want.Limits)
	same(t, "reminders", got.Reminders, want.Reminders)
	same(t, "close", got.Close, want.Close)
	same(t, "tone", got.Tone, cases.Je)
	same(t, "language", got.Language, cases.Dutch)
	same(t, "holidays", got.Calendar.Extra, cases.EquatedDays())
	same(t, "proof", got.Proof, cases.Proof{Token: true, DMARC: true, Dialect: "rfc8601"})
	same(t, "regime", got.Locations[0].Regime, cases.Wko)
}

func edit(t *testing.T, text string, pairs ...string) string {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("the text has no %q to replace", pairs[i])
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	return text
}

func TestValues(t *testing.T) {
	c := load(t, edit(t, Example,
		`address    = "klachten@kluppluz.example"`, `address = "Klachten@KluppLuz.example"`+"\n"+`holidays = ["2029-05-11", 2026-01-02]`,
		`# since  = "2026-01-01"`, `since = 2026-07-01`,
		`# plus   = true`, `plus = true`,
		`poll     = "1m"`, `poll = "30s"`,
		`wkkgz        = "42d+28d"`, `wkkgz = "6mo+1mo"`,
		`hold         = "10m"`, `hold = "2d"`,
		`"before-closing"`, `"after-closing"`,
		`accept   = ["token", "dmarc"]`, `accept = ["dmarc"]`,
		`"rfc8601"`, `"microsoft365"`,
		`propose    = { handler = ["-7d", "-3d", "-1d"], registrar = ["-1d", "0d"], regional = ["+1d"] }`, `propose = { director = "2d" }`,
		`"mon 08:00"`, `"Fri 17:30"`,
		`deputy    = "kwaliteit"`, `deputy = "kwaliteit"`+"\n"+`deputy_from = "2026-07-01"`+"\n"+`deputy_until = 2026-08-01`+"\n"+`left = "2026-12-31"`,
		`locations = ["De Messenmaker"]`, `locations = ["messenmaker", "MOREL"]`,
		`sender = "website@kluppluz.example"`, `sender = "website@kluppluz.example"`+"\n"+`labels = { "Naam Ouder" = "naam" }`,
	))
	o := c.Organisations[0]
	same(t, "address", o.Address, "klachten@kluppluz.example")
	same(t, "holidays", o.Calendar.Extra, append(cases.EquatedDays(), cases.Date{Year: 2029, Month: time.May, Day: 11}))
	same(t, "since", o.Since.Format(time.RFC3339), "2026-07-01T00:00:00+02:00")
	same(t, "plus", o.Plus, true)
	same(t, "poll", c.Mail["KLP"].IMAP.Poll, 30*time.Second)
	same(t, "wkkgz", o.Terms.Statutory[cases.Wkkgz], cases.StatutoryTerm{Term: cases.Span{Months: 6}, Extension: cases.Span{Months: 1}})
	same(t, "hold", o.Terms.Hold, 48*time.Hour)
	same(t, "satisfaction", o.Terms.AskAfterClosing, true)
	same(t, "proof", o.Proof, cases.Proof{DMARC: true, Authserv: "mx.kluppluz.example", Dialect: "microsoft365"})
	same(t, "propose", o.Reminders.Propose, map[cases.Role][]int{cases.Director: {2}})
	same(t, "digest", []any{o.Reminders.DigestDay, o.Reminders.DigestAt}, []any{time.Friday, cases.Clock{Hour: 17, Minute: 30}})
	same(t, "locations", o.People[1].Locations, []string{"De Messenmaker", "Morel"})
	on := func(m time.Month, d int) cases.Date { return cases.Date{Year: 2026, Month: m, Day: d} }
	same(t, "deputy", []any{o.People[1].Deputy, o.People[1].DeputyFrom, o.People[1].DeputyUntil, o.People[1].Left},
		[]any{"kwaliteit", on(time.July, 1), on(time.August, 1), on(time.December, 31)})
	same(t, "labels", o.Forms[0].Labels, map[string]string{"naam ouder": "naam"})
}

// A folder of one's own texts starts at the file, and has to be there.
func TestTemplates(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "teksten"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "brief.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ written, want, problem string }{
		{`"teksten"`, filepath.Join(dir, "teksten"), ""},
		{`"./teksten/"`, filepath.Join(dir, "teksten"), ""},
		{`""`, "", ""},
		{`"texten"`, "", `configuration:19: templates is "` + filepath.Join(dir, "texten") + `", and there is no such folder; make it, or leave templates out to use the built-in texts`},
		{`"brief.txt"`, "", `configuration:19: templates is "` + filepath.Join(dir, "brief.txt") + `", which is no folder; name the folder that holds nl/receipt.txt and the like`},
		{`3`, "", `configuration:19: templates in [[organisation]] is a number, not text; write it as "texts" in quotes`},
	} {
		file := edit(t, Example, `language   = "nl" `, "templates = "+c.written)
		got, problems := Read(strings.NewReader(file), dir)
		if c.problem != "" {
			same(t, c.written, problems[0].String(), c.problem)
			continue
		}
		same(t, c.written, len(problems), 0)
		same(t, c.written, got.Templates["KLP"], c.want)
		again, problems := Read(strings.NewReader(printed(t, got)), dir)
		same(t, "printed", len(problems), 0)
		same(t, "printed", again.Templates, got.Templates)
	}
}

func TestPortsFollowTLS(t *testing.T) {
	c := load(t, minimal+`
[organisation.imap]
host = "imap.example.org"
user = "u"
password = "env:P"
[organisation.smtp]
host = "localhost"
tls = "none"
`)
	m := c.Mail["VB"]
	same(t, "imap", []any{m.IMAP.Port, m.IMAP.TLS}, []any{993, Implicit})
	same(t, "smtp", []any{m.SMTP.Port, m.SMTP.TLS}, []any{25, NoTLS})
}

func TestFileOfWindows(t *testing.T) {
	want := load(t, Example)
	got := load(t, "\ufeff"+strings.ReplaceAll(Example, "\n", "\r\n"))
	same(t, "organisations", got.Organisations, want.Organisations)
}

func printed(t *testing.T, c *Config) string {
	t.Helper()
	var out bytes.Buffer
	if err := c.Print(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestPrintReadsBack(t *testing.T) {
	two := strings.NewReplacer("kluppluz.example", "ander.example", `"KLP"`, `"AND"`, `"klachten"`, `"meldingen"`).Replace(Example[strings.Index(Example, "[[organisation]]"):])
	for name, text := range map[string]string{"example": Example, "minimal": minimal, "two": Example + two} {
		c := load(t, text)
		out := printed(t, c)
		again := load(t, out)
		same(t, name+": state", again.State, c.State)
		same(t, name+": organisations", again.Organisations, c.Organisations)
		same(t, name+": mail", again.Mail, c.Mail)
		same(t, name+": printed", printed(t, again), out)
	}
}

func TestPrintedSecretsAreReferences(t *testing.T) {
	t.Setenv("KLP_PASSWORD", "hunter2")
	c := load(t, edit(t, Example, "file:imap-password", "env:KLP_PASSWORD"))
	out := printed(t, c)
	if !strings.Contains(out, `password = "env:KLP_PASSWORD"`) || strings.Contains(out, "hunter2") {
		t.Errorf("printed:\n%s", out)
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "complaintsd.toml")
	if err := os.WriteFile(path, []byte(edit(t, Example, `state    = "state"`, `state = "/var/lib/complaintsd"`)), 0o644); err != nil {
		t.Fatal(err)
	}
	c, problems := Load(path)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	same(t, "dir", c.Dir, dir)
	same(t, "state", c.State, "/var/lib/complaintsd")
	_, problems = Load(filepath.Join(dir, "other.toml"))
	same(t, "missing file", problems, []Problem{{
		Where: filepath.Join(dir, "other.toml"), What: "there is no such file", Mend: "name the configuration file with --config",
	}})
	_, problems = Load(dir)
	same(t, "folder", problems, []Problem{{Where: dir, What: "cannot be read: is a directory", Mend: "name another file with --config"}})
}
