package config

import (
	"math"
	"time"

	"complaintsd/cases"
)

// The keys of the file, section by section, in the order in which they are printed.

// Words that the file uses and no other package names.
const (
	rfc8601       = "rfc8601"
	microsoft365  = "microsoft365"
	beforeClosing = "before-closing"
	afterClosing  = "after-closing"
	rightWindow   = "right"
	leftWindow    = "left"
)

// The roles, by what they can be used for.
var (
	rosterRoles   = []cases.Role{cases.Registrar, cases.Manager, cases.Regional, cases.Director}
	caseRoles     = append([]cases.Role{cases.Handler}, rosterRoles...)
	measureRoles  = append([]cases.Role{cases.Owner}, caseRoles...)
	legalRegimes  = []cases.Regime{cases.Wko, cases.Wkkgz, cases.Jeugdwet}
	placedRegimes = []cases.Regime{cases.Wko, cases.Wkkgz, cases.Jeugdwet, cases.NoRegime}
)

// builder is a configuration while it is being read.
type builder struct {
	*notes
	c     *Config
	boxes []*Mailbox // as c.Organisations
	texts []*string  // folders of their own texts, as c.Organisations
	zone  string
}

func newBuilder(dir string, n *notes) *builder {
	b := &builder{notes: n, c: &Config{Dir: dir}, zone: defaultZone}
	b.c.State, b.c.Scans = under(dir, defaultState), Off
	return b
}

func (b *builder) top() section {
	c := b.c
	return section{
		keys: []key{
			{name: "state", value: folder(&c.State, c.Dir)},
			{name: "operator", value: address(&c.Operator), need: true},
			{name: "timezone", value: filled(&b.zone)},
			{name: "scans", value: choice(&c.Scans, Off, Auto)},
		},
		subs: []sub{{name: "organisation", list: true, open: b.open, all: b.all}},
	}
}

func (b *builder) open() section {
	b.c.Organisations = append(b.c.Organisations, defaultOrganisation())
	b.boxes = append(b.boxes, defaultMailbox())
	b.texts = append(b.texts, new(string))
	return b.organisation(len(b.boxes) - 1)
}

func (b *builder) all() []section {
	var all []section
	for i := range b.c.Organisations {
		all = append(all, b.organisation(i))
	}
	return all
}

func (b *builder) organisation(i int) section {
	o, m := b.c.Organisations[i], b.boxes[i]
	return section{
		keys: []key{
			{name: "name", value: filled(&o.Name), need: true},
			{name: "prefix", value: prefix(&o.Prefix), need: true},
			{name: "address", value: address(&o.Address), need: true},
			{name: "aliases", value: addresses(&o.Aliases)},
			{name: "department", value: filled(&o.Department)},
			{name: "phone", value: text(&o.Phone)},
			{name: "website", value: text(&o.Website)},
			{name: "privacy", value: text(&o.Privacy)},
			{name: "word", value: filled(&o.Word)},
			{name: "tone", value: choice(&o.Tone, cases.Je, cases.U)},
			{name: "language", value: choice(&o.Language, cases.Dutch, cases.English)},
			{name: "colour", value: colour(&o.Colour)},
			{name: "logo_url", value: optional(&o.LogoURL, site(&o.LogoURL))},
			{name: "holidays", value: holidays(&o.Calendar.Extra)},
			{name: "templates", value: maybeFolder(b.texts[i], b.c.Dir)},
		},
		subs: []sub{
			only("imap", imapKeys(o, &m.IMAP, b.c.Dir), m.IMAP.Host != ""),
			only("smtp", smtpKeys(&m.SMTP, b.c.Dir), m.SMTP.Host != ""),
			only("proof", proofKeys(&o.Proof), true),
			only("terms", termKeys(o), true),
			only("escalation", escalationKeys(&o.Escalation), true),
			only("limits", limitKeys(&o.Limits), true),
			only("reminders", reminderKeys(&o.Reminders), true),
			only("paper", paperKeys(&o.Paper, b.c.Dir), true),
			several("law", &o.Terms.Laws, zero[cases.Law], lawKeys),
			several("location", &o.Locations, defaultLocation, locationKeys),
			several("person", &o.People, zero[cases.Person], personKeys),
			several("form", &o.Forms, zero[cases.Form], formKeys),
			several("scanner", &o.Scanners, zero[string], scannerKeys),
			several("referral", &o.Referrals, defaultReferral, referralKeys),
		},
	}
}

// only is a section that stands at most once.
func only(name string, keys []key, stands bool) sub {
	s := section{keys: keys}
	return sub{
		name: name,
		open: func() section { return s },
		all: func() []section {
			if stands {
				return []section{s}
			}
			return nil
		},
	}
}

