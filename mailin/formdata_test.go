package mailin

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"complaintsd/cases"
)

func rowsOf(kind, text string) []cases.FormField {
	var rows []cases.FormField
	readData(Table{kind, text}, func(label, value string) { rows = append(rows, cases.FormField{Label: label, Value: value}) })
	return rows
}

func TestReadData(t *testing.T) {
	want := []cases.FormField{{Label: "Naam", Value: "Ans"}, {Label: "E-mail", Value: "ans@post.example"}, {Label: "Bericht", Value: "Het hek; stond open."}}
	for name, c := range map[string]struct{ kind, text string }{
		"an object":                {"json", `{"Naam": "Ans", "E-mail": "ans@post.example", "Bericht": "Het hek; stond open."}`},
		"an object in an object":   {"json", `{"data": {"Naam": "Ans", "E-mail": "ans@post.example", "Bericht": "Het hek; stond open."}}`},
		"questions and answers":    {"json", `{"fields": [{"id": 1, "label": "Naam", "value": "Ans"}, {"label": "E-mail", "value": "ans@post.example"}, {"label": "Bericht", "value": "Het hek; stond open."}]}`},
		"an answer with a number":  {"json", `{"Naam": {"value": "Ans"}, "E-mail": {"value": "ans@post.example"}, "Bericht": {"Label": "Het hek; stond open."}}`},
		"a list of one":            {"json", `[{"Naam": "Ans", "E-mail": "ans@post.example", "Bericht": "Het hek; stond open."}]`},
		"rows":                     {"csv", "Naam;Ans\nE-mail;ans@post.example\nBericht;\"Het hek; stond open.\"\n"},
		"columns, commas":          {"csv", "\ufeffNaam,E-mail,Bericht\r\nAns,ans@post.example,Het hek; stond open.\r\n"},
		"columns, semicolons":      {"csv", "Naam;E-mail;Bericht\nAns;ans@post.example;\"Het hek; stond open.\""},
		"columns, tabs and quotes": {"csv", "Naam\tE-mail\tBericht\nAns\tans@post.example\t\"Het hek; stond open.\"\n"},
	} {
		if diff := cmp.Diff(want, rowsOf(c.kind, c.text)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	for name, c := range map[string]struct{ kind, text, want string }{
		"numbers and truths": {"json", `{"Groep": 4, "Akkoord": true, "Leeg": null}`, "Groep=4 Akkoord=ja Leeg="},
		"several answers":    {"json", `{"Dagen": ["ma", "di"]}`, "Dagen=ma, di"},
		"not whole":          {"json", `{"Naam": "Ans"`, ""},
		"no table":           {"csv", "Beste,\nhet hek stond open.", "Beste="},
		"nothing":            {"csv", "", ""},
		"much too deep":      {"json", strings.Repeat("[", 5000) + `{"Naam":"Ans"}` + strings.Repeat("]", 5000), ""},
	} {
		var got []string
		for _, r := range rowsOf(c.kind, c.text) {
			got = append(got, r.Label+"="+r.Value)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %q", name, s)
		}
	}
}

// A form that comes as a file is read like one in the text; its words become the words of the case.
func TestFormInAFile(t *testing.T) {
	raw := func(kind, name, encoding, body string) string {
		return crlfMail("From: website@kluppluz.example\nTo: klachten@kluppluz.example\nSubject: Nieuwe inzending\nContent-Type: multipart/mixed; boundary=x", `--x
Content-Type: text/plain; charset=utf-8

Er is een nieuw formulier ingevuld.
--x
Content-Type: `+kind+`
Content-Disposition: attachment; filename="`+name+`"
Content-Transfer-Encoding: `+encoding+`

`+body+`
--x--`)
	}
	for name, m := range map[string]string{
		"json":               raw("application/json", "inzending.json", "7bit", `{"Naam":"Ans","E-mailadres":"ans@post.example","Schoenmaat":"28","Bericht":"Het hek stond open."}`),
		"json in base64":     raw("application/octet-stream", "inzending.json", "base64", "eyJOYWFtIjoiQW5zIiwiRS1tYWlsYWRyZXMiOiJhbnNAcG9zdC5leGFtcGxlIiwiU2Nob2VubWFh\ndCI6IjI4IiwiQmVyaWNodCI6IkhldCBoZWsgc3RvbmQgb3Blbi4ifQ=="),
		"csv":                raw("text/csv", "inzending.csv", "8bit", "Naam;E-mailadres;Schoenmaat;Bericht\nAns;ans@post.example;28;Het hek stond open."),
		"csv that says text": raw("text/plain", "inzending.csv", "8bit", "Naam;E-mailadres;Schoenmaat;Bericht\nAns;ans@post.example;28;Het hek stond open."),
	} {
		for _, hashed := range []bool{false, true} {
			lim := DefaultLimits()
			lim.Hashed = hashed
			got := Triage(Parse(strings.NewReader(m), lim), testOrganisation(), newWorld().known, arrival).Mail
			if got.Kind != cases.KindForm || got.Form == nil || got.Form.Email != "ans@post.example" || got.Form.Name != "Ans" {
				t.Errorf("%s, hashed %v: %s %+v", name, hashed, got.Kind, got.Form)
				continue
			}
			for _, words := range []string{"Er is een nieuw formulier ingevuld.", "schoenmaat: 28", "bericht: Het hek stond open."} {
				if !strings.Contains(got.Text, words) || !strings.Contains(got.Full, words) {
					t.Errorf("%s: the case does not say %q: %q", name, words, got.Text)
				}
			}
			if len(got.Fields) != 4 {
				t.Errorf("%s: fields %v", name, got.Fields)
			}
		}
	}
}

// The tables of others are files like any other.
func TestATableOfAParentIsAFile(t *testing.T) {
	m := read(crlfMail("From: ouder@post.example\nSubject: Klacht\nContent-Type: multipart/mixed; boundary=x", `--x
Content-Type: text/plain

Zie de lijst.
--x
Content-Type: text/csv; name=lijst.csv

Naam;Ans
--x--`))
	got := Triage(m, testOrganisation(), newWorld().known, arrival).Mail
	if got.Kind != cases.KindComplaint || got.Form != nil || got.Text != "Zie de lijst." || len(got.Files) != 1 {
		t.Errorf("%+v", got)
	}
}

func TestEveryFieldIsShown(t *testing.T) {
	text := "Naam: Ans\nSchoenmaat: 28\nBericht: het hek\nstond open\nLievelingskleur: blauw\nGroep: 4"
	got := Triage(letterOf(text, "From: website@kluppluz.example"), testOrganisation(), newWorld().known, arrival).Mail
	want := []cases.FormField{
		{Label: "naam", Value: "Ans"},
		{Label: "schoenmaat", Value: "28"},
		{Label: "bericht", Value: "het hek\nstond open\nLievelingskleur: blauw"},
		{Label: "groep", Value: "4"},
	}
	if diff := cmp.Diff(want, got.Fields); diff != "" {
		t.Error(diff)
	}
}

func FuzzReadData(f *testing.F) {
	f.Add("json", `{"fields": [{"label": "Naam", "value": ["a", 1, true]}]}`)
	f.Add("csv", "Naam;E-mail\n\"Ans\";x")
	f.Fuzz(func(t *testing.T, kind, text string) {
		m := Message{Full: "Naam: Bo", Tables: []Table{{kind, strings.ToValidUTF8(text, "")}}}
		read := readFields(m.Full, m.Tables, nil)
		fields := read.fields()
		if fields["naam"] != "Bo" || len(fields) > maxFormFields+10 {
			t.Fatalf("%v", fields)
		}
		for label, value := range fields {
			if label == "" || value == "" || !utf8.ValidString(label+value) || len(label) > maxFormLabel {
				t.Fatalf("%q=%q", label, value)
			}
		}
	})
}
