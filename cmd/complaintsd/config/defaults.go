package config

import (
	"time"

	"complaintsd/cases"
)

// Every default of the file stands on this page, and nowhere else.

const (
	defaultState = "state"
	defaultZone  = "Europe/Amsterdam"
)

// The ports that go with the ways of guarding a connection (RFC 8314, RFC 3501, RFC 6409).
var (
	imapPorts = map[TLS]int{Implicit: 993, StartTLS: 143, NoTLS: 143}
	smtpPorts = map[TLS]int{Implicit: 465, StartTLS: 587, NoTLS: 25}
)

func defaultOrganisation() *cases.Organisation {
	return &cases.Organisation{
		Department: "afdeling Klachten",
		Word:       "klacht",
		Tone:       cases.Je,
		Language:   cases.Dutch,
		Colour:     cases.DefaultColour,
		Calendar:   cases.Calendar{Extra: cases.EquatedDays()},
		Terms:      defaultTerms(),
		Close:      []cases.Role{cases.Registrar},
		Decide:     []cases.Role{cases.Director},
		Assign:     []cases.Role{cases.Registrar, cases.Director},
		Alarm:      []cases.Role{cases.Regional},
		Escalation: cases.Escalation{Handler: cases.Registrar, Owner: cases.Registrar, Manager: cases.Registrar, Regional: cases.Director},
		Limits:     defaultLimits(),
		Reminders:  defaultReminders(),
		Proof:      cases.Proof{Token: true, DMARC: true, Dialect: rfc8601},
	}
}

func defaultLimits() cases.Limits {
	return cases.Limits{
		UnattendedPerHour: 30, ReceiptsPerSenderPerDay: 1,
		CasesPerSenderPerHour: 20, AnswersPerPersonPerDay: 2, UnprovenPerCasePerDay: 3,
		CommandsPerPersonPerHour: 60, WrongTokensPerCasePerHour: 10, WrongTokensPerHour: 100,
	}
}

// defaultReferral is about care under the Wet kinderopvang, as almost all of it is.
func defaultReferral() cases.Referral { return cases.Referral{Regimes: []cases.Regime{cases.Wko}} }

func defaultLocation() cases.Location { return cases.Location{Regime: cases.Wko} }

func defaultMailbox() *Mailbox {
	return &Mailbox{
		IMAP: IMAP{TLS: Implicit, Inbox: "INBOX", Done: "Verwerkt", Aside: "Nakijken", Poll: time.Minute},
		SMTP: SMTP{TLS: Implicit},
	}
}

// defaultTerms are those of the law (Wet kinderopvang art. 1.57b, Wkkgz art. 17) and of the procedure of
// the first user.
func defaultTerms() cases.Terms {
	return cases.Terms{
		Confirm: cases.Span{Days: 7},
		Propose: cases.Span{Days: 21},
		Statutory: map[cases.Regime]cases.StatutoryTerm{
			cases.Wko:      {Term: cases.Span{Days: 42}},
			cases.Wkkgz:    {Term: cases.Span{Days: 42}, Extension: cases.Span{Days: 28}},
			cases.Jeugdwet: {Term: cases.Span{Days: 42}},
		},
		Dispute:              cases.Span{Months: 12},
		AppealDecide:         cases.Span{Months: 1},
		Reopen:               cases.Span{Months: 12},
		Hold:                 10 * time.Minute,
		SatisfactionAfter:    cases.Span{Days: 3},
		SatisfactionReminder: cases.Span{Days: 7},
		SatisfactionSilence:  cases.Span{Days: 14},
		Review:               cases.Span{Months: 3},
	}
}

func defaultReminders() cases.Reminders {
	return cases.Reminders{
		Unassigned: map[cases.Role][]int{cases.Registrar: {3}, cases.Director: {5}},
		Propose:    map[cases.Role][]int{cases.Handler: {-7, -3, -1}, cases.Registrar: {-1, 0}, cases.Regional: {1}},
		Statutory:  map[cases.Role][]int{cases.Handler: {-7, -2}, cases.Registrar: {-7, -2}, cases.Director: {-2, 0, 1}},
		Measure:    map[cases.Role][]int{cases.Owner: {-3, 0}, cases.Registrar: {1}},
		Review:     map[cases.Role][]int{cases.Owner: {0}, cases.Registrar: {14}},
		Agreement:  map[cases.Role][]int{cases.Owner: {-1}},
		Progress:   map[cases.Role][]int{cases.Handler: {-2, 0}, cases.Registrar: {1}},
		At:         cases.Clock{Hour: 8},
		Until:      cases.Clock{Hour: 20},
		DigestDay:  time.Monday,
		DigestAt:   cases.Clock{Hour: 8},
	}
}