// several is a list of sections, each of which fills one more element.
func several[T any](name string, list *[]T, fresh func() T, keys func(*T) []key) sub {
	at := func(i int) section { return section{keys: keys(&(*list)[i])} }
	return sub{
		name: name,
		list: true,
		open: func() section {
			*list = append(*list, fresh())
			return at(len(*list) - 1)
		},
		all: func() []section {
			var all []section
			for i := range *list {
				all = append(all, at(i))
			}
			return all
		},
	}
}

func zero[T any]() T { return *new(T) }

func imapKeys(o *cases.Organisation, m *IMAP, dir string) []key {
	return []key{
		{name: "host", value: host(&m.Host), need: true},
		{name: "port", value: whole(&m.Port, 1, math.MaxUint16)},
		{name: "tls", value: choice(&m.TLS, StartTLS, Implicit, NoTLS)},
		{name: "user", value: filled(&m.User), need: true},
		{name: "password", value: secret(&m.Password, dir), need: true},
		{name: "inbox", value: filled(&m.Inbox)},
		{name: "done", value: text(&m.Done)},
		{name: "aside", value: text(&m.Aside)},
		{name: "junk", value: text(&m.Junk)},
		{name: "poll", value: lasting(&m.Poll, time.Millisecond)},
		{name: "since", value: day(&o.Since)},
		{name: "plus", value: flag(&o.Plus)},
	}
}

func smtpKeys(m *SMTP, dir string) []key {
	return []key{
		{name: "host", value: host(&m.Host), need: true},
		{name: "port", value: whole(&m.Port, 1, math.MaxUint16)},
		{name: "tls", value: choice(&m.TLS, StartTLS, Implicit, NoTLS)},
		{name: "user", value: text(&m.User)},
		{name: "password", value: secret(&m.Password, dir)},
	}
}

func proofKeys(p *cases.Proof) []key {
	return []key{
		{name: "accept", value: accept(p)},
		{name: "authserv", value: text(&p.Authserv)},
		{name: "dialect", value: choice(&p.Dialect, rfc8601, microsoft365)},
	}
}

func termKeys(o *cases.Organisation) []key {
	t := &o.Terms
	return []key{
		{name: "confirm", value: span(&t.Confirm, 0)},
		{name: "confirm_names_handler", value: not(&t.ConfirmUnnamed)},
		{name: "propose", value: span(&t.Propose, 1)},
		{name: "wko", value: statutory(t.Statutory, cases.Wko)},
		{name: "wkkgz", value: statutory(t.Statutory, cases.Wkkgz)},
		{name: "jeugdwet", value: statutory(t.Statutory, cases.Jeugdwet)},
		{name: "extensions", value: times(&t.Extensions)},
		{name: "file_within", value: span(&t.File, 0)},
		{name: "file_within_former", value: span(&t.FileFormer, 0)},
		{name: "dispute", value: span(&t.Dispute, 1)},
		{name: "appeal", value: span(&t.Appeal, 0)},
		{name: "appeal_decide", value: span(&t.AppealDecide, 0)},
		{name: "appeal_by", value: choices(&o.Decide, "role", rosterRoles)},
		{name: "reopen", value: span(&t.Reopen, 0)},
		{name: "hold", value: lasting(&t.Hold, 0)},
		{name: "satisfaction", value: either(&t.AskAfterClosing, beforeClosing, afterClosing)},
		{name: "satisfaction_after", value: span(&t.SatisfactionAfter, 0)},
		{name: "satisfaction_reminder", value: span(&t.SatisfactionReminder, 1)},
		{name: "satisfaction_silence", value: span(&t.SatisfactionSilence, 1)},
		{name: "review", value: span(&t.Review, 0)},
		{name: "progress", value: span(&t.Progress, 0)},
		{name: "judgement", value: either(&t.Unjudged, "required", "optional")},
		{name: "measure_date", value: either(&t.Undated, "required", "optional")},
		{name: "assign", value: choices(&o.Assign, "role", caseRoles)},
		{name: "serious", value: choices(&o.Alarm, "role", rosterRoles)},
		{name: "close", value: choices(&o.Close, "role", caseRoles)},
		{name: "close_second", value: maybeChoices(&o.Second, "role", rosterRoles)},
	}
}

func escalationKeys(e *cases.Escalation) []key {
	return []key{
		{name: "handler", value: choice(&e.Handler, rosterRoles...)},
		{name: "owner", value: choice(&e.Owner, rosterRoles...)},
		{name: "manager", value: choice(&e.Manager, rosterRoles...)},
		{name: "regional", value: choice(&e.Regional, rosterRoles...)},
	}
}

