package mailin

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"complaintsd/cases"
)

type triageCase struct {
	mail Message
	kind cases.MailKind
	ref  cases.Ref
	hint cases.Ref
}

func with(m Message, change func(*Message)) Message {
	change(&m)
	return m
}

func auto(kind string) func(*Message) {
	return func(m *Message) { m.Auto, m.AutoKind = "auto-submitted", kind }
}

func forwarded(m *Message) {
	m.Forward = &Forward{From: "Ouder@post.example", FromName: "Ouder", Date: "2026-02-27T10:12:00+01:00", Subject: "Klacht", Body: "k"}
}

func bounced(id, status, action string) func(*Message) {
	return func(m *Message) {
		m.Bounce = &Bounce{Recipient: "Ouder@post.example", Status: status, Action: action, Reason: "onbekend", MessageID: id}
	}
}

func TestTriage(t *testing.T) {
	w, o := newWorld(), testOrganisation()
	parents, notice, colleagues := w.parent("ouder@post.example", caseA), w.staff("jansen", caseA), w.staff("kwaliteit", caseB)
	digest := w.staff("jansen", "")
	w.known.Threads["parent-1@post.example"] = caseA
	w.known.Letters["letter-7.inst1@kluppluz.example"] = cases.Sent{ID: 7, Ref: caseA, To: "ouder@post.example"}
	parent, stranger := "From: Ouder <ouder@post.example>", "From: iemand@elders.example"
	answer := "In-Reply-To: <" + ourID(parents) + ">"
	staff := fromJansen

	for name, c := range map[string]triageCase{
		"first mail":                  {letterOf("Mijn kind", parent, "Subject: Klacht"), cases.KindComplaint, "", ""},
		"parent answers a letter":     {letterOf("x", parent, "Subject: Re: Uw klacht", answer), cases.KindReply, caseA, ""},
		"from the parent's work":      {letterOf("x", stranger, answer), cases.KindReply, caseA, ""},
		"parent by plus address":      {letterOf("x", parent, "Delivered-To: klachten+"+parents+"@kluppluz.example"), cases.KindReply, caseA, ""},
		"parent by signed tag":        {letterOf("x", parent, "Subject: [KLP-2026-0042 "+parents+"] tevreden"), cases.KindReply, caseA, ""},
		"signed id wins over the tag": {letterOf("x", parent, "Subject: [KLP-2026-0043]", answer), cases.KindReply, caseA, ""},
		"parent, bare tag":            {letterOf("x", parent, "Subject: Re: [klp-2026-0042]"), cases.KindReply, caseA, ""},
		"parent, bare number":         {letterOf("x", parent, "Subject: over KLP-2026-0042"), cases.KindReply, caseA, ""},
		"parent, own earlier mail":    {letterOf("x", parent, "References: <q@q> <parent-1@post.example>"), cases.KindReply, caseA, ""},
		"parent, our unsigned letter": {letterOf("x", parent, "In-Reply-To: <letter-7.inst1@kluppluz.example>"), cases.KindReply, caseA, ""},
		"parent, two numbers":         {letterOf("x", parent, "Subject: KLP-2026-0043 en KLP-2026-0042"), cases.KindReply, caseA, ""},
		"parent, number of another":   {letterOf("x", parent, "Subject: [KLP-2026-0043]"), cases.KindComplaint, "", caseB},
		"stranger, bare tag":          {letterOf("x", stranger, "Subject: [KLP-2026-0042]"), cases.KindComplaint, "", caseA},
		"stranger, earlier mail":      {letterOf("x", stranger, "In-Reply-To: <parent-1@post.example>"), cases.KindComplaint, "", caseA},
		"stranger, staff's notice":    {letterOf("x", stranger, "In-Reply-To: <"+ourID(notice)+">"), cases.KindComplaint, "", caseA},
		"parent who fails DMARC": {
			letterOf("x", parent, "Subject: [KLP-2026-0042]", "Authentication-Results: "+pinned+"; dmarc=fail"), cases.KindComplaint, "", caseA,
		},
		"number of another system": {letterOf("x", parent, "Subject: [INC-2024-12345] klacht"), cases.KindComplaint, "", ""},
		"parent shouts commands":   {letterOf("x", parent, "Subject: [KLP-2026-0042] [sluiten]"), cases.KindReply, caseA, ""},
		"From twice":               {letterOf("x", parent, "From: x@evil.example", "Subject: [KLP-2026-0042]"), cases.KindComplaint, "", caseA},

		"command":                  {letterOf("x", staff, "Subject: Re: [KLP-2026-0042] [stand]", "In-Reply-To: <"+ourID(notice)+">"), cases.KindCommand, caseA, ""},
		"note":                     {letterOf("x", staff, "Subject: Re: Nieuwe zaak", "In-Reply-To: <"+ourID(notice)+">"), cases.KindCommand, caseA, ""},
		"note by dmarc":            {letterOf("x", staff, "Subject: Re: [KLP-2026-0043]", goodResult), cases.KindCommand, caseB, ""},
		"note in the parent's row": {letterOf("x", staff, goodResult, "References: <parent-1@post.example>"), cases.KindCommand, caseA, ""},
		"new from a notice":        {letterOf("x", staff, "Subject: [nieuw]", "In-Reply-To: <"+ourID(notice)+">"), cases.KindCommand, "", ""},
		"command without a case":   {letterOf("x", staff, "Subject: [stand]", goodResult), cases.KindCommand, "", ""},
		"command, no such case":    {letterOf("x", staff, "Subject: [KLP-2026-9999] [stand]", goodResult), cases.KindCommand, "", "KLP-2026-9999"},
		"misspelt case":            {letterOf("x", staff, "Subject: [KLP-2026-0042 x]", goodResult), cases.KindCommand, caseA, ""},
		"answer to a digest":       {letterOf("dank", staff, "Subject: Re: Overzicht", "In-Reply-To: <"+ourID(digest)+">"), cases.KindComplaint, "", ""},
		"digest's token, a case":   {letterOf("x", staff, wantClose, "In-Reply-To: <"+ourID(digest)+">"), cases.KindReply, caseA, ""},
		"unproven, with a tag":     {letterOf("x", staff, wantClose), cases.KindReply, caseA, ""},
		"unproven, notice":         {letterOf("x", staff, "In-Reply-To: <"+ourID(colleagues)+">"), cases.KindReply, caseB, ""},
		"unproven, no such case":   {letterOf("x", staff, "Subject: [KLP-2026-9999] [sluiten]"), cases.KindComplaint, "", "KLP-2026-9999"},
		"unproven, new":            {letterOf("x", staff, "Subject: [nieuw]"), cases.KindComplaint, "", ""},
		"staff complains":          {letterOf("x", staff, "Subject: Klacht", goodResult), cases.KindComplaint, "", ""},

		"forward":              {with(letterOf("zie", staff, "Subject: FW: Klacht"), forwarded), cases.KindForward, "", ""},
		"forward, proven":      {with(letterOf("zie", staff, "Subject: FW: Klacht", goodResult), forwarded), cases.KindForward, "", ""},
		"forward with nieuw":   {with(letterOf("zie", staff, "Subject: FW: Klacht [nieuw]", goodResult), forwarded), cases.KindCommand, "", ""},
		"forward to a case":    {with(letterOf("zie", staff, "Subject: FW: [KLP-2026-0042]", goodResult), forwarded), cases.KindCommand, caseA, ""},
		"forward by colleague": {with(letterOf("zie", "From: groep@kluppluz.example"), forwarded), cases.KindForward, "", ""},
		"forward by a parent":  {with(letterOf("zie", parent), forwarded), cases.KindComplaint, "", ""},

		"own address":        {letterOf("x", "From: klachten@kluppluz.example", wantClose), cases.KindLoop, "", ""},
		"own alias":          {letterOf("x", "From: Klantreactie@kluppluz.example"), cases.KindLoop, "", ""},
		"own Message-ID":     {letterOf("x", stranger, "Message-ID: <"+ourID(parents)+">"), cases.KindLoop, caseA, ""},
		"like our own":       {letterOf("x", parent, "Message-ID: <"+ourID(someToken)+">"), cases.KindComplaint, "", ""},
		"bounce":             {with(letterOf("x", "From: MAILER-DAEMON@post.example"), bounced("letter-7.inst1@kluppluz.example", "5.1.1", "failed")), cases.KindBounce, caseA, ""},
		"absent parent":      {with(letterOf("x", parent, answer), auto("auto_reply")), cases.KindAutoReply, caseA, ""},
		"absent handler":     {with(letterOf("x", staff, "In-Reply-To: <"+ourID(notice)+">"), auto("auto_reply")), cases.KindAutoReply, caseA, ""},
		"automatic, no kind": {with(letterOf("x", stranger), auto("")), cases.KindAutoReply, "", ""},
		"read receipt":       {with(letterOf("x", parent, answer), auto("receipt")), cases.KindReceipt, caseA, ""},
		"list":               {with(letterOf("x", stranger, "List-Id: <nieuws.elders.example>"), auto("list")), cases.KindList, "", ""},
		"our own list":       {with(letterOf("x", stranger, "List-Id: K <klachten.kluppluz.example>"), auto("list")), cases.KindComplaint, "", ""},
		"form":               {letterOf("Naam: Ouder\nE-mail: ouder@post.example", "From: website@kluppluz.example"), cases.KindForm, "", ""},
		"form, automatic":    {with(letterOf("Naam: Ouder", "From: website@kluppluz.example"), auto("auto_reply")), cases.KindForm, "", ""},
		"form of a stranger": {letterOf("Naam: Ouder", "From: website@elders.example"), cases.KindComplaint, "", ""},
		"scan":               {letterOf("", "From: scanner@kluppluz.example", "Subject: Message from KM_C258"), cases.KindScan, "", ""},
		"nothing":            {letterOf("", parent, "Subject: "), cases.KindUnreadable, "", ""},
	} {
		e := Triage(c.mail, o, w.known, arrival)
		if e.Mail.Kind != c.kind || e.Ref != c.ref || e.Mail.Hint != c.hint {
			t.Errorf("%s: %s %q hint %q (%s, %s)", name, e.Mail.Kind, e.Ref, e.Mail.Hint, e.Mail.Reason, e.Mail.Proof)
		}
		if e.Mail.Reason == "" || strings.Contains(e.Mail.Reason, "@") || e.Org != "KLP" || !e.At.Equal(arrival) {
			t.Errorf("%s: reason %q", name, e.Mail.Reason)
		}
	}
}

