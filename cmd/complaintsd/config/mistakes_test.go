package config

import (
	"strings"
	"testing"
)

// Each mistake is made in the example and gives exactly its lines.
var mistakes = []struct {
	name  string
	edits []string // old, new
	want  string
}{
	{"unknown key", []string{`phone      = "040-5550100"`, `phon = "040-5550100"`}, `14: unknown key "phon" in [[organisation]]; did you mean "phone"?`},
	{"key of another section", []string{`website    =`, `digest     =`}, `15: unknown key "digest" in [[organisation]]; it belongs in [organisation.reminders]`},
	{"unknown key, nothing near", []string{`junk     =`, `spamfolder =`}, `30: unknown key "spamfolder" in [organisation.imap]; known: host, port, tls, user, password, inbox, done, aside, junk, poll, since, plus`},
	{"unknown section", []string{"[organisation.limits]", "[organisation.limit]"}, `62: unknown key "limit" in [[organisation]]; did you mean "limits"?`},
	{"unknown key at the top", []string{`operator =`, `oprator = "x"` + "\noperator ="}, `5: unknown key "oprator"; did you mean "operator"?`},
	{"wrong type: number as text", []string{`port     = 143`, `port = "143"`}, `23: port in [organisation.imap] is text, not a whole number; write it as a bare number without quotes`},
	{"wrong type: text as number", []string{`confirm      = "7d"`, `confirm = 7`}, `48: confirm in [organisation.terms] is a number, not text; write it as "21d", "5wd" or "12mo"`},
	{"wrong type: text as list", []string{`roles   = ["registrar"]`, `roles = "registrar"`}, `88: roles in [[organisation.person]] is text, not a list; write it as ["registrar"]`},
	{"wrong type: truth", []string{`# plus   = true`, `plus = "yes"`}, `33: plus in [organisation.imap] is text, not true or false; write it as true or false, without quotes`},
	{"wrong type: section", []string{"[[organisation]]", "[organisation]"}, `8: organisation is not written as a section of its kind; head it [[organisation]]`},
	{"section twice", []string{"[organisation.limits]", "[[organisation.limits]]"}, `62: organisation.limits is not written as a section of its kind; head it [organisation.limits]`},
	{"list section once", []string{"[[organisation.scanner]]", "[organisation.scanner]"}, `127: organisation.scanner is not written as a section of its kind; head it [[organisation.scanner]]`},
	{"missing operator", []string{`operator = "beheer@kluppluz.example"`, ``}, `the file has no operator; add operator = ...`},
	{"missing prefix", []string{`prefix     = "KLP"`, ``}, `8: [[organisation]] has no prefix; add prefix = ...`},
	{"missing address of a person", []string{`address = "kwaliteit@kluppluz.example"`, ``}, `84: [[organisation.person]] has no address; add address = ...`},
	{"missing host", []string{`host     = "127.0.0.1"`, ``}, `21: [organisation.imap] has no host; add host = ...`},
	{"duplicate key", []string{`tone       = "je"`, "tone = \"je\"\ntone = \"u\""}, `19: this is not TOML: key tone is already defined; write key = "text", one key a line, each key once, saved as UTF-8`},
	{"syntax", []string{`name       = "KluppluZ"`, `name = KluppluZ`}, `9: this is not TOML: unexpected character U+004B 'K' at start of value; write key = "text", one key a line, each key once, saved as UTF-8`},
	{"not UTF-8", []string{`Hanna Vos`, "Hann\xe9 Vos"}, `119: this is not TOML: invalid UTF-8 character in basic string; write key = "text", one key a line, each key once, saved as UTF-8`},
	{"control character", []string{`"Hanna Vos"`, `"Hanna\nVos"`}, `119: name in [[organisation.person]] has a line break or another control character; write it on one line`},
	{"empty name", []string{`"Hanna Vos"`, `" "`}, `119: name in [[organisation.person]] is empty; fill it in`},
	{"bad address", []string{`"h.vos@kluppluz.example"`, `"Hanna <h.vos@kluppluz.example>"`}, `121: address in [[organisation.person]] is "Hanna <h.vos@kluppluz.example>", which is no e-mail address; write one bare address, as "name@example.org"`},
	{"two addresses", []string{`"h.vos@kluppluz.example"`, `"h.vos@kluppluz.example, p@kluppluz.example"`}, `121: address in [[organisation.person]] is "h.vos@kluppluz.example, p@kluppluz.example", which is no e-mail address; write one bare address, as "name@example.org"`},
	{"look-alike address", []string{`"h.vos@kluppluz.example"`, `"h.vоs@kluppluz.example"`}, `121: address in [[organisation.person]] is "h.vоs@kluppluz.example", which has letters outside ASCII; write it in plain letters, a domain with accents in its xn-- form`},
	{"bad alias", []string{`aliases    = ["klantreactie@kluppluz.example"]`, `aliases = ["klantreactie"]`}, `12: aliases in [[organisation]] has "klantreactie", which is no e-mail address; write one bare address, as "name@example.org"`},
	{"alias is the address", []string{`aliases    = ["klantreactie@kluppluz.example"]`, `aliases = ["KLACHTEN@kluppluz.example"]`}, `12: address "klachten@kluppluz.example" stands already at line 11; use every address once`},
	{"two people at one address", []string{`"h.vos@kluppluz.example"`, `"p.smit@kluppluz.example"`}, `121: address "p.smit@kluppluz.example" stands already at line 113; use every address once`},
	{"person at the complaints mailbox", []string{`"h.vos@kluppluz.example"`, `"klachten@kluppluz.example"`}, `121: address "klachten@kluppluz.example" stands already at line 11; use every address once`},
	{"operator at the complaints mailbox", []string{`"beheer@kluppluz.example"`, `"klantreactie@kluppluz.example"`}, `5: operator is "klantreactie@kluppluz.example", the mailbox for complaints of line 12; name an address that a person reads`},
	{"scanner is a person", []string{`"scanner@kluppluz.example"`, `"p.smit@kluppluz.example"`}, `128: address "p.smit@kluppluz.example" stands already at line 113; use every address once`},
	{"manager without location", []string{`locations = ["Morel"]`, ``}, `101: person "bakker" is manager without a location; add locations = ["..."]`},
	{"regional without region", []string{`regions = ["Zuidoost-Brabant", "West-Brabant"]`, `regions = []`}, `109: person "regio" is regional without a region; add regions = ["..."]`},
	{"unknown location", []string{`locations = ["Morel"]`, `locations = ["Morrel"]`}, `107: location "Morrel" is not known; did you mean "Morel"?`},
	{"unknown region", []string{`regions = ["Zuidoost-Brabant", "West-Brabant"]`, `regions = ["West Brabant"]`}, `115: region "West Brabant" is that of no location; did you mean "West-Brabant"?`},
	{"unknown role", []string{`roles   = ["director"]`, `roles = ["directeur"]`}, `122: roles in [[organisation.person]] has "directeur", which is no known role; did you mean "director"?`},
	{"a role that is no text", []string{`roles   = ["director"]`, `roles = [1]`}, `122: roles in [[organisation.person]] has an element that is a number, not text; write it as "text" in quotes`},
	{"no role", []string{`roles   = ["director"]`, `roles = []`}, `122: roles in [[organisation.person]] is empty; name at least one role; known: registrar, manager, regional, director`},
	{"unknown deputy", []string{`deputy    = "kwaliteit"`, `deputy = "kwalteit"`}, `99: deputy "kwalteit" is the id of no person; did you mean "kwaliteit"?`},
	{"own deputy", []string{`deputy    = "kwaliteit"`, `deputy = "jansen"`}, `99: person "jansen" is named as their own deputy; name another person`},
	{"duplicate id", []string{`id        = "bakker"`, `id = "Jansen"`}, `102: id "Jansen" is also that of the person at line 92; give each person another id`},
	{"id with a space", []string{`id        = "bakker"`, `id = "anton bakker"`}, `102: id in [[organisation.person]] is "anton bakker", which is no id; write letters, digits, dots and hyphens without spaces, as "j.jansen"`},
	{"prefix form", []string{`"KLP"`, `"klp"`}, `10: prefix in [[organisation]] is "klp", which is no prefix; write 2 to 8 capital letters and digits, a letter first, as "KLP"`},
	{"no director", []string{`roles   = ["director"]`, `roles = ["registrar"]`}, `8: organisation "KluppluZ" has no director; give a person roles = ["director"]`},
	{"no registrar", []string{`roles   = ["registrar"]`, `roles = ["director"]`}, `8: organisation "KluppluZ" has no registrar; give a person roles = ["registrar"]`},
	{"location twice", []string{`name    = "Morel"`, `name = "messenmaker"`, `["Morel"]`, `["messenmaker"]`}, `81: location "messenmaker" stands already at line 76; use every name and alias once`},
	{"bad zone", []string{`"Europe/Amsterdam"`, `"Europe/Amsterdm"`}, `6: timezone is "Europe/Amsterdm", which is not known; write it as "Europe/Amsterdam"`},
	{"zone of the machine", []string{`"Europe/Amsterdam"`, `"Local"`}, `6: timezone is "Local", which is not known; write it as "Europe/Amsterdam"`},
	{"no TLS to another machine", []string{`host     = "127.0.0.1"`, `host = "imap.example.org"`, `"starttls"`, `"none"`}, `24: tls is none, and imap.example.org is another machine: passwords and complaints would be readable on the way; write tls = "starttls" or "implicit"`},
	{"unknown TLS word", []string{`tls      = "starttls"`, `tls = "startls"`}, `24: tls in [organisation.imap] is "startls"; did you mean "starttls"?`},
	{"port range", []string{`port     = 143`, `port = 70000`}, `23: port in [organisation.imap] is 70000; write a number from 1 to 65535`},
	{"port in the host", []string{`host     = "127.0.0.1"`, `host = "imaps://mail.example.org:993"`}, `22: host in [organisation.imap] is "imaps://mail.example.org:993", which is no name of a host; write the bare name, as "mail.example.org"; the port has its own key`},
	{"bad span", []string{`propose      = "21d"`, `propose = "3 weeks"`}, `49: propose in [organisation.terms] is "3 weeks", which is no term in days, working days or months; write it as "21d", "5wd" or "12mo", with " next" or " previous" behind it for its weekend rule`},
	{"negative span", []string{`propose      = "21d"`, `propose = "-21d"`}, `49: propose in [organisation.terms] is "-21d", which is too short; write at least 1d`},
	{"bad extension", []string{`"42d+28d"`, `"42d+"`}, `51: wkkgz in [organisation.terms] is "", which is no term in days, working days or months; write it as "21d", "5wd" or "12mo", with " next" or " previous" behind it for its weekend rule`},
	{"bad hold", []string{`hold         = "10m"`, `hold = "10"`}, `54: hold in [organisation.terms] is "10", which is no length of time; write it as "10m", "2h" or "1d"`},
	{"negative hold", []string{`hold         = "10m"`, `hold = "-10m"`}, `54: hold in [organisation.terms] is "-10m"; write a length of time from 0s to 366d`},
	{"no poll", []string{`poll     = "1m"`, `poll = "0m"`}, `31: poll in [organisation.imap] is "0m"; write a length of time from 1ms to 366d`},
	{"negative limit", []string{`unattended_per_hour          = 30`, `unattended_per_hour = -1`}, `63: unattended_per_hour in [organisation.limits] is -1; write a number from 0 to 2147483647`},
	{"unknown dialect", []string{`"rfc8601"`, `"rfc8602"`}, `45: dialect in [organisation.proof] is "rfc8602"; did you mean "rfc8601"?`},
	{"unknown proof", []string{`["token", "dmarc"]`, `["token", "spf"]`}, `43: accept in [organisation.proof] has "spf", which is no known proof; known: token, dmarc`},
	{"no proof", []string{`["token", "dmarc"]`, `[]`}, `43: accept in [organisation.proof] is empty; name at least one proof; known: token, dmarc`},
	{"unknown satisfaction", []string{`"before-closing"`, `"before-close"`}, `55: satisfaction in [organisation.terms] is "before-close"; did you mean "before-closing"?`},
	{"unknown tone", []string{`"je"`, `"jij"`}, `18: tone in [[organisation]] is "jij"; known: je, u`},
	{"unknown regime", []string{`regime  = "wko"`, `regime = "wkko"`}, `78: regime in [[organisation.location]] is "wkko"; did you mean "wko"?`},
	{"nobody may close", []string{`close        = ["registrar"]`, `close = ["registar"]`}, `60: close in [organisation.terms] has "registar", which is no known role; did you mean "registrar"?`},
	{"reminder role", []string{`measure    = { owner`, `measure = { ower`}, `70: measure in [organisation.reminders] has "ower", which is no role here; did you mean "owner"?`},
	{"reminder of nobody", []string{`unassigned = { registrar`, `unassigned = { handler`}, `67: unassigned in [organisation.reminders] has "handler", which is no role here; known: registrar, manager, regional, director`},
	{"reminder days", []string{`["-7d", "-3d", "-1d"]`, `["-7d", "-1mo"]`}, `68: propose in [organisation.reminders] for handler has "-1mo"; write days before or after the due date, as "-3d" or "+1d"`},
	{"reminder before receipt", []string{`registrar = "3d"`, `registrar = "-3d"`}, `67: unassigned in [organisation.reminders] for registrar has "-3d"; write days after the receipt, as "3d"`},
	{"clock change", []string{`at         = "08:00"`, `at = "02:30"`}, `71: at in [organisation.reminders] is "02:30", a time that is skipped or comes twice when the clock changes; choose a time outside 02:00-03:00`},
	{"circle", []string{`[organisation.limits]`, "[organisation.escalation]\nmanager = \"regional\"\nregional = \"manager\"\n\n[organisation.limits]"}, `62: [organisation.escalation] turns in a circle; let each role lead to registrar or director in the end`},
	{"no hours", []string{`at         = "08:00"`, `at = "20:00"`}, `66: reminders leave from 20:00 until 20:00, which is never; make until later than at`},
	{"bad time", []string{`at         = "08:00"`, `at = "8 uur"`}, `71: at in [organisation.reminders] is "8 uur", which is no time of day; write it as "08:00"`},
	{"bad digest day", []string{`"mon 08:00"`, `"ma 08:00"`}, `72: digest in [organisation.reminders] is "ma 08:00", which starts with no day of the week; write it as "mon 08:00"; known: sun, mon, tue, wed, thu, fri, sat`},
	{"digest in the clock change", []string{`"mon 08:00"`, `"sun 02:00"`}, `72: digest in [organisation.reminders] is "02:00", a time that is skipped or comes twice when the clock changes; choose a time outside 02:00-03:00`},
	{"password in plain", []string{`"file:imap-password"`, `"hunter2"`}, `26: password in [organisation.imap] is written in plain; put it into a file and write "file:NAME", or "env:NAME", or "credential:NAME"`},
	{"password without a name", []string{`"file:imap-password"`, `"file:"`}, `26: password in [organisation.imap] is "file:" without a name; write it as "file:NAME"`},
	{"credential with a path", []string{`"file:imap-password"`, `"credential:../shadow"`}, `26: password in [organisation.imap] is "credential:../shadow", which is no name of a credential; write the bare name, as in LoadCredential=`},
	{"relay user without password", []string{`password = "file:smtp-password"`, ``}, `35: [organisation.smtp] has a user and no password; add password = "file:NAME"`},
	{"bad since", []string{`# since  = "2026-01-01"`, `since = "1 januari"`}, `32: since in [organisation.imap] is "1 januari", which is no date; write it as "2026-11-21"`},
	{"bad holiday", []string{`word       =`, "holidays = [\"2029-02-30\"]\nword ="}, `17: holidays in [[organisation]] is "2029-02-30", which is no date; write it as "2026-11-21"`},
	{"bad label", []string{`sender = "website@kluppluz.example"`, "sender = \"website@kluppluz.example\"\nlabels = { \"kind\" = 3 }"}, `126: labels in [[organisation.form]] has a label "kind" that is a number, not text; give each label its field, as { "naam ouder" = "naam" }`},
	{"unknown field of a form", []string{`sender = "website@kluppluz.example"`, "sender = \"website@kluppluz.example\"\nlabels = { \"Hoe heet je\" = \"naamm\" }"}, `126: labels in [[organisation.form]] gives the label "Hoe heet je" the field "naamm", which no form has; did you mean "naam"?`},
	{"done is the inbox", []string{`done     = "Verwerkt"`, `done = "inbox"`}, `28: done is the folder "inbox", and so is inbox; give each its own folder`},
	{"aside is done", []string{`aside    = "Nakijken"`, `aside = "INBOX/verwerkt"`}, `29: aside is the folder "INBOX/verwerkt", and so is done; give each its own folder`},
	{"junk is done", []string{`junk     = "Junk"`, `junk = "Verwerkt"`}, `30: junk is the folder "Verwerkt", and so is done; give each its own folder`},
	{"all of one person", []string{`"j.jansen@kluppluz.example"`, `"j.jansen"`, `["De Messenmaker"]`, `["Messemaker"]`, `deputy    = "kwaliteit"`, `deputy = "kwal"`, `regime  = "wko"`, `regime = "w"`}, `78: regime in [[organisation.location]] is "w"; known: wko, wkkgz, jeugdwet, none
95: address in [[organisation.person]] is "j.jansen", which is no e-mail address; write one bare address, as "name@example.org"
97: location "Messemaker" is not known; did you mean "Messenmaker"?
99: deputy "kwal" is the id of no person; known: kwaliteit, jansen, bakker, regio, directeur`},
	{"deputy without a name", []string{`deputy    = "kwaliteit"`, `deputy_from = "2026-07-01"`}, `91: person "jansen" has dates for a deputy and no deputy; add deputy = "..."`},
	{"deputy who ends before", []string{`deputy    = "kwaliteit"`, "deputy = \"kwaliteit\"\ndeputy_from = \"2026-07-02\"\ndeputy_until = \"2026-07-01\""}, `101: the deputy of "jansen" ends on 2026-07-01, before it begins; write a later date`},
	{"several at once", []string{`"KLP"`, `"klp"`, `"je"`, `"jij"`, `port     = 143`, `port = 0`, `at         = "08:00"`, `at = "02:00"`}, `10: prefix in [[organisation]] is "klp", which is no prefix; write 2 to 8 capital letters and digits, a letter first, as "KLP"
18: tone in [[organisation]] is "jij"; known: je, u
23: port in [organisation.imap] is 0; write a number from 1 to 65535
71: at in [organisation.reminders] is "02:00", a time that is skipped or comes twice when the clock changes; choose a time outside 02:00-03:00`},
}

