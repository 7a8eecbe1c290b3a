package postroom

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
	"github.com/emersion/go-smtp"
)

// envelope is how a mail came to us.
type envelope struct {
	from  string   // bare; "" is the null sender of reports
	login *Account // who gave a password, nil for mail from outside
	helo  string
}

// Deliver brings a mail from outside: nobody vouches for its sender. The error joins an *smtp.SMTPError for
// each recipient that was refused; the others have their mail.
func (r *Room) Deliver(from string, to []string, raw []byte) error {
	return r.bring(envelope{from: from, helo: "outside.example"}, to, raw)
}

// Submit sends a mail as the account with this address, with its password given: the provider vouches for it
// when the account's own address stands in From.
func (r *Room) Submit(address string, to []string, raw []byte) error {
	r.mu.Lock()
	b := r.boxes[strings.ToLower(address)]
	r.mu.Unlock()
	if b == nil || b.account.Password == "" {
		return fmt.Errorf("submit mail: no account %s", address)
	}
	return r.bring(envelope{from: address, login: &b.account, helo: "client.example"}, to, raw)
}

func (r *Room) bring(env envelope, to []string, raw []byte) error {
	var failed []error
	var good []string
	for _, rcpt := range to {
		if err := r.admit(rcpt); err != nil {
			failed = append(failed, fmt.Errorf("deliver to %s: %w", rcpt, err))
			continue
		}
		good = append(good, rcpt)
	}
	for _, answer := range r.accept(env, good, raw) {
		r.answer(answer)
	}
	return errors.Join(failed...)
}

// moods are the local parts that fail on purpose.
var moods = map[string]struct {
	refuse *smtp.SMTPError
	once   bool // refuses an address the first time only
	echo   func(*Room, envelope, string, []byte) []byte
	lost   bool // the mail itself reaches no mailbox
}{
	"vol":      {refuse: fullMailbox},
	"onbekend": {refuse: unknownUser},
	"traag":    {refuse: greyListed, once: true},
	"bounce":   {echo: (*Room).report, lost: true},
	"afwezig":  {echo: (*Room).absence},
}

var (
	fullMailbox = &smtp.SMTPError{Code: 452, EnhancedCode: smtp.EnhancedCode{4, 2, 2}, Message: "Mailbox full"}
	unknownUser = &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "No such user here"}
	greyListed  = &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 7, 1}, Message: "Try again later"}
)

// admit says whether mail for the address is taken.
func (r *Room) admit(rcpt string) error {
	rcpt = strings.ToLower(rcpt)
	r.mu.Lock()
	defer r.mu.Unlock()
	mood, special := moods[localPart(rcpt)]
	if mood.refuse != nil && (!mood.once || !r.slow[rcpt]) {
		r.slow[rcpt] = true
		return mood.refuse
	}
	if special || r.opts.Anyone || r.find(rcpt) != nil {
		return nil
	}
	return unknownUser
}

// answer is a mail that the provider itself sends back.
type answer struct {
	to  string
	raw []byte
}

// accept puts a mail into the mailboxes of admitted recipients, and gives the mails that must follow.
func (r *Room) accept(env envelope, to []string, raw []byte) []answer {
	head, body := repair(raw)
	var answers []answer
	for _, rcpt := range to {
		rcpt = strings.ToLower(rcpt)
		mood := moods[localPart(rcpt)]
		if !mood.lost {
			r.store(rcpt, r.stamp(env, rcpt, head, body))
		}
		if mood.echo != nil && env.from != "" {
			answers = append(answers, answer{env.from, mood.echo(r, env, rcpt, join(head))})
		}
	}
	return answers
}

// answer delivers one, with the null sender so that it is never answered itself (RFC 5321 4.5.5). Where it
// cannot be delivered, it is dropped, as reports are.
func (r *Room) answer(a answer) {
	if r.admit(a.to) == nil {
		r.accept(envelope{helo: r.opts.AuthServ}, []string{a.to}, a.raw)
	}
}

func (r *Room) store(rcpt string, raw []byte) {
	r.mu.Lock()
	b := r.find(rcpt)
	if b == nil {
		b = newBox(Account{Address: rcpt})
		r.boxes[rcpt] = b
	}
	b.got = append(b.got, raw)
	r.mu.Unlock()

	options := &imap.AppendOptions{Time: r.opts.Now()}
	if _, err := b.user.Append(inbox, literal{bytes.NewReader(raw), int64(len(raw))}, options); err != nil {
		r.logger().Printf("append to %s: %v", rcpt, err) // an owner may have deleted INBOX; the copy in got stays
	}
	r.announcing.Lock()
	defer r.announcing.Unlock()
	if r.opts.OnDelivered != nil {
		r.opts.OnDelivered(rcpt, raw)
	}
}

// find gives the mailbox of an address; what follows a plus is the owner's business.
func (r *Room) find(rcpt string) *box {
	if b := r.boxes[rcpt]; b != nil {
		return b
	}
	local, domain, _ := strings.Cut(rcpt, "@")
	local, _, _ = strings.Cut(local, "+")
	return r.boxes[local+"@"+domain]
}

func (r *Room) add(a Account) error {
	b := newBox(a)
	for _, address := range append([]string{a.Address}, a.Aliases...) {
		address = strings.ToLower(address)
		if r.boxes[address] != nil {
			return fmt.Errorf("address %s is there twice", address)
		}
		r.boxes[address] = b
	}
	if a.Password == "" {
		return nil
	}
	for _, name := range []string{strings.ToLower(a.Address), a.User} {
		if other := r.logins[name]; other != nil && other != b {
			return fmt.Errorf("user %s is there twice", name)
		}
		if name != "" {
			r.logins[name] = b
		}
	}
	return nil
}

func newBox(a Account) *box {
	b := &box{account: a, user: imapmemserver.NewUser(a.Address, a.Password)}
	_ = b.user.Create(inbox, nil) // fails for a name that is there already, and this user is new
	return b
}

// login gives the mailbox for a name and its password.
func (r *Room) login(name, password string) (*box, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	b := r.logins[name]
	if b == nil {
		b = r.logins[strings.ToLower(name)]
	}
	if b == nil || b.account.Password != password {
		return nil, false
	}
	return b, true
}

func localPart(address string) string {
	local, _, _ := strings.Cut(address, "@")
	local, _, _ = strings.Cut(local, "+")
	return local
}
