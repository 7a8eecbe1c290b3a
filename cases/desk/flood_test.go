package desk_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"complaintsd/cases"
	"complaintsd/mailout"
	"complaintsd/templates"
)

// count counts the letters of each kind and receiver.
func count(told []string) map[string]int {
	n := map[string]int{}
	for _, l := range told {
		n[l]++
	}
	return n
}

// Invariant 7: a thousand mails of one sender in an hour are a thousand cases, one receipt and one alert. Of the first
// the registrar hears one by one; the rest stands in the register.
func TestThousandMailsInAnHour(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	const mails = 1000
	var told []string
	for i := range mails {
		f.now = f.now.Add(3 * time.Second)
		f.receive(mail{from: evil, subject: fmt.Sprint("Klacht ", i), text: fmt.Sprint("Het is weer mis, voor de ", i, "e keer.")})
		told = append(told, f.post()...)
	}
	f.turn("2026-03-02 10:30")
	told = append(told, f.post()...)
	n := count(told)
	if len(f.refs()) != mails || n["receipt "+evil] != 1 || n["alert "+operator] != 1 || n["new-case kwaliteit"] != f.o.Limits.CasesPerSenderPerHour || len(n) != 3 {
		t.Errorf("%d cases, letters %v", len(f.refs()), n)
	}
	// Somebody else is heard as ever, also in the midst of it, and the sender again when it is over.
	f.receive(mail{from: parent, subject: "Klacht", text: "Mijn kind viel."})
	f.expect("new-case kwaliteit", "receipt parent")
	f.turn("2026-03-03 09:00")
	f.receive(mail{from: evil, subject: "Klacht", text: "Nog iets."})
	f.expect("new-case kwaliteit", "receipt "+evil)
}

// suppressed are the headers by which our mail says that a machine wrote it.
var suppressed = regexp.MustCompile(`(?mi)^(Auto-Submitted|X-Auto-Response-Suppress|Precedence|Return-Path|List-[a-z]+):.*\n`)

// carried is a letter as it arrives elsewhere. Some gateways take away what tells machines apart.
func carried(l mailout.Letter, stripped bool) string {
	raw := strings.ReplaceAll(string(l.Bytes), "\r\n", "\n")
	if stripped {
		head, body, _ := strings.Cut(raw, "\n\n")
		raw = suppressed.ReplaceAllString(head+"\n", "") + "\n" + body
	}
	return raw
}

// another is an office of another organisation.
func another(t *testing.T, at string) *office {
	t.Helper()
	f := begin(t, at)
	f.o.Name, f.o.Prefix, f.o.Address, f.o.Aliases = "Humankind", "HUM", "klachten@humankind.example", nil
	for i := range f.o.People {
		f.o.People[i].Address = strings.Replace(f.o.People[i].Address, "kluppluz", "humankind", 1)
	}
	w, err := templates.New("instance2", keys, []*cases.Organisation{f.o})
	f.ok(err)
	f.desk.Writer = w
	return f
}

// Two daemons that write to each other end within two mails, whatever a gateway between them takes away. Somebody
// forged a complaint of one to the other.
func TestTwoDaemonsFallSilent(t *testing.T) {
	for _, stripped := range []bool{false, true} {
		t.Run(fmt.Sprint("stripped ", stripped), func(t *testing.T) {
			a, b := begin(t, "2026-03-02 09:00"), another(t, "2026-03-02 09:00")
			a.receive(mail{from: b.o.Address, subject: "Klacht", text: "Wij zijn niet tevreden."})
			between := 0
			for hour := range 72 {
				at := fmt.Sprintf("2026-03-%02d %02d:00", 2+(hour+9)/24, (hour+9)%24)
				between += pass(a, b, stripped) + pass(b, a, stripped)
				a.tick(at)
				b.tick(at)
			}
			if between == 0 || between > 2 {
				t.Errorf("%d mails between them", between)
			}
		})
	}
}

// pass carries what one office has for the other.
func pass(from, to *office, stripped bool) (n int) {
	before := len(from.sent)
	from.post()
	for _, l := range from.sent[before:] {
		if to.o.Owns(l.To) {
			n++
			to.receive(mail{bytes: carried(l, stripped)})
		}
	}
	return n
}

