package mailin

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"complaintsd/cases"
)

const someToken = "10abcdef0123456789abcdef"

func cmds(words ...string) []cases.Command {
	var list []cases.Command
	for _, w := range words {
		f := strings.Fields(w)
		list = append(list, cases.Command{Word: f[0], Args: append([]string{}, f[1:]...)})
	}
	return list
}

func TestParseTags(t *testing.T) {
	ref := cases.Ref("KLP-2026-0042")
	refs := []cases.Ref{ref}
	for subject, want := range map[string]Tags{
		"": {},
		"Re: [KLP-2026-0042] [toewijzen j.jansen] [locatie Morel] wat dan ook": {
			Ref: ref, Refs: refs, Commands: cmds("toewijzen j.jansen", "locatie Morel"),
		},
		"Antw: FW: [klp-2026-0042 " + strings.ToUpper(someToken) + "] [SLUITEN]": {
			Ref: ref, Token: someToken, Refs: refs, Commands: cmds("sluiten"),
		},
		"[toewijzen: j.jansen][locatie=De Messenmaker] [ Sluíten ]":    {Commands: cmds("toewijzen j.jansen", "locatie De Messenmaker", "sluiten")},
		"[toewijzen : J.Jansen] [KLP-2026-0042] Betr: x":               {Ref: ref, Refs: refs, Commands: cmds("toewijzen J.Jansen")},
		"[EXTERN] [External] [ext] ***SPAM*** [KLP-2026-0042]":         {Ref: ref, Refs: refs},
		"[EXTERN E-MAIL] [Veilig bericht] [*** SPAM ***] [nieuw]":      {Commands: cmds("nieuw")},
		"[KLP-2026-0042\u00a0" + someToken + "]\u202f[stand\u00a0]":    {Ref: ref, Token: someToken, Refs: refs, Commands: cmds("stand")},
		"[KLP-2026-0042\r\n\t" + someToken + "]":                       {Ref: ref, Token: someToken, Refs: refs},
		"［KLP-2026-0042］ 【sluiten】 (help) {nu}":                        {Refs: refs},
		"[KLP-2026-0042 10abcdef]":                                     {Refs: refs, Unknown: []string{"KLP-2026-0042 10abcdef"}},
		"[KLP-2026-0042] Re: [KLP-2026-0042 " + someToken + "] [help]": {Ref: ref, Token: someToken, Refs: refs, Commands: cmds("help")},
		"[KLP-2026-0042] [KLP-2026-0043] [sluiten]": {
			Ref: ref, Refs: []cases.Ref{ref, "KLP-2026-0043"}, Commands: cmds("sluiten"), Unknown: []string{"KLP-2026-0043"},
		},
		"[samenvoegen KLP-2026-0042]":                    {Refs: refs, Commands: cmds("samenvoegen KLP-2026-0042")},
		"Re: KLP-2026-0042, zie ook (abc-2025-123456)":   {Refs: []cases.Ref{ref, "ABC-2025-123456"}},
		"XKLP-2026-00421234 KLP-2026-004 1KLP-2026-0042": {},
		"[[KLP-2026-0042]] [[stand]":                     {Ref: ref, Refs: refs, Commands: cmds("stand")},
		"[] [ ] [12] [#123] [3 maart] [✓]":               {},
		"[KLP-2026-0042] [sluiten":                       {Ref: ref, Refs: refs, Unknown: []string{"sluiten"}},
		"[KLP-2026-0042] [sluitеn] [nu/dan]":             {Ref: ref, Refs: refs, Unknown: []string{"sluitеn", "nu/dan"}}, // Cyrillic е
		"[geen-klacht] [sluitne]":                        {Commands: cmds("geen-klacht", "sluitne")},
		"[to\u200bewijzen p]":                            {Commands: cmds("toewijzen p")},
	} {
		if diff := cmp.Diff(want, ParseTags(subject)); diff != "" {
			t.Errorf("%q:\n%s", subject, diff)
		}
	}
}

func TestParseTagsKnowsOtherTicketSystems(t *testing.T) {
	got := parseTags("[INC-2024-12345] Re: [KLP-2026-0042] [stand]", "KLP")
	if got.Ref != "KLP-2026-0042" || len(got.Refs) != 1 || len(got.Unknown) != 0 {
		t.Errorf("got %+v", got)
	}
}

func TestEveryCommandIsKnownInCapitals(t *testing.T) {
	for _, w := range cases.Words() {
		for _, word := range []string{w.Name, w.Alias} {
			got := ParseTags("[EXTERN] [" + strings.ToUpper(word) + " X]")
			if len(got.Commands) != 1 || got.Commands[0].Word != word {
				t.Errorf("%s: %+v", word, got)
			}
		}
	}
}

