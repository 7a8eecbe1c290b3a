package cases

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestReadDate(t *testing.T) {
	today := date(t, "2026-11-21") // a Saturday
	for in, want := range map[string]string{
		"2027-03-01": "2027-03-01", "2027-3-1": "2027-03-01", "2027/03/01": "2027-03-01",
		"1-3-2027": "2027-03-01", "1-3-27": "2027-03-01", "1/3": "2027-03-01", "24-12": "2026-12-24", "24.12.2026": "2026-12-24", "1 12": "2026-12-01",
		"1 maart 2027": "2027-03-01", "1 mrt": "2027-03-01", "1e maart": "2027-03-01", "24 dec.": "2026-12-24", "3 maart": "2027-03-03",
		"1 march 2027": "2027-03-01", "March 3": "2027-03-03", "march 3rd, 2027": "2027-03-03", "3rd of March": "2027-03-03",
		"vandaag": "2026-11-21", "morgen": "2026-11-22", "Overmorgen": "2026-11-23", "gisteren": "2026-11-20", "tomorrow": "2026-11-22",
		"+7d": "2026-11-28", "+2w": "2026-12-05", "over 2 weken": "2026-12-05", "over een week": "2026-11-28", "in three days": "2026-11-24",
		"maandag": "2026-11-23", "zaterdag": "2026-11-28", "vr": "2026-11-27", "vrijdag": "2026-11-27", "friday": "2026-11-27", "komende vrijdag": "2026-11-27",
		"volgende week vrijdag": "2026-11-27", "vrijdag volgende week": "2026-11-27", "next week Friday": "2026-11-27",
		"volgende week maandag": "2026-11-23", "deze week zondag": "2026-11-22",
		"vrijdag 27 november": "2026-11-27", "vrijdag 27-11-2026": "2026-11-27", "op vrijdag 27 november 2026": "2026-11-27",
		"maandag 27 november": "", "volgende vrijdag": "", "next friday": "",
		"31-2-2027": "", "0-1": "", "32-1": "", "gauw": "", "": "", "1 x 2027": "", "over veel weken": "", "29-2-2027": "", "DATUM": "",
	} {
		got, ok := ReadDate(in, today)
		if !ok && want != "" || ok && got.String() != want {
			t.Errorf("%q: %s %v, want %q", in, got, ok, want)
		}
	}
}

func TestReadPast(t *testing.T) {
	today := date(t, "2026-11-21")
	for in, want := range map[string]string{
		"vrijdag": "2026-11-20", "zaterdag": "2026-11-21", "3 december": "2025-12-03", "3-11": "2026-11-03", "vrijdag 20 november": "2026-11-20",
		"3-12-2026": "2026-12-03", "morgen": "2026-11-22", // a later date that somebody wrote is for the word to refuse
	} {
		if got, ok := ReadPast(in, today); !ok || got.String() != want {
			t.Errorf("%q: %s %v, want %s", in, got, ok, want)
		}
	}
}

// "Volgende vrijdag" is asked back: one week is a broken promise.
func TestTwoFridays(t *testing.T) {
	for today, want := range map[string][2]string{"2026-11-18": {"2026-11-20", "2026-11-27"}, "2026-11-21": {"2026-11-27", "2026-12-04"}} {
		got := nearDates("volgende vrijdag", date(t, today))
		if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
			t.Errorf("on %s: %q", today, got)
		}
	}
}

// A date without a year that is almost a year away is asked back: it is a slip for one that is near.
func TestDateOfAnotherYear(t *testing.T) {
	for _, v := range []struct {
		today, in string
		past      bool
		want      []string
	}{
		{"2026-12-30", "31 dec", true, []string{"2025-12-31"}},
		{"2026-12-30", "31 dec 2025", true, nil},
		{"2026-12-30", "2025-12-31", true, nil},
		{"2027-01-02", "31 dec", true, nil},
		{"2026-11-21", "20-11", false, []string{"2026-11-20", "2027-11-20"}},
		{"2026-11-21", "20-11-2027", false, nil},
		{"2026-11-21", "1 juni", false, nil},
		{"2026-12-30", "4 jan", false, nil},
		{"2026-12-30", "vrijdag", true, nil},
	} {
		read := ReadDate
		if v.past {
			read = ReadPast
		}
		today := date(t, v.today)
		d, ok := read(v.in, today)
		if got := otherYear(v.in, d, today, v.past); !ok || !slices.Equal(got, v.want) {
			t.Errorf("%s on %s: %v, may be %v", v.in, v.today, d, got)
		}
	}
	w := newWorld(t) // on 2 November
	w.mail(complaint(), "")
	r := w.refused(w.command("kwaliteit", "", first, cmd("ontvangen", "3", "november")), RefuseDate)
	if !slices.Equal(r.Nearest, []string{"2025-11-03"}) {
		t.Errorf("asked for %v", r.Nearest)
	}
}

// Every date is read back from each way to write it out in full, whatever the day on which it is read.
func TestDatesReadBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		today := date(t, "2026-01-01").Add(rapid.IntRange(0, 3000).Draw(rt, "today"))
		d := today.Add(rapid.IntRange(-2000, 2000).Draw(rt, "away"))
		month, english := monthNames[d.Month-1], monthsEnglish[d.Month-1]
		for _, s := range []string{
			d.String(), itoa(d.Day) + "-" + itoa(int(d.Month)) + "-" + itoa(d.Year), itoa(d.Day) + " " + month + " " + itoa(d.Year),
			english + " " + itoa(d.Day) + ", " + itoa(d.Year), dayNames[d.Weekday()][0] + " " + itoa(d.Day) + " " + month + " " + itoa(d.Year),
		} {
			if got, ok := ReadDate(s, today); !ok || got != d {
				rt.Fatalf("%q on %s: %s %v", s, today, got, ok)
			}
		}
	})
}

func FuzzReadDate(f *testing.F) {
	for _, s := range []string{"volgende week vrijdag", "+7d", "3 maart", "31-2", "vrijdag 27 nov. 2026", "over 999 weken", "İ 3", "0000-00-00"} {
		f.Add(s)
	}
	today := Date{2026, 11, 21}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := ReadDate(s, today)
		if ok && (d.Add(0) != d || d.IsZero()) {
			t.Fatalf("%q is read as %v, which no calendar has", s, d)
		}
		if past, also := ReadPast(s, today); also != ok || ok && past.After(d) {
			t.Fatalf("%q is read as %s, and as a past date %s %v", s, d, past, also)
		}
	})
}