// A machine that answers everything and heeds no header causes at most two letters to itself a day, and so gets at most
// three where one was due, be it a parent's or a colleague's, and whatever it writes.
func TestStubbornResponder(t *testing.T) {
	threads := func(l mailout.Letter) mail { return mail{subject: "Re: " + l.Subject, answers: l.MessageID} }
	fresh := func(mailout.Letter) mail { return mail{subject: "Ik ben op reis"} }
	cites := func(l mailout.Letter) mail { return mail{subject: "Op reis: " + l.Subject} }
	for name, reply := range map[string]func(mailout.Letter) mail{"in the thread": threads, "without the thread": fresh, "with the number": cites} {
		for _, who := range []string{parent, "j.jansen@kluppluz.example"} {
			t.Run(name+" of "+who, func(t *testing.T) {
				f := begin(t, "2026-03-02 09:00")
				f.o.Proof = cases.Proof{Token: true, DMARC: true, Authserv: "mx.kluppluz.example"}
				ref := f.complain(parent)
				f.post()
				f.command("kwaliteit", ref, "[locatie Messenmaker] [toewijzen jansen]", "")
				today := map[string]int{}
				for hour := range 48 {
					f.tick(fmt.Sprintf("2026-03-%02d %02d:30", 2+(hour+9)/24, (hour+9)%24))
					for range 20 { // it answers at once, and so do we
						before := len(f.sent)
						f.post()
						for _, l := range f.sent[before:] {
							if l.To == who {
								day := f.now.Format(time.DateOnly)
								if today[day]++; l.Kind == string(cases.NewCase) {
									today[day]-- // the registrar caused this one beside the other
								}
								m := reply(l)
								m.from, m.text = who, "Ik ben op reis en lees mijn mail niet."
								f.receive(vouched(f, m))
							}
						}
					}
				}
				for day, n := range today {
					if n > 3 {
						t.Errorf("%d letters on %s", n, day)
					}
				}
			})
		}
	}
}

// vouched is a mail with the word of the organisation's server, if it is from one of its people.
func vouched(f *office, m mail) mail {
	r := f.raw(m)
	body, err := r.Open()
	f.ok(err)
	defer body.Close()
	var b strings.Builder
	buf := make([]byte, 4096)
	for {
		n, err := body.Read(buf)
		b.Write(buf[:n])
		if err != nil {
			break
		}
	}
	text := strings.ReplaceAll(b.String(), "\r\n", "\n")
	if _, staff := f.o.PersonAt(m.from); staff {
		text = auth + "\n" + text
	}
	return mail{bytes: text}
}

// Fifty mails in the name of a colleague about one case are all kept, and the registrar hears of three.
func TestUnprovenFlood(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	ref := f.complain(parent)
	f.post()
	for i := range 50 {
		f.receive(mail{from: "j.jansen@kluppluz.example", subject: "[" + string(ref) + "] [sluiten]", text: fmt.Sprint("Nummer ", i)})
	}
	f.expect("refused kwaliteit", "refused kwaliteit", "refused kwaliteit")
	if hints := len(f.dossier(ref).History); hints < 50 {
		t.Errorf("%d rows", hints)
	}
	f.turn("2026-03-03 09:00")
	f.receive(mail{from: "j.jansen@kluppluz.example", subject: "[" + string(ref) + "] [sluiten]", text: "De volgende dag"})
	f.expect("refused kwaliteit")
}

// Naming another case in a word starts no new count.
func TestUnprovenFloodThatNamesAnotherCase(t *testing.T) {
	f := begin(t, "2026-03-02 09:00")
	ref, other := f.complain(parent), f.complain(otherParent)
	f.post()
	for i := range 10 {
		f.receive(mail{from: "j.jansen@kluppluz.example", subject: "[" + string(ref) + "] [samenvoegen " + string(other) + "]", text: fmt.Sprint("Nummer ", i)})
	}
	f.expect("refused kwaliteit", "refused kwaliteit", "refused kwaliteit")
}
