package mailin

import (
	"strings"
	"testing"
)

const invitation = `BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
ORGANIZER;CN="Joke Jansen":mailto:j.jansen@kluppluz.example
SUMMARY;LANGUAGE=nl:Gesprek over het hek\, en de
  poort
DTSTART;TZID=W. Europe Standard Time:20250310T100000
DTEND;TZID=W. Europe Standard Time:20250310T110000
LOCATION:Locatie Morel\; kamer 2
DESCRIPTION:Dag Sanne\,\n\nTot dan.
BEGIN:VALARM
DESCRIPTION:REMINDER
END:VALARM
END:VEVENT
END:VCALENDAR
`

const invited = "Uitnodiging: Gesprek over het hek, en de poort\n" +
	"Wanneer: maandag 10 maart 2025 10:00 tot 11:00 (W. Europe Standard Time)\n" +
	"Waar: Locatie Morel; kamer 2\nOrganisator: Joke Jansen <j.jansen@kluppluz.example>\n\nDag Sanne,\n\nTot dan."

func TestCalendars(t *testing.T) {
	for in, want := range map[string]string{
		invitation: invited,
		strings.ReplaceAll(invitation, "\n", "\r\n"):                                                     invited,
		"BEGIN:VEVENT\nSUMMARY:Vrij\nDTSTART;VALUE=DATE:20250310\nDTEND;VALUE=DATE:20250311\nEND:VEVENT": "Afspraak: Vrij\nWanneer: maandag 10 maart 2025",
		"BEGIN:VEVENT\nSUMMARY:Vrij\nDTSTART:20250310\nDTEND:20250313\nRRULE:FREQ=WEEKLY\nEND:VEVENT":    "Afspraak: Vrij\nWanneer: maandag 10 maart 2025 tot woensdag 12 maart 2025, herhaalt zich",
		"METHOD:CANCEL\nBEGIN:VEVENT\nSUMMARY:Gesprek\nDTSTART:20250310T090000Z\nEND:VEVENT":             "Afgezegde afspraak: Gesprek\nWanneer: maandag 10 maart 2025 09:00 (UTC)",
		"METHOD:REPLY\nBEGIN:VEVENT\nSUMMARY:Gesprek\nATTENDEE;PARTSTAT=DECLINED:mailto:a@x\nEND:VEVENT": "Antwoord op een uitnodiging: Gesprek\nAntwoord: <a@x> komt niet",
		"BEGIN:VEVENT\nSUMMARY:a\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:b\nEND:VEVENT":                       "Afspraak: a\n\nAfspraak: b",
		"BEGIN:VEVENT\nDTSTART:morgen\nEND:VEVENT":                                                       "",
		"geen agenda": "",
	} {
		if got := calendarText(in); got != want {
			t.Errorf("%q gives\n%s\nwant\n%s", in, got, want)
		}
	}
}

