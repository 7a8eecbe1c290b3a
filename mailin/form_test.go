package mailin

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"complaintsd/cases"
)

func TestReadForm(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		extra map[string]string
		want  map[string]string
	}{
		"label and value": {
			text: "Er is een reactie geplaatst:\n\nNaam: Ans de Vries\nE-mailadres: ans@post.example\nTelefoonnummer: 06-12345678\nLocatie: Morel\nSoort reactie: Klacht\nSchoenmaat: 38\nBericht: Eerste regel\n\nTweede regel\nLet op: dit hoort erbij\nhttps://x.example\n\nAkkoord privacy: ja\n-- \nVerstuurd van website.example",
			want: map[string]string{
				"naam": "Ans de Vries", "e-mail": "ans@post.example", "telefoon": "06-12345678", "locatie": "Morel", "soort": "Klacht",
				"schoenmaat": "38", "bericht": "Eerste regel\n\nTweede regel\nLet op: dit hoort erbij\nhttps://x.example", "toestemming": "ja",
			},
		},
		"value on the next line": {
			text: "Naam\nAns\n\nE-mail:\nans@post.example\nJouw reactie\nIk ben\nniet blij\nVestiging\n*De Messenmaker*\n",
			want: map[string]string{"naam": "Ans", "e-mail": "ans@post.example", "bericht": "Ik ben\nniet blij", "locatie": "*De Messenmaker*"},
		},
		"bold labels": {
			text: "*Voornaam:* Ans\n*Tussenvoegsel:* de\n*Achternaam:* Vries\n*Postcode:* 1234 AB\n*Woonplaats:* Tiel\n*Straat:* Kerkweg\n*Huisnummer:* 1",
			want: map[string]string{
				"voornaam": "Ans", "tussenvoegsel": "de", "achternaam": "Vries", "naam": "Ans de Vries", "postcode": "1234 AB",
				"woonplaats": "Tiel", "straat": "Kerkweg", "huisnummer": "1", "adres": "Kerkweg 1",
			},
		},
		"contact form 7": {
			text: "Van: Ans <ans@post.example>\nOnderwerp: Klacht\n\nBerichtinhoud:\nTekst\nmet: dubbele punt\n\n-- \nDit bericht is verstuurd",
			want: map[string]string{"naam": "Ans <ans@post.example>", "onderwerp": "Klacht", "bericht": "Tekst\nmet: dubbele punt"},
		},
		"labels of the configuration": {
			text: "Wie ben je?: Ans\nHoe heet je kind:  Bo \n", extra: map[string]string{"wie ben je": "naam", "hoe heet je kind": "kind"},
			want: map[string]string{"naam": "Ans", "kind": "Bo"},
		},
		"an answer like a label": {
			text: "Soort reactie\nKlacht\nOpvangsoort\n\nBSO\nBericht\nhallo",
			want: map[string]string{"soort": "Klacht", "opvangsoort": "BSO", "bericht": "hallo"},
		},
		"a message with labels in it": {
			text: "Van: Ans <ans@post.example>\nOnderwerp: Klacht\nBericht: Dit is er gebeurd.\nVan: 8 tot 10 uur was er niemand.\nOnderwerp: van gesprek was het hek.\nGroep: Egels\nE-mailadres ouder: x@post.example",
			want: map[string]string{
				"naam": "Ans <ans@post.example>", "onderwerp": "Klacht", "groep": "Egels", "e-mail": "x@post.example",
				"bericht": "Dit is er gebeurd.\nVan: 8 tot 10 uur was er niemand.\nOnderwerp: van gesprek was het hek.",
			},
		},
		"consent after a wish": {
			text: "Bericht: x\nGewenste oplossing: excuses\nToestemming privacy: ja\nOpmerkingen: y",
			want: map[string]string{"bericht": "x\ny", "gewenste oplossing": "excuses", "toestemming": "ja"},
		},
		"free text":       {text: "Hallo, ik heb een klacht.\nGroet", want: map[string]string{}},
		"non-breaking":    {text: "Naam\u00a0:\u00a0Ans\nE\u2011mail: x", want: map[string]string{"naam": "Ans", "e-mail": "x"}},
		"accents":         {text: "NÁÁM: Ans\nE-MAIL *: a@b.example", want: map[string]string{"naam": "Ans", "e-mail": "a@b.example"}},
		"twice the label": {text: "Naam: Ans\nNaam: Bo", want: map[string]string{"naam": "Ans\nBo"}},
	} {
		got := readForm(c.text, c.extra)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func TestFormComplainant(t *testing.T) {
	w, o := newWorld(), testOrganisation()
	text := "Wie ben je: Ans\nE-mail: Ans@post.example\nTel: 06-1\nNaam kind: Bo\nPostcode: 1234 AB\nWoonplaats: Tiel\nAdres: Kerkweg 1\nLocatie: messenmaker\nSoort: een Suggestie\nBericht: hallo"
	form := "From: website@kluppluz.example"
	want := cases.Complainant{Name: "Ans", Email: "ans@post.example", Phone: "06-1", Child: "Bo", Address: "Kerkweg 1\n1234 AB  Tiel"}
	got := Triage(letterOf(text, form), o, w.known, arrival).Mail
	if diff := cmp.Diff(&want, got.Form); diff != "" {
		t.Error(diff)
	}
	if got.FormLocation != "De Messenmaker" || got.FormKind != "suggestie" || got.Text != text {
		t.Errorf("location %q, kind %q", got.FormLocation, got.FormKind)
	}
	for name, c := range map[string]struct{ text, replyTo, email string }{
		"Reply-To is the parent":  {text, "Ans <prive@post.example>", "prive@post.example"},
		"Reply-To is the site":    {text, "klachten@kluppluz.example", "ans@post.example"},
		"Reply-To is the form":    {text, "website@kluppluz.example", "ans@post.example"},
		"Reply-To is several":     {text, "a@post.example, b@post.example", "ans@post.example"},
		"no address at all":       {"Naam: Ans", "", ""},
		"an address that is none": {"Naam: Ans\nE-mail: weet ik niet", "", ""},
		"injected":                {"Naam: Ans\nE-mail: a@post.example%0aBcc:b@post.example", "", ""},
		"the organisation's own":  {"Naam: Ans\nE-mail: klachten@kluppluz.example", "", ""},
		"with a name":             {"Van: Ans <ans@post.example>\nBericht: x", "", "ans@post.example"},
		"longer than any address": {"E-mail: " + strings.Repeat("a", 300) + "@post.example", "", ""},
	} {
		m := Triage(letterOf(c.text, form, "Reply-To: "+c.replyTo), o, w.known, arrival).Mail
		if m.Kind != cases.KindForm || m.Form == nil || m.Form.Email != c.email {
			t.Errorf("%s: %+v", name, m.Form)
		}
	}
}

// The configuration may name exactly the fields that the labels stand for.
func TestFormFields(t *testing.T) {
	known := cases.FormFields()
	for label, field := range formLabels {
		if !slices.Contains(known, field) {
			t.Errorf("label %q stands for %q, which the configuration cannot name", label, field)
		}
	}
}

func FuzzReadForm(f *testing.F) {
	f.Add("Naam: Ans\nBericht:\nx\ny: z\n-- \n")
	f.Add("E-mail\na@b.example\n*Tel:* 1")
	f.Fuzz(func(t *testing.T, text string) {
		total := 0
		fields := readForm(text, map[string]string{"wie": "naam"})
		for name, value := range fields {
			total += len(value)
			if name == "" || value == "" {
				t.Fatalf("empty field %q=%q", name, value)
			}
		}
		if len(fields) > maxFormFields+60 || total > 4*len(text)+1000 {
			t.Fatalf("%d fields of %d bytes from %d", len(fields), total, len(text))
		}
	})
}