func lines(problems []Problem) []string {
	var out []string
	for _, p := range problems {
		out = append(out, strings.TrimLeft(strings.TrimPrefix(p.String(), "configuration"), ": "))
	}
	return out
}

func TestMistakes(t *testing.T) {
	for _, m := range mistakes {
		t.Run(m.name, func(t *testing.T) {
			c, problems := Read(strings.NewReader(edit(t, Example, m.edits...)), "dir")
			if c != nil {
				t.Error("a configuration with mistakes was given")
			}
			same(t, "problems", strings.Join(lines(problems), "\n"), m.want)
		})
	}
}

// other is a second organisation, with the people of the first.
func other(t *testing.T, edits ...string) string {
	t.Helper()
	return edit(t, `
[[organisation]]
name = "Ander"
prefix = "AND"
address = "klachten@ander.example"
[[organisation.location]]
name = "Morel"
[[organisation.person]]
id = "kwaliteit"
name = "Noor de Wit"
address = "kwaliteit@kluppluz.example"
roles = ["registrar", "director"]
[[organisation.scanner]]
sender = "scanner@kluppluz.example"
`, edits...)
}

func TestMistakesAcrossOrganisations(t *testing.T) {
	load(t, Example+other(t)) // one department and one scanner may serve both
	for _, m := range []struct{ old, new, want string }{
		{`"AND"`, `"KLP"`, `132: prefix "KLP" is also that of the organisation at line 10; give each organisation its own`},
		{`"klachten@ander.example"`, `"klantreactie@kluppluz.example"`, `133: address "klantreactie@kluppluz.example" stands already at line 12; use every address once`},
		{`"kwaliteit@kluppluz.example"`, `"klachten@kluppluz.example"`, `139: address "klachten@kluppluz.example" stands already at line 11; use every address once`},
		{`roles = ["registrar", "director"]`, `roles = ["registrar"]`, `130: organisation "Ander" has no director; give a person roles = ["director"]`},
		{"[[organisation.location]]\nname = \"Morel\"", "", `130: organisation "Ander" has no location; add [[organisation.location]] with its name`},
	} {
		_, problems := Read(strings.NewReader(Example+other(t, m.old, m.new)), "dir")
		same(t, m.new, strings.Join(lines(problems), "\n"), m.want)
	}
}

