package smtp

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"complaintsd/mailout"
)

// maxReason is in runes: a relay's words are shown in a table and kept for ever.
const maxReason = 200

// clean makes one printable line of what a relay or an operating system said.
func clean(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, strings.ToValidUTF8(text, "?"))
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) > maxReason {
		runes = append(runes[:maxReason-1], '…')
	}
	return string(runes)
}

// sendable refuses what could never be put on the wire. No address may bring a command of its own along
// (RFC 5321 4.1.2).
func sendable(letter mailout.Letter) error {
	if len(letter.Bytes) == 0 {
		return errors.New("letter has no bytes")
	}
	for _, address := range []string{letter.From, letter.To} {
		if err := plain(address); err != nil {
			return err
		}
	}
	return nil
}

func plain(address string) error {
	at := strings.LastIndexByte(address, '@')
	if at < 1 || at == len(address)-1 || len(address) > 320 || !utf8.ValidString(address) {
		return fmt.Errorf("address %q is not of the form name@domain", address)
	}
	if strings.ContainsFunc(address, func(r rune) bool { return !unicode.IsGraphic(r) || r == ' ' || r == '<' || r == '>' }) {
		return fmt.Errorf("address %q holds a space, a bracket or a control character", address)
	}
	return nil
}

func ascii(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}
