package main

import (
	"io"
	"net/smtp"
	"testing"
	"time"

	"complaintsd/cases"
)

// Whoever joins the demo has a clock of its own, which tells another day than the demo's: a command is done all the same.
func TestDemoTakesMailOfAnotherDay(t *testing.T) {
	for _, day := range []time.Time{time.Date(2025, 1, 6, 12, 0, 0, 0, time.UTC), time.Date(2027, 7, 1, 12, 0, 0, 0, time.UTC)} {
		demo, err := newTheatre(&world{ctx: t.Context(), stdout: io.Discard, stderr: io.Discard, now: time.Now})
		if err != nil {
			t.Fatal(err)
		}
		defer demo.Close()
		demo.join(t, sanne, day, "De bus was laat", "")
		if err := demo.await([]string{"receipt " + sanne, "new-case" + toNoor}); err != nil {
			t.Fatal(err)
		}
		notice, _ := demo.latest(cases.NewCase, noor)
		demo.join(t, noor, day, "Re: ["+notice.Ref+"] [locatie Morel] [toewijzen bakker]", notice.MessageID)
		if err := demo.await([]string{"transcript" + toNoor}); err != nil {
			t.Error(day, err)
		}
	}
}

// join sends a mail as a person's mail program does.
func (t *theatre) join(tb testing.TB, from string, day time.Time, subject, answers string) {
	tb.Helper()
	head := "From: " + from + "\r\nTo: " + demoDesk + "\r\nDate: " + day.Format(time.RFC1123Z) + "\r\nSubject: " + subject + "\r\n"
	if answers != "" {
		head += "In-Reply-To: <" + answers + ">\r\n"
	}
	login := smtp.PlainAuth("", from, demoPassword, "127.0.0.1")
	if err := smtp.SendMail(t.room.SMTPAddr(), login, from, []string{demoDesk}, []byte(head+"\r\nGroet\r\n")); err != nil {
		tb.Fatal(err)
	}
}