func TestTriageFillsTheMail(t *testing.T) {
	w, o := newWorld(), testOrganisation()
	m := letterOf("alles", "From: Ouder <Ouder@post.example>", "Subject: Klacht [sluiten] [a/b]")
	m.Text, m.Defects = "nieuw", []string{"bad-date"}
	m.Attachments = []Attachment{{Name: "a.pdf", Type: "application/pdf", Size: 3, SHA256: "f"}}
	got := *Triage(m, o, w.known, arrival).Mail
	want := cases.Mail{
		ID: "sha-of-the-mail", MessageID: "m1@post.example", Kind: cases.KindComplaint, Reason: got.Reason,
		From: "ouder@post.example", FromName: "Ouder", Subject: "Klacht [sluiten] [a/b]", Text: "alles", Full: "alles",
		Arrived: arrival, Dated: m.Date, Files: []cases.File{{Name: "a.pdf", Type: "application/pdf", Size: 3, SHA256: "f"}},
		Defects: []string{"bad-date"}, Commands: cmds("sluiten"), Unknown: []string{"a/b"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	m.Headers[1].Value, m.Subject = "Re: [KLP-2026-0042]", "Re: [KLP-2026-0042]"
	if e := Triage(m, o, w.known, arrival); e.Mail.Text != "nieuw" || e.Mail.Full != "alles" {
		t.Errorf("a reply has text %q and full %q", e.Mail.Text, e.Mail.Full)
	}
}

func TestForwardIsProposed(t *testing.T) {
	w, o := newWorld(), testOrganisation()
	m := with(letterOf("zie", fromJansen), forwarded)
	got := Triage(m, o, w.known, arrival).Mail.Forward
	want := &cases.Origin{From: "ouder@post.example", Name: "Ouder", Subject: "Klacht", Dated: time.Date(2026, 2, 27, 9, 12, 0, 0, time.UTC)}
	if got == nil || !got.Dated.Equal(want.Dated) || got.From != want.From || got.Name != want.Name || got.Subject != want.Subject {
		t.Errorf("got %+v", got)
	}
	m.Forward.From = "klachten@kluppluz.example"
	if got := Triage(m, o, w.known, arrival).Mail.Forward; got.From != "" {
		t.Errorf("our own address is proposed as the complainant: %+v", got)
	}
}

func TestColleagueOfASharedProvider(t *testing.T) {
	w, o := newWorld(), testOrganisation()
	o.Address = "kdv.klachten@gmail.com"
	m := with(letterOf("zie", "From: ouder@gmail.com"), forwarded)
	if e := Triage(m, o, w.known, arrival); e.Mail.Kind != cases.KindComplaint {
		t.Errorf("a parent at the same provider is read as %s", e.Mail.Kind)
	}
}

func TestBounces(t *testing.T) {
	w, o := newWorld(), testOrganisation()
	signed := w.parent("ouder@post.example", caseB)
	w.known.Letters["l@kluppluz.example"] = cases.Sent{ID: 7, Ref: caseA}
	w.known.ToThem = []cases.Sent{
		{ID: 9, Ref: caseA, At: arrival.Add(-9 * 24 * time.Hour)}, {ID: 8, Ref: caseB, At: arrival.Add(-11 * 24 * time.Hour)},
	}
	for name, c := range map[string]struct {
		change func(*Message)
		want   cases.Bounce
		ref    cases.Ref
	}{
		"by Message-ID":      {bounced("l@kluppluz.example", "5.1.1", "failed"), cases.Bounce{Letter: 7, Status: "5.1.1", Permanent: true}, caseA},
		"by its thread":      {func(m *Message) { bounced("", "5.0.0", "")(m); m.References = []string{"l@kluppluz.example"} }, cases.Bounce{Letter: 7, Status: "5.0.0", Permanent: true}, caseA},
		"by token":           {bounced(ourID(signed), "4.4.7", "delayed"), cases.Bounce{Letter: 8, Status: "4.4.7"}, caseB},
		"by recipient":       {bounced("", "", "failed"), cases.Bounce{Letter: 9, Permanent: true}, caseA},
		"of another's thing": {bounced("x@elders.example", "4.2.2", ""), cases.Bounce{Letter: 9, Status: "4.2.2"}, caseA},
	} {
		e := Triage(with(letterOf("x", "From: <>"), c.change), o, w.known, arrival)
		c.want.Recipient, c.want.Reason = "ouder@post.example", "onbekend"
		if e.Mail.Bounce == nil || *e.Mail.Bounce != c.want || e.Ref != c.ref {
			t.Errorf("%s: %q %+v", name, e.Ref, e.Mail.Bounce)
		}
	}
	w.known.ToThem = w.known.ToThem[1:]
	if e := Triage(with(letterOf("x", "From: <>"), bounced("", "", "failed")), o, w.known, arrival); e.Ref != "" || e.Mail.Bounce.Letter != 0 {
		t.Errorf("a letter of 11 days ago is taken: %+v", e.Mail.Bounce)
	}
}

func TestStaleCommandsDoNothing(t *testing.T) {
	w, o := newWorld(), testOrganisation()
	m := letterOf("x", fromJansen, wantClose, goodResult)
	for age, want := range map[time.Duration]bool{maxAge: false, maxAge + time.Second: true, -time.Hour: false} {
		m.Date = arrival.Add(-age)
		if v := Prove(m, o, w.known, arrival); v.Stale != want {
			t.Errorf("%s old: stale is %v", age, v.Stale)
		}
	}
	m.Date = arrival.Add(-maxAge - time.Minute)
	e := Triage(m, o, w.known, arrival)
	d := cases.Apply(o, cases.Book{Cases: w.known.Cases, NextLetter: 1, NextToken: 1, NextCase: 1}, e)
	for _, s := range d.Steps {
		for _, row := range s.Entries {
			if row.Actor == "jansen" {
				t.Errorf("a stale mail wrote %+v", row)
			}
		}
	}
}

func TestClaims(t *testing.T) {
	m := letterOf("x", "From: Ouder@post.example", "Subject: [KLP-2026-0042 "+strings.ToUpper(someToken)+"] ABC-2025-0001",
		"In-Reply-To: <"+ourID(someToken)+">", "References: <a@b> <"+ourID("11abcdef0123456789abcdef")+">",
		"Delivered-To: klachten+12abcdef0123456789abcdef@kluppluz.example", "Delivered-To: klachten+vakantie@kluppluz.example")
	m.Bounce = &Bounce{Recipient: "Weg@post.example", MessageID: ourID("13abcdef0123456789abcdef")}
	want := cases.Claims{
		Org: "KLP", MessageID: "m1@post.example", Sender: "ouder@post.example", Recipient: "weg@post.example", At: arrival,
		Tokens: []string{"12abcdef0123456789abcdef", someToken, "11abcdef0123456789abcdef", "13abcdef0123456789abcdef"},
		Refs:   []cases.Ref{caseA},
		MessageIDs: []string{
			ourID("13abcdef0123456789abcdef"), ourID(someToken), ourID("11abcdef0123456789abcdef"), "a@b",
		},
	}
	if diff := cmp.Diff(want, m.Claims("KLP", arrival)); diff != "" {
		t.Error(diff)
	}
	for i := range 300 {
		m.References = append(m.References, strings.Repeat("x", i+1)+"@b")
	}
	if ids := m.Claims("KLP", arrival).MessageIDs; len(ids) != maxClaimed || ids[2] != strings.Repeat("x", 300)+"@b" {
		t.Errorf("%d ids claimed, the newest is not first", len(ids))
	}
}

func TestExplain(t *testing.T) {
	o := testOrganisation()
	parent, staff := "From: ouder@post.example", fromJansen
	for name, c := range map[string]struct {
		mail      Message
		with, wo  string // kind with and without a configuration
		ref       cases.Ref
		proof     cases.ProofKind
		wordCount int
	}{
		"complaint":        {letterOf("x", parent, "Subject: Klacht"), "complaint", "complaint", "", "", 0},
		"reference":        {letterOf("x", parent, "Subject: Re: KLP-2026-0042"), "reply", "reply", caseA, "", 0},
		"Message-ID":       {letterOf("x", parent, "In-Reply-To: <"+ourID(someToken)+">"), "reply", "reply", "", "", 0},
		"foreign thread":   {letterOf("x", parent, "In-Reply-To: <a@b>"), "complaint", "complaint", "", "", 0},
		"parent's bracket": {letterOf("x", parent, wantClose), "reply", "reply", caseA, "", 1},
		"command":          {letterOf("x", staff, wantClose, goodResult), "command", "reply", caseA, cases.ByDMARC, 1},
		"command by token": {letterOf("x", staff, "Subject: [KLP-2026-0042 "+someToken+"] [stand]"), "command", "reply", caseA, "", 1},
		"token and dmarc":  {letterOf("x", staff, "Subject: [KLP-2026-0042 "+someToken+"] [stand]", goodResult), "command", "reply", caseA, cases.ByDMARC, 1},
		"note":             {letterOf("x", staff, "In-Reply-To: <"+ourID(someToken)+">"), "command", "reply", "", "", 0},
		"forged":           {letterOf("x", staff, wantClose, "Authentication-Results: "+pinned+"; dmarc=fail"), "reply", "reply", caseA, cases.Refused, 1},
		"new":              {letterOf("x", staff, "Subject: [nieuw]", goodResult), "command", "complaint", "", cases.ByDMARC, 1},
		"forward":          {with(letterOf("x", staff, "Subject: FW: klacht"), forwarded), "forward", "complaint", "", "", 0},
		"form":             {letterOf("Naam: O", "From: website@kluppluz.example"), "form", "complaint", "", "", 0},
		"scan":             {letterOf("", "From: scanner@kluppluz.example", "Subject: scan"), "scan", "complaint", "", "", 0},
		"own address":      {letterOf("x", "From: klachten@kluppluz.example"), "loop", "complaint", "", "", 0},
		"own Message-ID":   {letterOf("x", parent, "Message-ID: <"+ourID(someToken)+">"), "loop", "loop", "", "", 0},
		"bounce":           {with(letterOf("x", "From: <>"), bounced("", "5.1.1", "failed")), "bounce", "bounce", "", "", 0},
		"auto":             {with(letterOf("x", parent), auto("auto_reply")), "auto_reply", "auto_reply", "", "", 0},
		"empty":            {letterOf("", parent), "unreadable", "unreadable", "", "", 0},
	} {
		kind, reason, ref, commands, proof, form := c.mail.Explain(o)
		if kind != c.with || ref != c.ref || proof != c.proof || len(commands) != c.wordCount || reason == "" || (form != nil) != (kind == "form") {
			t.Errorf("%s: %s %q %q %v %v (%s)", name, kind, ref, proof, commands, form, reason)
		}
		kind, _, ref, _, proof, _ = c.mail.Explain(nil)
		if kind != c.wo || ref != c.ref || proof != "" {
			t.Errorf("%s, no configuration: %s %q %q", name, kind, ref, proof)
		}
	}
}
