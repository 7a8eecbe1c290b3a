package smtp

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/textproto"

	gomail "github.com/wneessen/go-mail/smtp"

	"complaintsd/mailout"
)

// attempt is one letter on its way through one session.
type attempt struct {
	session *session
	relay   Relay
	letter  mailout.Letter
	dot     func() error

	stale     bool // the connection died before MAIL was taken: of a kept one that is no news about the letter
	addressed bool // MAIL and RCPT were taken
	spoilt    bool // the connection must not be used again
}

func (a *attempt) run(ctx context.Context) mailout.Outcome {
	stop := context.AfterFunc(ctx, a.session.cut)
	defer stop()
	if err := a.envelope(); err != nil {
		return a.failed(ctx, err)
	}
	body, err := a.session.client.Data()
	if err != nil {
		return a.failed(ctx, err)
	}
	// From here on only cutting the connection can stop the letter: whatever is not the dot leaves it so.
	a.spoilt = true
	if err := a.write(body); err != nil {
		return a.failed(ctx, err)
	}
	if err := a.dot(); err != nil {
		return mailout.Outcome{Result: mailout.Deferred, Reason: clean("note the final dot: " + err.Error()), Login: true}
	}
	if !stop() {
		return stopped(ctx)
	}
	return a.finish(body)
}

func (a *attempt) envelope() error {
	c := a.session.client
	if err := c.UpdateDeadline(a.relay.Timeout); err != nil {
		a.stale = true
		return err
	}
	wide := !ascii(a.letter.From) || !ascii(a.letter.To)
	if ok, _ := c.Extension("SMTPUTF8"); wide && !ok {
		return &textproto.Error{Code: 553, Msg: "the relay takes no address with letters outside ASCII (no SMTPUTF8)"}
	}
	c.SkipSMTPUTF8(!wide)
	if err := c.Mail("<" + a.letter.From + ">"); err != nil {
		a.stale = code(err) == 0 || code(err) == 421
		return err
	}
	err := c.Rcpt("<" + a.letter.To + ">")
	a.addressed = err == nil
	return err
}

// write hands over all that comes before the final dot. The flush makes the network's failures come up here,
// while the letter can still be called unsent.
func (a *attempt) write(body io.Writer) error {
	if _, err := body.Write(a.letter.Bytes); err != nil {
		return fmt.Errorf("send letter: %w", err)
	}
	if err := a.session.client.Text.W.Flush(); err != nil {
		return fmt.Errorf("send letter: %w", err)
	}
	return a.session.client.UpdateDeadline(a.relay.Timeout)
}

// finish sends the final dot and reads the answer, which is the only thing that counts.
func (a *attempt) finish(body io.WriteCloser) mailout.Outcome {
	err := body.Close()
	switch got := code(err); {
	case err == nil:
		a.spoilt = false
		return accepted(250, body)
	case got/100 == 2:
		a.spoilt = false
		return answer(mailout.Accepted, err)
	case got/100 == 4:
		a.spoilt = got == 421
		return answer(mailout.Deferred, err)
	case got/100 == 5:
		a.spoilt = false
		return answer(mailout.Refused, err)
	}
	return answer(mailout.Lost, err)
}

func accepted(code int, body io.WriteCloser) mailout.Outcome {
	o := mailout.Outcome{Result: mailout.Accepted, Code: code}
	if d, ok := body.(*gomail.DataCloser); ok {
		o.Reason = clean(d.ServerResponse())
	}
	return o
}

// failed classes what ended an attempt before its dot, and leaves the session fit for the next letter or
// marks it.
func (a *attempt) failed(ctx context.Context, err error) mailout.Outcome {
	if ctx.Err() != nil {
		a.spoilt, a.stale = true, false
		return stopped(ctx)
	}
	got := code(err)
	if got == 0 || got == 421 || a.spoilt || a.session.client.Reset() != nil {
		a.spoilt = true
	}
	switch {
	case !a.addressed && loginCodes[got]:
		a.spoilt = true
		return noSession(err)
	case got/100 == 5:
		return answer(mailout.Refused, err)
	}
	return answer(mailout.Deferred, err)
}

// stopped is the outcome when the program ends before the dot.
func stopped(ctx context.Context) mailout.Outcome {
	reason := "stopped before the final dot: " + context.Cause(ctx).Error()
	return mailout.Outcome{Result: mailout.Deferred, Reason: clean(reason), Login: true}
}

// loginCodes are answers to MAIL and RCPT by which a relay says that it wants a login or a safer
// connection (RFC 4954 6, RFC 3207 4). Some say it with 502 or 503, which never speak of an address.
var loginCodes = map[int]bool{502: true, 503: true, 530: true, 534: true, 535: true, 538: true}

// code of the relay's answer, 0 when there was none.
func code(err error) int {
	var said *textproto.Error
	if errors.As(err, &said) {
		return said.Code
	}
	return 0
}
