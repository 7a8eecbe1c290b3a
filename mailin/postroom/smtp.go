package postroom

import (
	"io"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// maxMail is what providers commonly take, in bytes.
const maxMail = 64 << 20

func (r *Room) smtpServer() *smtp.Server {
	s := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		return &caller{room: r, conn: c}, nil
	}))
	s.Domain = r.opts.AuthServ
	s.AllowInsecureAuth = true // loopback only
	s.EnableSMTPUTF8 = true
	s.MaxMessageBytes = maxMail
	s.MaxRecipients = 100
	s.MaxLineLength = 1 << 20 // real mail has lines longer than the standard allows
	s.ErrorLog = r.logger()
	return s
}

// caller is one SMTP connection.
type caller struct {
	room    *Room
	conn    *smtp.Conn
	login   *Account
	from    string
	to      []string
	answers []answer // they leave after our answer to DATA
}

func (c *caller) AuthMechanisms() []string { return []string{sasl.Plain} }

func (c *caller) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, name, password string) error {
		b, ok := c.room.login(name, password)
		if !ok {
			return smtp.ErrAuthFailed
		}
		c.login = &b.account
		return nil
	}), nil
}

func (c *caller) Mail(from string, _ *smtp.MailOptions) error {
	c.from = from
	return nil
}

func (c *caller) Rcpt(to string, _ *smtp.RcptOptions) error {
	if err := c.room.admit(to); err != nil {
		return err
	}
	c.to = append(c.to, to)
	return nil
}

func (c *caller) Data(body io.Reader) error {
	raw, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	if c.room.opts.Turned && c.login != nil {
		raw = redate(raw, c.room.opts.Now())
	}
	env := envelope{from: c.from, login: c.login, helo: c.conn.Hostname()}
	c.answers = append(c.answers, c.room.accept(env, c.to, raw)...)
	return nil
}

// Reset follows the answer to DATA, among others.
func (c *caller) Reset() {
	for _, a := range c.answers {
		c.room.answer(a)
	}
	c.from, c.to, c.answers = "", nil, nil
}

func (c *caller) Logout() error {
	c.Reset()
	return nil
}