func TestVCards(t *testing.T) {
	for in, want := range map[string]string{
		"BEGIN:VCARD\nVERSION:3.0\nFN:Sanne Vermeer\nN:Vermeer;Sanne;;;\nORG:Oudercommissie;Morel\nTEL;TYPE=CELL:06-12345678\nitem1.EMAIL:sanne@post.example\nADR:;;Hekweg 1;Utrecht;;1234 AB;\nEND:VCARD": "Naam: Sanne Vermeer\nOrganisatie: Oudercommissie, Morel\nTelefoon: 06-12345678\nE-mail: sanne@post.example\nAdres: Hekweg 1, Utrecht, 1234 AB",
		"BEGIN:VCARD\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB=\n Boer\nEND:VCARD":                                                                                                              "Naam: ZoëBoer",
		"BEGIN:VCARD\nFN:a\nEND:VCARD\nBEGIN:VCARD\nFN:b\nEND:VCARD":                                                                                                                                       "Naam: a\n\nNaam: b",
	} {
		if got := vcardText(in); got != want {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
}

// What a mail holds is read where it is the content, and it is listed in any case.
func TestContentsOfAMail(t *testing.T) {
	multi := func(subtype string, parts ...string) string {
		return crlfMail("From: a@x.example\nSubject: x\nContent-Type: multipart/"+subtype+"; boundary=x", "--x\n"+strings.Join(parts, "\n--x\n")+"\n--x--\n")
	}
	text := "Content-Type: text/plain\n\nZie onder."
	calendar := "Content-Type: text/calendar; method=REQUEST; charset=utf-8\n\n" + invitation
	attached := "Content-Type: text/calendar; name=a.ics\nContent-Disposition: attachment; filename=a.ics\n\n" + invitation
	card := "Content-Type: text/vcard; name=s.vcf\n\nBEGIN:VCARD\nFN:Sanne\nEND:VCARD"
	message := "Content-Type: message/rfc822\n\nFrom: Sanne <s@post.example>\nTo: k@x.example\nDate: Mon, 3 Mar 2025 10:15:00 +0100\nSubject: Hek\n\nHet hek stond open."
	shown := "Van: Sanne <s@post.example>\nVerzonden: Mon, 03 Mar 2025 10:15:00 +0100\nAan: <k@x.example>\nOnderwerp: Hek\n\nHet hek stond open."
	digest := "Content-Type: multipart/digest; boundary=y\n\n--y\n\nSubject: een\n\nEerste.\n--y\n\nSubject: twee\n\nTweede.\n--y--"
	status := "Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@x.example"
	for name, c := range map[string]struct {
		raw, full, text string
		files           int
	}{
		"an invitation":             {multi("alternative", text, calendar), "Zie onder.\n\n" + invited, "Zie onder.", 1},
		"an invitation alone":       {multi("mixed", calendar), invited, invited, 1},
		"an attached calendar":      {multi("mixed", text, attached), "Zie onder.", "Zie onder.", 1},
		"a card":                    {multi("mixed", text, card), "Zie onder.", "Zie onder.", 1},
		"a card alone":              {multi("mixed", card), "Naam: Sanne", "Naam: Sanne", 1},
		"a message":                 {multi("mixed", text, message), "Zie onder.", "Zie onder.", 1},
		"a message alone":           {multi("mixed", message), shown, shown, 1},
		"a message in a message":    {multi("mixed", "Content-Type: message/rfc822\n\nSubject: buiten\n"+message), "Onderwerp: buiten\n\n" + shown, "Onderwerp: buiten\n\n" + shown, 1},
		"a message by its name":     {multi("mixed", strings.Replace(message, "message/rfc822", "application/octet-stream; name=klacht.eml", 1)), shown, shown, 1},
		"a digest":                  {multi("mixed", text, digest), "Zie onder.\n\nOnderwerp: een\n\nEerste.\n\nOnderwerp: twee\n\nTweede.", "Zie onder.", 2},
		"rich text alone":           {multi("mixed", "Content-Type: application/rtf; name=brief.rtf\n\n{\\rtf1\\ansi Het hek stond {\\b open}.\\par}"), "Het hek stond open.", "Het hek stond open.", 1},
		"rich text beside a text":   {multi("mixed", text, "Content-Type: application/rtf; name=brief.rtf\n\n{\\rtf1 x}"), "Zie onder.", "Zie onder.", 1},
		"enriched text":             {multi("mixed", "Content-Type: text/enriched\n\n<bold>Het</bold> hek\nstond open.\n\n<color><param>red</param>Groet</color>"), "Het hek stond open.\nGroet", "Het hek stond open.\nGroet", 1},
		"markdown alone":            {multi("mixed", "Content-Type: text/markdown\n\n# Het hek\nstond open."), "# Het hek\nstond open.", "# Het hek\nstond open.", 1},
		"a delivery part alone":     {multi("mixed", status), "Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@x.example", "Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@x.example", 1},
		"a delivery part with text": {multi("mixed", text, status), "Zie onder.", "Zie onder.", 1},
	} {
		m := read(c.raw)
		if m.Full != c.full || m.Text != c.text || len(m.Attachments) != c.files {
			t.Errorf("%s: full\n%s\ntext\n%s\n%v", name, m.Full, m.Text, m.Attachments)
		}
		if alone := c.full == c.text && c.text != "Zie onder."; m.NothingNew != alone {
			t.Errorf("%s: nothing new is %v", name, m.NothingNew)
		}
	}
}
