package imap

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
)

// upgrade asks for TLS in clear text and hands back the protected connection (RFC 3501 6.2.1). It is done here and
// not in the library so that the guard can stand between TLS and the library's reader.
func upgrade(ctx context.Context, conn net.Conn, config *tls.Config) (net.Conn, error) {
	greeting, err := clearLine(conn)
	if err != nil {
		return nil, fmt.Errorf("read greeting: %w", err)
	}
	// PREAUTH would be a session without TLS, already logged in: a downgrade.
	if !strings.HasPrefix(strings.ToUpper(greeting), "* OK") {
		return nil, fmt.Errorf("greeting %q before TLS", greeting)
	}
	if _, err := io.WriteString(conn, "S STARTTLS\r\n"); err != nil {
		return nil, fmt.Errorf("ask for STARTTLS: %w", err)
	}
	answer := "*"
	for strings.HasPrefix(answer, "*") {
		if answer, err = clearLine(conn); err != nil {
			return nil, fmt.Errorf("read the answer to STARTTLS: %w", err)
		}
	}
	if !strings.HasPrefix(strings.ToUpper(answer), "S OK") {
		return nil, &Problem{
			What: "the server offers no STARTTLS",
			Mend: `set tls = "implicit" with the port for it (usually 993)`,
			Err:  errors.New(answer),
		}
	}
	return handshake(ctx, conn, config)
}

func handshake(ctx context.Context, conn net.Conn, config *tls.Config) (net.Conn, error) {
	protected := tls.Client(conn, config)
	if err := protected.HandshakeContext(ctx); err != nil {
		return nil, certificateProblem(config.ServerName, err)
	}
	return protected, nil
}

// clearProblem names the mistake behind what is no TLS at all. A server that is too busy may answer in clear text too.
func clearProblem(err error) error {
	if clear := (tls.RecordHeaderError{}); !errors.As(err, &clear) {
		return err
	}
	return &Problem{
		What: "the server does not speak TLS from the first byte at this port",
		Mend: `set tls = "starttls", or the port for TLS (usually 993)`,
		Err:  fmt.Errorf("%w: %w", errUnreachable, err),
	}
}

func certificateProblem(host string, err error) error {
	var wrong *tls.CertificateVerificationError
	if !errors.As(err, &wrong) {
		return fmt.Errorf("start TLS: %w", err)
	}
	return &Problem{
		What: fmt.Sprintf("the server's certificate is not one for %q that this machine trusts", host),
		Mend: "check host, or have the certificate renewed",
		Err:  err,
	}
}

// clearLine reads one line byte by byte: what stands behind it must stay for TLS, so that nothing said in clear
// text is ever taken for something said under its protection.
func clearLine(r io.Reader) (string, error) {
	var line []byte
	var one [1]byte
	for len(line) < 4096 {
		if _, err := io.ReadFull(r, one[:]); err != nil {
			return "", err
		}
		line = append(line, one[0])
		if one[0] == '\n' {
			return string(bytes.TrimRight(line, "\r\n")), nil
		}
	}
	return "", fmt.Errorf("%w: a long line", errFlood)
}

// greeted gives the library the greeting that was read before TLS began.
type greeted struct {
	net.Conn
	greeting *strings.Reader
}

func greet(conn net.Conn) net.Conn {
	return &greeted{Conn: conn, greeting: strings.NewReader("* OK under TLS\r\n")}
}

func (g *greeted) Read(p []byte) (int, error) {
	if g.greeting.Len() > 0 {
		return g.greeting.Read(p)
	}
	return g.Conn.Read(p)
}
