package templates

import (
	"slices"
	"strings"
	"testing"

	"complaintsd/cases"
)

func word(s string) cases.Command {
	f := strings.Fields(s)
	return cases.Command{Word: f[0], Args: f[1:]}
}

// refusedPage is the answer to a mail with one wrong command, on the day after a complaint about De Messenmaker came.
func refusedPage(w *Writer, r cases.Result) *page {
	all := Samples()
	s := all[slices.IndexFunc(all, func(s Sample) bool { return s.Name == "refused-nl" })]
	n := s.Step.Notices[0]
	n.Transcript = &cases.Transcript{Results: []cases.Result{r}}
	return newPage(w.with(SampleKeys()), s.Org, s.Step, n, s.Now)
}

// What each refusal says, word for word: who reads it must know what to do next.
func TestFaults(t *testing.T) {
	w := writer(t)
	seen := map[cases.RefusalCode]bool{}
	for _, v := range []struct {
		command string
		refusal cases.Refusal
		want    string
	}{
		{"toewijze jansen", cases.Refusal{Code: cases.RefuseUnknownWord, Arg: "toewijze", Nearest: []string{"toewijzen"}}, "Het woord “toewijze” bestaat niet. Bedoel je: toewijzen?"},
		{
			"toewijze jansn",
			cases.Refusal{
				Code: cases.RefuseUnknownWord, Arg: "toewijze", Nearest: []string{"toewijzen"},
				Then: &cases.Refusal{Code: cases.RefusePerson, Arg: "jansn", Nearest: []string{"jansen"}},
			},
			"Het woord “toewijze” bestaat niet. Bedoel je: toewijzen? Ik ken geen medewerker met de naam “jansn”. Bedoel je: Joke Jansen?",
		},
		{"abracadabra", cases.Refusal{Code: cases.RefuseUnknownWord, Arg: "abracadabra"}, "Het woord “abracadabra” bestaat niet."},
		{"stand", cases.Refusal{Code: cases.RefuseNoCase}, "Bij dit kenmerk is geen zaak die jij kunt zien. Kijk of het kenmerk klopt, of beantwoord een mail over de zaak."},
		{"sluiten", cases.Refusal{Code: cases.RefuseNotYours, Arg: "sluiten"}, "Dit mag jij niet doen. Vraag het aan de directie."},
		{"toewijzen jansen", cases.Refusal{Code: cases.RefuseDirector}, "Deze zaak is ernstig. Alleen de directeur beslist wie de zaak behandelt."},
		{"toewijzen jansen", cases.Refusal{Code: cases.RefuseAccused, Arg: "Joke Jansen"}, "De klacht gaat over Joke Jansen. Die kan de klacht niet behandelen."},
		{"oordeel misschien", cases.Refusal{Code: cases.RefuseArgument, Arg: "misschien"}, "“misschien” begrijp ik hier niet. Schrijf: [oordeel gegrond, deels, ongegrond, opgelost of geen-oordeel]."},
		{"bericht graag", cases.Refusal{Code: cases.RefuseArgument, Arg: "graag"}, "“graag” begrijp ik hier niet. Schrijf: [bericht]."},
		{"klaar", cases.Refusal{Code: cases.RefuseArgument}, "Er ontbreekt iets. Schrijf: [klaar NUMMER [afspraak]]."},
		{"soort klahct", cases.Refusal{Code: cases.RefuseArgument, Arg: "klahct", Nearest: []string{"klacht"}}, "“klahct” begrijp ik hier niet. Schrijf: [soort klacht, suggestie, tip of compliment]. Bedoel je: klacht?"},
		{"toewijzen", cases.Refusal{Code: cases.RefusePerson}, "Er staat geen naam bij. Schrijf: [toewijzen PERSOON]."},
		{"toewijzen pietersen", cases.Refusal{Code: cases.RefusePerson, Arg: "pietersen"}, "Ik ken geen medewerker met de naam “pietersen”."},
		{"toewijzen jansn", cases.Refusal{Code: cases.RefusePerson, Arg: "jansn", Nearest: []string{"jansen"}}, "Ik ken geen medewerker met de naam “jansn”. Bedoel je: Joke Jansen?"},
		{"toewijzen an", cases.Refusal{Code: cases.RefuseSeveral, Arg: "an", Nearest: []string{"jansen", "bakker"}}, "Meer dan één medewerker kan “an” zijn. Bedoel je: Joke Jansen of Anton Bakker?"},
		{"locatie", cases.Refusal{Code: cases.RefuseLocation}, "Er staat geen locatie bij. De locaties zijn: De Messenmaker, Morel."},
		{"locatie Maan", cases.Refusal{Code: cases.RefuseLocation, Arg: "Maan"}, "De locatie “Maan” ken ik niet. De locaties zijn: De Messenmaker, Morel."},
		{"locatie Morrel", cases.Refusal{Code: cases.RefuseLocation, Arg: "Morrel", Nearest: []string{"Morel"}}, "De locatie “Morrel” ken ik niet. Bedoel je: Morel?"},
		{"maatregel", cases.Refusal{Code: cases.RefuseDate}, "Er staat geen datum bij. Schrijf een datum als 25-11-2026, vrijdag of +7d."},
		{"maatregel gauw", cases.Refusal{Code: cases.RefuseDate, Arg: "gauw"}, "De datum “gauw” kan hier niet. Schrijf een datum als 25-11-2026, vrijdag of +7d, en kijk of hij past bij de termijnen."},
		{"verstuurd 1-2-2027", cases.Refusal{Code: cases.RefuseDate, Arg: "1-2-2027"}, "De datum “1-2-2027” kan hier niet. Kies vandaag, of een dag sinds de brief klaar is."},
		{"uitstel 1-2-2027", cases.Refusal{Code: cases.RefuseDate, Arg: "1-2-2027"}, "De datum “1-2-2027” kan hier niet. Kies een dag na dinsdag 8 december 2026, en uiterlijk dinsdag 29 december 2026. Dat is de laatste dag van de wet."},
		{"uitstel volgende vrijdag", cases.Refusal{Code: cases.RefuseDate, Arg: "volgende vrijdag", Nearest: []string{"2026-11-20", "2026-11-27"}}, "“volgende vrijdag” is niet duidelijk. Bedoel je: vrijdag 20 november 2026 of vrijdag 27 november 2026?"},
		{"voorstel", cases.Refusal{Code: cases.RefuseEmptyText, Arg: "voorstel"}, "De mail is leeg. Schrijf in de mail wat de ouder moet lezen, of wat je wilt vastleggen."},
		{"sluiten", cases.Refusal{Code: cases.RefuseMissing, Missing: []string{cases.MissingLocation, cases.MissingMeasureDate}}, "De zaak kan nog niet dicht. Eerst is nodig: de locatie ([locatie NAAM]); een datum bij elke maatregel."},
		{"heropenen", cases.Refusal{Code: cases.RefuseState, Arg: "heropenen"}, "De zaak is al open."},
		{"verstuurd", cases.Refusal{Code: cases.RefuseState, Arg: "verstuurd"}, "Er ligt geen brief klaar voor de post."},
		{"uitstel 1-12", cases.Refusal{Code: cases.RefuseState, Arg: "uitstel"}, "Er is geen datum meer om te verzetten: het voorstel is al gedaan, of deze zaak vraagt er geen."},
		{"ongedaan", cases.Refusal{Code: cases.RefuseState, Arg: "ongedaan"}, "Van jou is er in deze zaak niets om terug te nemen."},
		{"ongedaan", cases.Refusal{Code: cases.RefuseLeft, Arg: "closing"}, "Deze brief is al weg: sluitingsbrief. Terugnemen kan niet meer. Open de zaak zo nodig weer met [heropenen]."},
		{"ongedaan 7 regel", cases.Refusal{Code: cases.RefuseSince, Missing: []string{"measure 1", "due", "handler"}}, "Terugnemen kan niet meer: daarna is er op verder gegaan. Het gaat om: maatregel 1, de termijnen en de behandelaar. Stuur met een nieuw woord hoe het wel moet zijn."},
		{"ongedaan", cases.Refusal{Code: cases.RefuseFinal, Arg: "ernstig"}, "Alleen de directeur neemt dit terug, met [ernstig nee]."},
		{"ongedaan 99", cases.Refusal{Code: cases.RefuseNoRow, Arg: "99"}, "Brief 99 is er in deze zaak niet. Er is hier nu niets dat jij kunt terugnemen."},
		{"ongedaan 99 regel", cases.Refusal{Code: cases.RefuseNoRow, Arg: "99 regel", Offers: [][]cases.Entry{{{Seq: 3}}}}, "Regel 99 is er in deze zaak niet, of er valt niets aan terug te nemen."},
		{"ongedaan", cases.Refusal{Code: cases.RefuseUndone}, "Dat is al teruggenomen. Wil je het toch? Stuur het woord dan opnieuw. Wil je nog iets terugnemen? Gebruik de link in het antwoord op die mail."},
		{"vertrouwelijk jansen nee", cases.Refusal{Code: cases.RefuseState, Arg: "vertrouwelijk"}, "Deze persoon mag al over de zaak lezen."},
		{"sluiten", cases.Refusal{Code: cases.RefuseEarly}, "De datum van deze mail ligt in de toekomst. Zet de klok van je computer goed en stuur hem opnieuw."},
		{"sluiten", cases.Refusal{Code: cases.RefuseStale}, "Deze mail is meer dan vier dagen onderweg geweest. Stuur hem opnieuw als het nog nodig is."},
		{"bericht", cases.Refusal{Code: cases.RefuseNoAddress}, "Er is geen adres van de ouder bekend. Vul het aan met [melder]."},
		{"bericht", cases.Refusal{Code: cases.RefuseFile, Arg: "foto.exe", Missing: []string{cases.FileDangerous}}, "De bijlage “foto.exe” kan niet mee, want zo’n bestand kan schade doen. Maak er een pdf van. Er is niets verstuurd."},
		{"samenvoegen KLP-2026-0007", cases.Refusal{Code: cases.RefuseNotAlone, Arg: "samenvoegen"}, "Dit woord verandert twee zaken. Stuur het in een mail zonder andere woorden tussen haken."},
		{"samenvoegen KLP-2026-0007", cases.Refusal{Code: cases.RefuseUnknownCase, Arg: "KLP-2026-0007"}, "De zaak KLP-2026-0007 ken ik hier niet."},
		{"samenvoegen KLP-2026-0042", cases.Refusal{Code: cases.RefuseSameCase, Arg: "KLP-2026-0042"}, "Dat is deze zaak zelf."},
		{"samenvoegen KLP-2026-0007", cases.Refusal{Code: cases.RefuseOtherParent}, "Het is niet zeker dat beide zaken van dezelfde ouder zijn. Zaken van twee ouders blijven apart: de een mag niet lezen wat de ander schreef. Is het toch dezelfde ouder? Vul dan eerst met [melder] bij beide zaken hetzelfde mailadres in, of dezelfde naam als er geen mailadres is."},
		{"samenvoegen KLP-2026-0007", cases.Refusal{Code: cases.RefuseEndedCase, Arg: "KLP-2026-0007"}, "De zaak KLP-2026-0007 is al dicht. Open die zaak eerst weer."},
		{"samenvoegen KLP-2026-0007", cases.Refusal{Code: cases.RefuseTooFar}, "In deze zaak is al iets voorgesteld, afgesproken of beslist. Dat zou verloren gaan. Voeg de andere zaak samen met deze."},
		{"bevestig", cases.Refusal{Code: cases.RefuseNoLink}, "Bevestigen kan alleen met de link uit de mail die erom vraagt. Open die mail en tik op de knop."},
		{"bevestig", cases.Refusal{Code: cases.RefuseUsed}, "Deze link is al gebruikt, of er is daarna iets anders gevraagd. Er is nu niets veranderd. Vraag het zo nodig opnieuw."},
		{"uitstel", cases.Refusal{Code: cases.RefuseExtensions}, "De ouder heeft al zo vaak een latere datum gekregen als hier mag. Doe een voorstel, of schrijf de ouder met [bericht] hoe het gaat."},
		{"heropenen", cases.Refusal{Code: cases.RefuseNoAppeal}, "Bij deze zaak kan de ouder de directie niet (meer) om een besluit vragen. Open de zaak gewoon weer met [heropenen]."},
		{"bevestig", cases.Refusal{Code: cases.RefuseExpired}, "Deze link werkte 72 uur. Die tijd is voorbij, en er is niets veranderd. Vraag het zo nodig opnieuw."},
	} {
		p := refusedPage(w, cases.Result{Command: word(v.command), Refusal: &v.refusal})
		seen[v.refusal.Code] = true
		if got, want := p.fault(p.transcript().Results[0]), v.want; got != want {
			t.Errorf("[%s] %s:\n got %s\nwant %s", v.command, v.refusal.Code, got, want)
		}
	}
	for _, v := range []struct{ one, other, want string }{
		{"toewijzen jansen", "geen-klacht", "Dit gaat niet samen met [geen-klacht]. Kies wat je bedoelt."},
		{"bericht", "voorstel", "Dit gaat niet samen met [voorstel]. Kies wat je bedoelt. De tekst van je mail kan maar één keer naar de ouder."},
	} {
		p := refusedPage(w, cases.Result{Command: word(v.one), Refusal: &cases.Refusal{Code: cases.RefuseClash, Against: []int{1}}})
		p.n.Transcript.Results = append(p.n.Transcript.Results, cases.Result{Command: word(v.other), Refusal: &cases.Refusal{Code: cases.RefuseClash, Against: []int{0}}})
		if got := p.fault(p.transcript().Results[0]); got != v.want {
			t.Errorf("[%s] [%s]:\n got %s\nwant %s", v.one, v.other, got, v.want)
		}
	}
	seen[cases.RefuseClash] = true
	late := refusedPage(w, cases.Result{Command: word("heropenen"), Refusal: &cases.Refusal{Code: cases.RefuseLate}})
	late.o.Terms.Reopen, late.c.ClosedOn = cases.Span{Months: 12}, cases.Date{Year: 2026, Month: 1, Day: 5}
	if got := late.fault(late.transcript().Results[0]); got != "De zaak is te lang dicht. Heropenen kon tot en met dinsdag 5 januari 2027. Maak een nieuwe zaak met [nieuw]." {
		t.Errorf("too late: %s", got)
	}
	appeal := refusedPage(w, cases.Result{Command: word("heropenen"), Refusal: &cases.Refusal{Code: cases.RefuseLate, Arg: "beroep"}})
	appeal.o.Terms.Appeal, appeal.c.Final = cases.Span{Months: 1}, cases.Date{Year: 2026, Month: 1, Day: 5}
	if got := appeal.fault(appeal.transcript().Results[0]); !strings.HasPrefix(got, "De ouder is te laat. Vragen om een besluit van de directie kon tot en met donderdag 5 februari 2026. Vroeg de ouder het eerder?") {
		t.Errorf("appeal too late: %s", got)
	}
	seen[cases.RefuseLate] = true
	for code := range faults {
		if !seen[code] {
			t.Errorf("nobody has read what %s says", code)
		}
	}
}

