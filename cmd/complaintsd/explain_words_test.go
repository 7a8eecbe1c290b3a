package main

import (
	"testing"

	"complaintsd/mailin"
)

func TestExplainedInWords(t *testing.T) {
	for want, got := range map[string]string{
		"doorgestuurde mail van Zoë <ouder@x.example>, 2025-03-03T10:15:00+01:00, onderwerp: Hek": forwardLine(&mailin.Forward{
			From: "ouder@x.example", FromName: "Zoë", Date: "2025-03-03T10:15:00+01:00", Subject: "Hek",
		}),
		"doorgestuurde mail van Zoë, zonder datum, onderwerp: Hek":                                          forwardLine(&mailin.Forward{FromName: "Zoë", Subject: "Hek"}),
		"aan a@x.example: niet aangekomen. Het mailadres bestaat niet (meer). (5.1.1 550 no such user)":     bounceLine(&mailin.Bounce{Recipient: "a@x.example", Status: "5.1.1", Action: "failed", Reason: "550 no such user"}),
		"aan a@x.example: nog niet aangekomen; de mailserver probeert het opnieuw (4.4.1 connection timed)": bounceLine(&mailin.Bounce{Recipient: "a@x.example", Status: "4.4.1", Action: "delayed", Reason: "connection timed"}),
		"bericht=het hek; naam=Ans": fieldLine(map[string]string{"naam": "Ans", "bericht": "het\nhek"}),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if s := forwardLine(nil) + bounceLine(nil) + fieldLine(nil); s != "" {
		t.Errorf("nothing gives %q", s)
	}
}
