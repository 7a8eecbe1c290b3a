package mailin

import (
	"testing"

	"complaintsd/cases"
)

func TestReturnDay(t *testing.T) {
	today := cases.Date{Year: 2026, Month: 11, Day: 2} // a Monday
	for text, want := range map[string]string{
		"Ik ben afwezig tot en met 20 november 2026. Bel bij spoed de locatie.": "2026-11-21",
		"Ik ben met vakantie t/m vrijdag 13 november.":                          "2026-11-14",
		"Ik ben er niet. Op maandag 16 november ben ik er weer.":                "2026-11-16",
		"Ik ben niet op kantoor. Vanaf maandag 16 november ben ik weer terug.":  "2026-11-16",
		"Ik ben weer aanwezig op 16 november.":                                  "2026-11-16",
		"Ik ben weer bereikbaar vanaf maandag 16-11-2026!":                      "2026-11-16",
		"Wegens verlof ben ik afwezig. Ik ben terug op 16/11/2026.":             "2026-11-16",
		"Ik ben afwezig tot 16 november":                                        "2026-11-16",
		"I am out of the office until 16 November 2026.":                        "2026-11-16",
		"I am on leave through 2026-11-15 and back after that.":                 "2026-11-16",
		"I will be back on Monday 16 November.":                                 "2026-11-16",
		"Ik was afwezig tot 30 oktober 2026.":                                   "",
		"Ik ben afwezig tot 1 januari 2031.":                                    "",
		"Ik ben vandaag afwezig en lees mijn mail morgen.":                      "",
		"": "",
	} {
		if got := returnDay(text, today).String(); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzReturnDay(f *testing.F) {
	today := cases.Date{Year: 2026, Month: 11, Day: 2}
	f.Add("Ik ben afwezig tot en met 20 november 2026.")
	f.Add("weer terug op t/m 31-12 until")
	f.Fuzz(func(t *testing.T, text string) {
		if d := returnDay(text, today); !d.IsZero() && (!d.After(today) || today.Days(d) > mostDaysAway) {
			t.Errorf("%q: %s", text, d)
		}
	})
}
