package templates

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestUnwrapped(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"nothing":  {"", ""},
		"one line": {"Graag bellen.", "Graag bellen."},
		"wrapped by a mail program": {
			"Gisteren sprak een medewerker mijn zoon heel boos aan. Hij was daarna\nverdrietig in de auto en wilde niet meer terug. Wij vinden dat heel\nerg en horen graag wat jullie doen.",
			"Gisteren sprak een medewerker mijn zoon heel boos aan. Hij was daarna verdrietig in de auto en wilde niet meer terug. Wij vinden dat heel erg en horen graag wat jullie doen.",
		},
		"a sentence that fills its line": {
			"Wij hebben maandag met het hele team gesproken over de overdracht.\nDaarom stellen wij voor dat een vaste medewerker bij het ophalen staat.",
			"Wij hebben maandag met het hele team gesproken over de overdracht. Daarom stellen wij voor dat een vaste medewerker bij het ophalen staat.",
		},
		"a sentence that ended early": {
			"Wij hebben maandag met het team gesproken en dat ging goed.\nEn toen hebben wij samen een plan gemaakt voor de komende weken.",
			"Wij hebben maandag met het team gesproken en dat ging goed.\nEn toen hebben wij samen een plan gemaakt voor de komende weken.",
		},
		"an address": {"Sanne Peeters\nDorpsstraat 1\n5600 AA Voorbeeldstad", "Sanne Peeters\nDorpsstraat 1\n5600 AA Voorbeeldstad"},
		"a greeting": {
			"Wij hopen dat je hiermee verder kunt en horen graag van je wanneer\nMet vriendelijke groet,\nJoke",
			"Wij hopen dat je hiermee verder kunt en horen graag van je wanneer\nMet vriendelijke groet,\nJoke",
		},
		"paragraphs": {
			"Op die twee dagen stonden er invallers op de groep en dat wist niemand\nvan de ouders.\n\nDat spijt ons.",
			"Op die twee dagen stonden er invallers op de groep en dat wist niemand van de ouders.\n\nDat spijt ons.",
		},
		"a list": {
			"Wij spreken met jou en met het team op de groep het volgende af voor nu\n- een vaste begeleider bij het ophalen, elke dag, ook in de weken van de\n  vakantie\n- elke week een kort gesprek\n1. en daarna kijken wij samen",
			"Wij spreken met jou en met het team op de groep het volgende af voor nu\n- een vaste begeleider bij het ophalen, elke dag, ook in de weken van de vakantie\n- elke week een kort gesprek\n1. en daarna kijken wij samen",
		},
		"labels": {
			"Hieronder staan de gegevens die je vroeg, met het nummer van de groep\nTelefoon: 040-5550102\ne-mail: j.jansen@kluppluz.example",
			"Hieronder staan de gegevens die je vroeg, met het nummer van de groep\nTelefoon: 040-5550102\ne-mail: j.jansen@kluppluz.example",
		},
		"deeper indent": {
			"Op het bord in de hal hing die ochtend een briefje met deze woorden\n    De groep is vandaag gesloten",
			"Op het bord in de hal hing die ochtend een briefje met deze woorden\n    De groep is vandaag gesloten",
		},
		"lines that nobody wrapped": {
			"De overdracht op de groep gaat al weken niet goed. Niemand weet hoe de dag is geweest.\nIk wil graag dat iemand mij belt.",
			"De overdracht op de groep gaat al weken niet goed. Niemand weet hoe de dag is geweest.\nIk wil graag dat iemand mij belt.",
		},
		"a sentence that goes on below a long line": {
			"We hebben samen gepraat. Mijn collega heeft uw zoon verteld dat het haar spijt. Wij stellen voor\ndat hij een vaste begeleider heeft.",
			"We hebben samen gepraat. Mijn collega heeft uw zoon verteld dat het haar spijt. Wij stellen voor dat hij een vaste begeleider heeft.",
		},
		"an older mail in it": {
			"Dat schreef ik al eerder, op de eerste dag dat het gebeurde, namelijk\n> graag bellen\n> vandaag nog",
			"Dat schreef ik al eerder, op de eerste dag dat het gebeurde, namelijk\n> graag bellen\n> vandaag nog",
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := unwrapped(c.in); got != c.want {
				t.Errorf("got\n%s", got)
			}
		})
	}
}

// No word is lost, made or moved, and text that was broken at a width comes back whole.
func TestUnwrappedKeepsEveryWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOfN(rapid.RuneFrom([]rune("ab  \n-:.>1é")), 0, 600, -1).Draw(t, "text")
		if got, want := strings.Fields(unwrapped(s)), strings.Fields(s); strings.Join(got, " ") != strings.Join(want, " ") {
			t.Fatalf("%q became %q", want, got)
		}
	})
}

func TestUnwrappedUndoesAMailProgram(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "de", "en.", "groep,", "begeleider", "overdracht.", "medewerkers", "we"}), 1, 80).Draw(t, "words")
		width := rapid.IntRange(70, 78).Draw(t, "width")
		var lines []string
		line := words[0]
		for _, w := range words[1:] {
			if len(line)+1+len(w) > width {
				lines, line = append(lines, line), w
				continue
			}
			line += " " + w
		}
		if got := unwrapped(strings.Join(append(lines, line), "\n")); got != strings.Join(words, " ") {
			t.Fatalf("got %q", got)
		}
	})
}