// Which commands the mended mail holds: what was meant, one mail for each that may have been meant, without what cannot
// be done, and as it was when a person has to mend it.
func TestCorrections(t *testing.T) {
	w := writer(t)
	wrong := func(command string, r cases.Refusal) cases.Result {
		return cases.Result{Command: word(command), Refusal: &r}
	}
	good := cases.Result{Command: word("locatie Morel")}
	for name, v := range map[string]struct {
		results []cases.Result
		want    []string
		sure    bool
	}{
		"a slip in a word": {
			[]cases.Result{wrong("toewijze jansen", cases.Refusal{Code: cases.RefuseUnknownWord, Nearest: []string{"toewijzen"}}), good},
			[]string{"toewijzen jansen|locatie Morel"},
			true,
		},
		"a slip among arguments": {
			[]cases.Result{wrong("maatregel 1-12 jansn breed", cases.Refusal{Code: cases.RefusePerson, Arg: "jansn", Nearest: []string{"jansen"}})},
			[]string{"maatregel 1-12 jansen breed"},
			true,
		},
		"two people": {
			[]cases.Result{good, wrong("toewijzen an", cases.Refusal{Code: cases.RefuseSeveral, Arg: "an", Nearest: []string{"jansen", "bakker"}})},
			[]string{"locatie Morel|toewijzen jansen", "locatie Morel|toewijzen bakker"},
			true,
		},
		"what may not be done": {
			[]cases.Result{good, wrong("sluiten", cases.Refusal{Code: cases.RefuseNotYours})},
			[]string{"locatie Morel"},
			true,
		},
		"what nobody understands": {
			[]cases.Result{good, wrong("oordeel misschien", cases.Refusal{Code: cases.RefuseArgument, Arg: "misschien"})},
			[]string{"locatie Morel|oordeel misschien"},
			false,
		},
		"one of two": {
			[]cases.Result{
				wrong("toewijzen jansen", cases.Refusal{Code: cases.RefuseClash, Against: []int{2}}), good,
				wrong("geen-klacht", cases.Refusal{Code: cases.RefuseClash, Against: []int{0}}),
			},
			[]string{"toewijzen jansen|locatie Morel", "locatie Morel|geen-klacht"},
			true,
		},
		"one of two, twice": {
			[]cases.Result{
				wrong("locatie Morel", cases.Refusal{Code: cases.RefuseClash, Against: []int{1}}),
				wrong("locatie De Messenmaker", cases.Refusal{Code: cases.RefuseClash, Against: []int{0}}),
				wrong("ernstig", cases.Refusal{Code: cases.RefuseClash, Against: []int{3}}),
				wrong("ernstig nee", cases.Refusal{Code: cases.RefuseClash, Against: []int{2}}),
			},
			[]string{"locatie Morel|ernstig", "locatie De Messenmaker|ernstig", "locatie Morel|ernstig nee"},
			true,
		},
		"one of two, and a slip": {
			[]cases.Result{
				wrong("sluiten", cases.Refusal{Code: cases.RefuseClash, Against: []int{1}}),
				wrong("voorstel", cases.Refusal{Code: cases.RefuseClash, Against: []int{0}}),
				wrong("locatie Morrel", cases.Refusal{Code: cases.RefuseLocation, Arg: "Morrel", Nearest: []string{"Morel"}}),
			},
			[]string{"sluiten|voorstel|locatie Morel"},
			false,
		},
		"too old": {
			[]cases.Result{wrong("sluiten", cases.Refusal{Code: cases.RefuseStale})},
			[]string{"sluiten"},
			true,
		},
		"a slip in the text": {
			[]cases.Result{wrong("melder", cases.Refusal{Code: cases.RefuseLocation, Arg: "Morrel", Nearest: []string{"Morel"}})},
			[]string{"melder"},
			false,
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := refusedPage(w, v.results[0])
			p.n.Transcript.Results = v.results
			lists, sure := p.corrected()
			var got []string
			for _, l := range lists {
				got = append(got, strings.Join(l, "|"))
			}
			if !slices.Equal(got, v.want) || sure != v.sure {
				t.Errorf("%q, sure %v; want %q, %v", got, sure, v.want, v.sure)
			}
		})
	}
}

// The words of a refused mail are not lost: they stand in the link, or, when they are too long for one, in the mail.
func TestRefusedWordsAreNotLost(t *testing.T) {
	w := writer(t)
	for text, inLink := range map[string]bool{
		"Kort & krachtig: 100% “goed”?\nTweede regel + nog iets": true,
		strings.Repeat("Een lange mail. ", 120):                  false,
	} {
		p := refusedPage(w, cases.Result{Command: word("toewijze jansen"), Refusal: &cases.Refusal{Code: cases.RefuseUnknownWord, Nearest: []string{"toewijzen"}}})
		p.n.Mail.Text = text
		link := p.Corrections()[0]
		if strings.Contains(link, "&body=") != inLink || (p.Unsent() == "") != inLink {
			t.Errorf("%.20q: in the link %v, shown %q", text, strings.Contains(link, "&body="), p.Unsent())
		}
	}
}