func limitKeys(l *cases.Limits) []key {
	var keys []key
	for _, k := range []struct {
		name  string
		limit *int
	}{
		{"unattended_per_hour", &l.UnattendedPerHour},
		{"receipts_per_sender_per_day", &l.ReceiptsPerSenderPerDay},
		{"cases_per_sender_per_hour", &l.CasesPerSenderPerHour},
		{"answers_per_person_per_day", &l.AnswersPerPersonPerDay},
		{"unproven_per_case_per_day", &l.UnprovenPerCasePerDay},
		{"commands_per_person_per_hour", &l.CommandsPerPersonPerHour},
		{"wrong_tokens_per_case_per_hour", &l.WrongTokensPerCasePerHour},
		{"wrong_tokens_per_hour", &l.WrongTokensPerHour},
	} {
		keys = append(keys, key{name: k.name, value: whole(k.limit, 0, math.MaxInt32)})
	}
	return keys
}

func reminderKeys(r *cases.Reminders) []key {
	return []key{
		{name: "unassigned", value: offsets(&r.Unassigned, rosterRoles, false)},
		{name: "propose", value: offsets(&r.Propose, caseRoles, true)},
		{name: "statutory", value: offsets(&r.Statutory, caseRoles, true)},
		{name: "appeal", value: offsets(&r.Appeal, caseRoles, true)},
		{name: "close_second", value: offsets(&r.Second, rosterRoles, true)},
		{name: "measure", value: offsets(&r.Measure, measureRoles, true)},
		{name: "review", value: offsets(&r.Review, measureRoles, true)},
		{name: "progress", value: offsets(&r.Progress, caseRoles, true)},
		{name: "agreement", value: offsets(&r.Agreement, measureRoles, true)},
		{name: "at", value: clock(&r.At)},
		{name: "until", value: clock(&r.Until)},
		{name: "digest", value: weekly(&r.DigestDay, &r.DigestAt)},
		{name: "empty_digest", value: either(&r.NoEmptyDigest, "line", "none")},
	}
}

func paperKeys(p *cases.Paper, dir string) []key {
	return []key{
		{name: "return", value: text(&p.Return)},
		{name: "logo", value: maybeFolder(&p.Logo, dir)},
		{name: "window", value: either(&p.LeftWindow, rightWindow, leftWindow)},
		{name: "address_left", value: whole(&p.Left, 0, 130)},
		{name: "address_top", value: whole(&p.Top, 0, 70)},
	}
}

func lawKeys(l *cases.Law) []key {
	return []key{
		{name: "regime", value: choice(&l.Regime, legalRegimes...), need: true},
		{name: "from", value: civil(&l.From), need: true},
		{name: "term", value: legal(func() cases.StatutoryTerm { return l.Term }, func(t cases.StatutoryTerm) { l.Term = t }), need: true},
	}
}

func locationKeys(l *cases.Location) []key {
	return []key{
		{name: "name", value: filled(&l.Name), need: true},
		{name: "aliases", value: texts(&l.Aliases)},
		{name: "region", value: text(&l.Region)},
		{name: "regime", value: choice(&l.Regime, placedRegimes...)},
	}
}

func personKeys(p *cases.Person) []key {
	return []key{
		{name: "id", value: identity(&p.ID), need: true},
		{name: "name", value: filled(&p.Name), need: true},
		{name: "title", value: text(&p.Title)},
		{name: "address", value: address(&p.Address), need: true},
		{name: "roles", value: choices(&p.Roles, "role", rosterRoles), need: true},
		{name: "locations", value: texts(&p.Locations)},
		{name: "regions", value: texts(&p.Regions)},
		{name: "phone", value: text(&p.Phone)},
		{name: "deputy", value: text(&p.Deputy)},
		{name: "deputy_from", value: maybe(&p.DeputyFrom)},
		{name: "deputy_until", value: maybe(&p.DeputyUntil)},
		{name: "left", value: maybe(&p.Left)},
		{name: "language", value: choice(&p.Language, cases.Dutch, cases.English)},
	}
}

func formKeys(f *cases.Form) []key {
	return []key{
		{name: "sender", value: address(&f.Sender), need: true},
		{name: "labels", value: labels(&f.Labels)},
	}
}

func referralKeys(r *cases.Referral) []key {
	return []key{
		{name: "name", value: filled(&r.Name), need: true},
		{name: "kind", value: choice(&r.Kind, cases.ReferAdvice, cases.ReferDispute, cases.ReferSupport), need: true},
		{name: "regimes", value: choices(&r.Regimes, "regime", legalRegimes)},
		{name: "about", value: text(&r.About)},
		{name: "about_en", value: text(&r.AboutEn)},
		{name: "website", value: optional(&r.Website, site(&r.Website))},
		{name: "phone", value: text(&r.Phone)},
		{name: "mail", value: optional(&r.Mail, address(&r.Mail))},
		{name: "checked", value: civil(&r.Checked), need: true},
	}
}

func scannerKeys(sender *string) []key {
	return []key{{name: "sender", value: address(sender), need: true}}
}