// One mailbox for two organisations would make two cases of each mail. Servers take the user and the inbox in any case of letters.
func TestAMailboxServesOneOrganisation(t *testing.T) {
	box := "[organisation.imap]\nhost = \"127.0.0.1\"\nport = 143\ntls = \"starttls\"\nuser = \"Klachten\"\ninbox = \"inbox\"\npassword = \"file:imap-password\"\n"
	for _, v := range []struct{ old, now, want string }{
		{"", "", `134: organisation "Ander" reads the mailbox of the organisation at line 21; give each organisation its own`},
		{`"Klachten"`, `"ander"`, ""},
		{"port = 143", "port = 1143", ""},
		{`"inbox"`, `"Ander"`, ""},
	} {
		text := other(t, "[[organisation.location]]", box+"[[organisation.location]]")
		if v.old != "" {
			text = edit(t, text, v.old, v.now)
		}
		_, problems := Read(strings.NewReader(Example+text), "dir")
		same(t, v.now, strings.Join(lines(problems), "\n"), v.want)
	}
}

func TestNothingAtAll(t *testing.T) {
	_, problems := Read(strings.NewReader(""), "dir")
	same(t, "problems", lines(problems), []string{
		"the file has no operator; add operator = ...",
		"there is no organisation; add [[organisation]]",
	})
	_, problems = Read(strings.NewReader(strings.Repeat("#", largest+1)), "dir")
	same(t, "problems", lines(problems), []string{"is larger than 1 MB; name the configuration file, not another one"})
}