func TestParseTagsIsBounded(t *testing.T) {
	for _, subject := range []string{
		strings.Repeat("[stand]", 5000), strings.Repeat("[", 1<<20), strings.Repeat("[x/]", 5000),
		strings.Repeat("KLP-2026-0042 ", 5000), strings.Repeat("[é", 5000) + "]",
	} {
		got := ParseTags(subject)
		if len(got.Commands) > maxBrackets || len(got.Unknown) > maxBrackets || len(got.Refs) > maxBrackets {
			t.Errorf("%.20q: %d commands, %d unknown, %d refs", subject, len(got.Commands), len(got.Unknown), len(got.Refs))
		}
		if len(subject) > maxSubject && !slices.Contains(got.Unknown, "…") {
			t.Errorf("%.20q: cut without a word", subject)
		}
	}
}

func FuzzParseTags(f *testing.F) {
	f.Add("Re: [KLP-2026-0042] [toewijzen j.jansen]", "sluiten", "a b", uint16(42))
	f.Add("[KLP-2026-0042 "+someToken+"]", "nieuw", "", uint16(1))
	f.Add("[[[]]] [é=] \u00a0[EXTERN", "geen-klacht", "x=y: z", uint16(9999))
	f.Fuzz(func(t *testing.T, subject, word, args string, number uint16) {
		got := ParseTags(subject)
		if len(got.Commands) > maxBrackets || len(got.Unknown) > maxBrackets+1 || len(got.Refs) > maxBrackets {
			t.Fatal("out of bounds")
		}
		for _, c := range got.Commands {
			if c.Word == "" || c.Args == nil || strings.ContainsAny(c.Word+strings.Join(c.Args, ""), "[]\r\n\t ") {
				t.Fatalf("command %q", c)
			}
		}
		if !ours(word) || strings.ContainsAny(args, "[]") || len(args) > 1000 {
			return
		}
		plain, _ := plainSpaces(args)
		fields := append([]string{}, strings.Fields(norm.NFC.String(plain))...)
		if len(fields) > 0 && strings.IndexAny(fields[0], ":=") == 0 {
			return // `word : args` takes the sign as its own
		}
		ref := cases.NewRef("KLP", 2026, int(number))
		got = ParseTags("[" + string(ref) + "] [" + word + " " + args + "]")
		want := []cases.Command{{Word: word, Args: fields}}
		if got.Ref != ref || !cmp.Equal(got.Commands, want) || len(got.Unknown) > 0 {
			t.Fatalf("%q %q: %+v", word, args, got)
		}
	})
}

// What gateways, filters, lists and other desks put into subjects is passed over; a slip in a word of ours is not.
func TestBracketsOfMailSystems(t *testing.T) {
	for _, bracket := range []string{
		"EXTERN", "Extern", "EXTERNAL EMAIL", "External: check the sender", "ext", "SPAM", "***SPAM***", "SPAM? 5.3", "Suspected spam", "Phishing?",
		"CAUTION", "Caution: external sender", "Let op: externe afzender", "Waarschuwing", "Veilig verzonden", "Encrypt", "secure",
		"Ticket#2026-12", "INC0012345", "ABC-123", "JIRA-7", "#4711", "12/34", "2026-11-21", "✓", "!", "BULK", "Newsletter 12", "Zivver",
	} {
		if got := ParseTags("Re: [" + bracket + "] [KLP-2026-0042] [stand]"); len(got.Commands) != 1 || len(got.Unknown) != 0 || got.Ref == "" {
			t.Errorf("[%s]: commands %q, unknown %q", bracket, got.Commands, got.Unknown)
		}
	}
	for _, bracket := range []string{"sluitne", "ongedaan12", "toewijz3n", "nu2", "melder1", "sluiten!"} {
		if got := ParseTags("Re: [KLP-2026-0042] [" + bracket + "] [stand]"); len(got.Commands)+len(got.Unknown) != 2 {
			t.Errorf("[%s] was passed over: %q, %q", bracket, got.Commands, got.Unknown)
		}
	}
}

// Outlook reads the escapes of a link as Windows-1252 where nobody told it otherwise. What the link meant is read.
func TestSubjectsThatOutlookGarbled(t *testing.T) {
	for subject, want := range map[string]string{
		"[locatie CafÃ© Zoë]":            "locatie CafÃ© Zoë", // half of it: nobody knows
		"[locatie CafÃ© ZoÃ«]":           "locatie Café Zoë",
		"[locatie Zoë]":                  "locatie Zoë",
		"[locatie Ãland]":                "locatie Ãland",
		"[locatie 日本]":                   "locatie 日本",
		"[doorgezonden â‚¬uro’s]":        "doorgezonden â‚¬uro’s",
		"[doorgezonden â‚¬uroâ€™s]":      "doorgezonden €uro’s",
		"[categorie Ã\u00adnval]":        "categorie ínval",
		"[toewijzen BjÃ¶rn] [locatie X]": "toewijzen Björn",
	} {
		got := ParseTags(subject).Commands
		if len(got) == 0 || got[0].Word+" "+strings.Join(got[0].Args, " ") != want {
			t.Errorf("%q is read as %q, want %q", subject, got, want)
		}
	}
}