// Inline tables are TOML too: their mistakes have the line in which they stand.
func TestInlineSections(t *testing.T) {
	_, problems := Read(strings.NewReader(`operator = "beheer@example.org"
organisation = [
  { name = "A", prefix = "AA", address = "a@example.org", location = [{ name = "Huis" }],
    limits = { unattended_per_hour = -1 },
    person = [
      { id = "x", name = "X", address = "x@example.org", roles = ["registrar", "director"] },
      { id = "y", name = "Y", address = "y@example.org", roles = ["manager"], locations = ["Hius"] }] },
  3 ]
`), "dir")
	same(t, "problems", lines(problems), []string{
		`2: organisation is a number, not a section; head it [[organisation]]`,
		`4: unattended_per_hour in [organisation.limits] is -1; write a number from 0 to 2147483647`,
		`7: location "Hius" is not known; did you mean "Huis"?`,
	})
}

// A password that stands in the wrong place is in no line of any problem.
func TestProblemsShowNoPassword(t *testing.T) {
	for _, wrong := range []string{`password = "hunter2"`, `password = ["hunter2"]`, `pasword = "hunter2"`, `password = hunter2`, `port = "hunter2"`, `plus = "hunter2"`} {
		_, problems := Read(strings.NewReader(edit(t, Example, `password = "file:imap-password"`, wrong)), "dir")
		if all := strings.Join(lines(problems), "\n"); all == "" || strings.Contains(all, "hunter2") {
			t.Errorf("%s gives:\n%s", wrong, all)
		}
	}
}
